package io.github.ipvlanctl.cli.route;

import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.render.shape.RouteShape;
import io.github.ipvlanctl.service.Services;

/** {@code route add}. */
final class RouteAdd extends RouteCommand {
    RouteAdd(Invocation invocation) {
        super(
                invocation,
                "ipvlanctl route add 10.0.0.0/8 --via 192.168.1.254 --dev ipvl0",
                "ipvlanctl -n web route add default via 192.168.1.1 dev web0");
    }

    @Override
    protected int change(Services services) {
        return finish(new RouteShape(), services.routes().add(dev(), route()));
    }
}
