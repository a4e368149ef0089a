package io.github.ipvlanctl.model;

import io.github.ipvlanctl.error.Failure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A link as somebody wants it. Null means: as the port has it, or as the kernel makes it.
 *
 * @param vlan the ID of a VLAN on the parent that is to be the real parent
 * @param netns the named namespace that it shall be in
 * @param gateway the default route's nexthop
 */
public record LinkSpec(
        InterfaceName name,
        @Nullable Mode mode,
        @Nullable Flag flag,
        @Nullable Mtu mtu,
        @Nullable VlanId vlan,
        @Nullable NetnsName netns,
        List<Cidr> addresses,
        @Nullable IpAddress gateway,
        List<RouteSpec> routes,
        @Nullable Alias alias,
        boolean up) {

    /**
     * Checks what can be checked without looking at the machine.
     *
     * @throws Failure of kind {@code USAGE} for an address given twice, and for routes on a link that stays down
     */
    public LinkSpec {
        addresses = List.copyOf(addresses);
        routes = List.copyOf(routes);
        Set<IpAddress> seen = new HashSet<>();
        for (Cidr cidr : addresses) {
            if (!seen.add(cidr.address())) {
                throw Failure.usage("the address " + cidr.address() + " is given twice", "give it once");
            }
        }
        if (gateway != null) {
            for (RouteSpec route : routes) {
                if (route.isDefaultFor(gateway)) {
                    throw Failure.usage("there are two default routes: a gateway is one", "leave one of them out");
                }
            }
        }
        if (!up && (gateway != null || !routes.isEmpty())) {
            throw Failure.usage("routes need the link to be up", "add --up");
        }
    }

    /** Its routes, the one through the gateway last: a nexthop may be reached through one of the others. */
    public List<RouteSpec> allRoutes() {
        List<RouteSpec> all = new ArrayList<>(routes);
        if (gateway != null) {
            all.add(RouteSpec.defaultVia(gateway));
        }
        return all;
    }
}
