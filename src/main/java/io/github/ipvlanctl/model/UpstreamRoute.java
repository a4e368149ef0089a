package io.github.ipvlanctl.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A route that the routers around a parent need, since in l3 and l3s no link answers ARP.
 *
 * @param link to which it leads
 * @param route to one address, through the parent; without a nexthop where the parent has no address of the family
 */
public record UpstreamRoute(Link link, RouteSpec route) {
    /** The route to a network, or a single address, behind {@code parent}. */
    public static RouteSpec to(Cidr network, Device parent) {
        IpAddress nexthop = null;
        for (Cidr cidr : parent.assignedAddresses()) {
            if (nexthop == null && cidr.address().isIpv6() == network.address().isIpv6()) {
                nexthop = cidr.address();
            }
        }
        return new RouteSpec(new Destination(network), nexthop, null, null);
    }

    /** All that a port's links need, but for a shim, which only this machine speaks to. */
    public static List<UpstreamRoute> of(Device parent, List<Link> links) {
        List<UpstreamRoute> routes = new ArrayList<>();
        for (Link link : links) {
            for (Cidr cidr :
                    Shim.isOne(link.device()) ? List.<Cidr>of() : link.device().assignedAddresses()) {
                IpAddress address = cidr.address();
                routes.add(new UpstreamRoute(link, to(new Cidr(address, address.bits()), parent)));
            }
        }
        return routes;
    }
}
