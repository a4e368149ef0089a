package io.github.ipvlanctl.cli.port;

import io.github.ipvlanctl.cli.Command;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.render.shape.PortShape;
import io.github.ipvlanctl.service.Services;

/** {@code mode show}, {@code flag show}. */
final class PortShow extends Command {
    private final Option<InterfaceName> dev = optionalName("DEV", "Only this parent's, or this link's parent's.");

    PortShow(Invocation invocation) {
        super(invocation, "ipvlanctl mode show", "ipvlanctl flag show eth0 -j");
    }

    @Override
    protected void run(Services services) {
        show(new PortShape(), services.ports().show(dev.orNull()));
    }
}
