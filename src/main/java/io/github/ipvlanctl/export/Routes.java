package io.github.ipvlanctl.export;

import io.github.ipvlanctl.model.Destination;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.LinkSpec;
import io.github.ipvlanctl.model.RouteSpec;
import java.util.List;
import java.util.Optional;

/** Questions about routes that several targets ask. */
final class Routes {
    private Routes() {}

    /** Whether a route leads everywhere. */
    static boolean isDefault(RouteSpec route) {
        return route.to().network() == null || route.to().network().prefixLength() == 0;
    }

    /** Whether it is one of IPv6. */
    static boolean isIpv6(RouteSpec route) {
        return destination(route).indexOf(':') >= 0;
    }

    /** Where it leads, as a network in any case: {@code 0.0.0.0/0} for everywhere. */
    static String destination(RouteSpec route) {
        String word = route.to().word(route.via());
        return word.equals(Destination.DEFAULT.toString()) ? "0.0.0.0/0" : word;
    }

    /** The routes of a family. */
    static List<RouteSpec> of(LinkSpec link, boolean ipv6) {
        return link.routes().stream().filter(route -> isIpv6(route) == ipv6).toList();
    }

    /** Whether it is a default route through a nexthop about which nothing is special: a gateway. */
    static boolean isGateway(RouteSpec route) {
        return isDefault(route) && route.via() != null && route.metric() == null && route.table() == null;
    }

    /** The gateway of a family. */
    static Optional<IpAddress> gateway(LinkSpec link, boolean ipv6) {
        return of(link, ipv6).stream()
                .filter(Routes::isGateway)
                .map(RouteSpec::via)
                .findFirst();
    }
}
