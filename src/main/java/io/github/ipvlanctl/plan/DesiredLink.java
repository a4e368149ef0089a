package io.github.ipvlanctl.plan;

import io.github.ipvlanctl.model.Alias;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Mtu;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.Shim;
import io.github.ipvlanctl.model.ShimSpec;
import io.github.ipvlanctl.model.StackName;
import io.github.ipvlanctl.plan.manifest.Pool;
import io.github.ipvlanctl.plan.manifest.Position;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One link that a manifest wants, counted out from its row of replicas. Null means: the manifest does not say.
 *
 * @param at where it stands
 * @param netns the named namespace that it shall be in, null for the current one
 * @param pool where one more address shall come from
 * @param addresses the addresses said, without the pool's
 * @param shim what a shim shall be, whose routes are decided later; null for any other link
 */
record DesiredLink(
        Position at,
        InterfaceName parent,
        InterfaceName name,
        @Nullable NetnsName netns,
        @Nullable Pool pool,
        @Nullable List<Cidr> addresses,
        @Nullable IpAddress gateway,
        @Nullable List<RouteSpec> routes,
        @Nullable Mtu mtu,
        boolean up,
        @Nullable ShimSpec shim) {

    /** The alias that it shall have, or null when that is nobody's business. */
    @Nullable
    Alias mark(@Nullable StackName stack) {
        return shim != null ? Shim.mark(stack) : stack != null ? stack.mark() : null;
    }

    /** Its name and namespace for a sentence. */
    String label() {
        return name + (netns == null ? "" : " (netns " + netns + ")");
    }

    /** Its place and name, for a message about a step that failed. */
    String origin() {
        return at + ": " + label();
    }

    /** All addresses that it shall have, given the one that the pool gave it; null when none are spoken of. */
    @Nullable
    List<Cidr> addressesWith(@Nullable Cidr fromPool) {
        if (addresses == null && fromPool == null) {
            return null;
        }
        List<Cidr> all = new ArrayList<>();
        if (fromPool != null) {
            all.add(fromPool);
        }
        if (addresses != null) {
            all.addAll(addresses);
        }
        return all;
    }

    /** The routes that it shall have; null when none are spoken of. */
    @Nullable
    List<RouteSpec> allRoutes(boolean l2) {
        IpAddress nexthop = gateway != null ? gateway : pool != null && up ? pool.gateway() : null;
        if (routes == null && nexthop == null) {
            return null;
        }
        List<RouteSpec> all = new ArrayList<>(routes == null ? List.of() : routes);
        if (nexthop != null) {
            // In l3 and l3s the parent's routes decide, and a default route has no gateway.
            all.add(l2 || gateway != null ? RouteSpec.defaultVia(nexthop) : everywhere(nexthop.isIpv6()));
        }
        return all;
    }

    private static RouteSpec everywhere(boolean ipv6) {
        return ipv6 ? RouteSpec.parse("::/0") : RouteSpec.defaultRoute();
    }
}
