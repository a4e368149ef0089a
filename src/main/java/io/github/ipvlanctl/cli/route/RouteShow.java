package io.github.ipvlanctl.cli.route;

import io.github.ipvlanctl.cli.Command;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.render.shape.RouteShape;
import io.github.ipvlanctl.service.Services;

/** {@code route show}. */
final class RouteShow extends Command {
    private final Option<InterfaceName> name = optionalName("LINK", "Only those through this link.");

    RouteShow(Invocation invocation) {
        super(invocation, "ipvlanctl route show", "ipvlanctl -n web route show web0 -j");
    }

    @Override
    protected void run(Services services) {
        show(new RouteShape(), services.routes().show(name.orNull()));
    }
}
