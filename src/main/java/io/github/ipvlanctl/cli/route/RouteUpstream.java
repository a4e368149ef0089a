package io.github.ipvlanctl.cli.route;

import io.github.ipvlanctl.cli.Command;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.render.shape.RouterSyntax;
import io.github.ipvlanctl.render.shape.UpstreamShape;
import io.github.ipvlanctl.service.Services;
import java.util.Objects;

/** {@code route upstream}. */
final class RouteUpstream extends Command {
    private final Option<InterfaceName> name = name("DEV", "The parent, or one of its links.");
    private final Option<RouterSyntax> router = option(
            "--for",
            "ROUTER",
            RouterSyntax::parse,
            "Whose syntax: ip, frr, bird (version 2) or cisco (IOS) (default: ip).");

    RouteUpstream(Invocation invocation) {
        super(
                invocation,
                "ipvlanctl route upstream eth0",
                "ipvlanctl route upstream eth0 --for frr",
                "ipvlanctl route upstream eth0 -j");
        describe(
                "In l3 and l3s no link answers ARP: routers reach the links by routes through an address of the parent. This"
                        + " prints them, to be given to the next router; there are none in l2.");
    }

    @Override
    protected void run(Services services) {
        RouterSyntax syntax = Objects.requireNonNullElse(router.orNull(), RouterSyntax.IP);
        show(new UpstreamShape(syntax), services.routes().upstream(name.get()));
    }
}
