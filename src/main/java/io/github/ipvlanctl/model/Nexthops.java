package io.github.ipvlanctl.model;

import io.github.ipvlanctl.error.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Whether a link can reach the nexthops of its routes: the kernel refuses a route whose nexthop is not on the link. */
public final class Nexthops {
    private Nexthops() {}

    /**
     * Checks the routes in their order: each may make the nexthops of the later ones reachable.
     *
     * @param onLink the networks that the link reaches directly
     * @throws Failure of kind {@code CONFLICT} for the first nexthop that is out of reach
     */
    public static void check(InterfaceName link, List<Cidr> onLink, List<RouteSpec> routes) {
        List<Cidr> reached = new ArrayList<>(onLink);
        for (RouteSpec route : routes) {
            IpAddress via = route.via();
            if (via == null) {
                reached.add(Objects.requireNonNullElse(route.to().network(), Destination.ALL_IPV4));
            }
            boolean reachable = via == null
                    || (via.isIpv6() && via.isLinkLocal())
                    || reached.stream().anyMatch(cidr -> cidr.covers(via));
            if (!reachable) {
                throw Failure.conflict(
                        "the nexthop " + via + " is not in a network of " + link
                                + (onLink.isEmpty() ? ", which has no address" : ": " + join(onLink)),
                        "give " + link + " an address in the nexthop's network, or add a route to " + via + " first");
            }
        }
    }

    private static String join(List<Cidr> cidrs) {
        return String.join(", ", cidrs.stream().map(Cidr::toString).toList());
    }
}
