package io.github.ipvlanctl.cli.parent;

import io.github.ipvlanctl.cli.Command;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.render.shape.ParentShape;
import io.github.ipvlanctl.service.Services;
import java.util.List;

/** {@code parent show}. */
final class ParentShow extends Command {
    private final Option<InterfaceName> dev = name("DEV", "The device.");

    ParentShow(Invocation invocation) {
        super(invocation, "ipvlanctl parent show eth0");
    }

    @Override
    protected void run(Services services) {
        show(new ParentShape(), List.of(services.parents().show(dev.get())));
    }
}
