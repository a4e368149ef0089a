package io.github.ipvlanctl.model;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.ShimSpec.Target;
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

    /**
     * No other device here may have a shim's address. (Of the links elsewhere {@link Rules#address} tells.)
     *
     * @param others the other devices of the current namespace
     */
    public static void address(IpAddress address, List<Device> others) {
        holder(new Cidr(address, address.bits()), others).ifPresent(device -> {
            throw Failure.conflict(
                    address + " is in use on " + device.name(), "give the shim an address that is free in the network");
        });
    }

    private static Optional<Device> holder(Cidr network, List<Device> devices) {
        return devices.stream()
                .filter(device -> device.addresses().stream()
                        .anyMatch(address -> network.covers(address.cidr().address())))
                .findFirst();
    }

    /**
     * A shim cannot lead to what this machine has itself, nor to the nexthop of another route, unless that is one of the
     * links.
     *
     * @param others the other devices of the current namespace
     * @param routes those through them
     * @param targets what the parent's links have in other namespaces
     */
    public static void reach(Cidr network, List<Device> others, List<Route> routes, List<Target> targets) {
        holder(network, others).ifPresent(device -> {
            throw Failure.conflict(
                    "a shim cannot lead to " + network + ": this machine has such an address itself, on "
                            + device.name(),
                    "let it lead to no more than the links have");
        });
        for (Route route : routes) {
            IpAddress via = route.via();
            if (via != null
                    && network.covers(via)
                    && targets.stream().noneMatch(target -> target.address().equals(via))) {
                throw Failure.conflict(
                        "a shim that leads to " + network + " would take the way to " + via
                                + ", the nexthop of the route to " + route.to(),
                        "let it lead to no more than the links have");
            }
        }
    }

    /** Of two routes to one destination the kernel would use the one with the better metric. */
    public static void route(Cidr network, List<Route> others) {
        for (Route route : others) {
            if (route.table() == RoutingTable.MAIN
                    && route.family().equals(network.address().isIpv6() ? "inet6" : "inet")
                    && network.equals(Destination.parse(route.to()).network())) {
                throw Failure.conflict(
                        "there is a route to " + route.to() + " already, through " + route.dev(),
                        "delete it first, or let the shim lead elsewhere");
            }
        }
    }
}
