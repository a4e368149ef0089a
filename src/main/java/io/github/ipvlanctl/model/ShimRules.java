package io.github.ipvlanctl.model;

import io.github.ipvlanctl.error.Failure;
import java.util.List;
import java.util.Optional;

/** What a shim can do nothing about, or would break: refused before anything runs. */
public final class ShimRules {
    private ShimRules() {}

    /** Links with the flag private do not reach each other, a shim among them, in whatever mode. */
    public static void flag(Flag flag, InterfaceName parent) {
        if (flag == Flag.PRIVATE) {
            throw Failure.conflict(
                    "the flag private keeps " + parent + "'s links from each other, and a shim is one of them",
                    "'ipvlanctl flag bridge " + parent + "' lets them reach each other");
        }
    }

    /** No other device here may have a shim's address. (Of the links elsewhere {@link Rules#address} tells.) */
    public static void address(IpAddress address, Host host, InterfaceName shim) {
        here(new Cidr(address, address.bits()), host, shim).ifPresent(device -> {
            throw Failure.conflict(
                    address + " is in use on " + device.name(), "give the shim an address that is free in the network");
        });
    }

    private static Optional<Device> here(Cidr network, Host host, InterfaceName shim) {
        return host.devices(Netns.current()).stream()
                .filter(device -> !device.name().equals(shim))
                .filter(device -> device.addresses().stream()
                        .anyMatch(address -> network.covers(address.cidr().address())))
                .findFirst();
    }

    /**
     * A shim cannot lead to what this machine has itself, nor to where another route leads, nor to the nexthop of one, unless
     * that is one of the links.
     *
     * @param targets what the parent's links have in other namespaces
     * @param routes those of the current namespace
     */
    public static void reach(
            Cidr network, Host host, InterfaceName shim, List<AddressOnLink> targets, List<Route> routes) {
        here(network, host, shim).ifPresent(device -> {
            throw Failure.conflict(
                    "a shim cannot lead to " + network + ": this machine has such an address itself, on "
                            + device.name(),
                    "give what the links have alone, with --reach");
        });
        for (Route route : routes) {
            IpAddress via = route.via();
            if (route.dev().equals(shim)) {
                continue;
            }
            if (isTo(network, route)) {
                throw Failure.conflict(
                        "there is a route to " + route.to() + " already, through " + route.dev(),
                        "delete it first, or give other destinations with --reach");
            }
            if (via != null && network.covers(via) && !isTarget(via, targets)) {
                throw Failure.conflict(
                        "a shim that leads to " + network + " would take the way to " + via
                                + ", the nexthop of the route to " + route.to(),
                        "give what the links have alone, with --reach");
            }
        }
    }

    /** Of two routes to one destination the kernel would use the one with the better metric. */
    private static boolean isTo(Cidr network, Route route) {
        return route.table() == RoutingTable.MAIN
                && route.family().equals(network.address().isIpv6() ? "inet6" : "inet")
                && network.equals(Destination.parse(route.to()).network());
    }

    private static boolean isTarget(IpAddress address, List<AddressOnLink> targets) {
        return targets.stream()
                .anyMatch(target -> target.address().cidr().address().equals(address));
    }
}
