package io.github.ipvlanctl.cli.addr;

import io.github.ipvlanctl.cli.Command;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.render.shape.AddressShape;
import io.github.ipvlanctl.service.Services;

/** {@code addr show}. */
final class AddrShow extends Command {
    private final Option<InterfaceName> name = optionalName("LINK", "Only this link's.");

    AddrShow(Invocation invocation) {
        super(invocation, "ipvlanctl addr show", "ipvlanctl addr show ipvl0 -j");
    }

    @Override
    protected void run(Services services) {
        show(new AddressShape(), services.addresses().show(name.orNull()));
    }
}
