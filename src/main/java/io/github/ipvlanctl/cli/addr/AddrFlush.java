package io.github.ipvlanctl.cli.addr;

import io.github.ipvlanctl.cli.ChangingCommand;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.render.shape.LinkShape;
import io.github.ipvlanctl.service.Services;
import java.util.List;

/** {@code addr flush}. */
final class AddrFlush extends ChangingCommand {
    private final Option<InterfaceName> dev = required("--dev", "LINK", InterfaceName::new, "The link.");

    AddrFlush(Invocation invocation) {
        super(invocation, "ipvlanctl addr flush --dev ipvl0", "ipvlanctl addr flush dev ipvl0");
        keyword("dev", "--dev");
    }

    @Override
    protected List<String> explanation() {
        return List.of("The link-local addresses, which the kernel makes itself, stay.");
    }

    @Override
    protected int change(Services services) {
        return finish(new LinkShape(), services.addresses().flush(dev.get()));
    }
}
