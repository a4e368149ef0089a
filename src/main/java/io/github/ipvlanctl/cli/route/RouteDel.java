package io.github.ipvlanctl.cli.route;

import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.render.shape.RouteShape;
import io.github.ipvlanctl.service.Services;

/** {@code route del}. */
final class RouteDel extends RouteCommand {
    RouteDel(Invocation invocation) {
        super(invocation, "ipvlanctl route del 10.0.0.0/8 --dev ipvl0", "ipvlanctl -n web route del default dev web0");
    }

    @Override
    protected int change(Services services) {
        return finish(new RouteShape(), services.routes().delete(dev(), route()));
    }
}
