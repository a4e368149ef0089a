package io.github.ipvlanctl.model;

import io.github.ipvlanctl.error.Failure;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the kernel would do wrong in silence, or refuse half way: refused here, before anything runs. */
public final class Rules {
    private Rules() {}

    /** A link with a larger MTU than its parent's loses packets without a word. */
    public static void mtu(InterfaceName link, @Nullable Mtu mtu, @Nullable Device parent) {
        if (mtu != null && parent != null && isAbove(mtu.bytes(), parent)) {
            throw Failure.conflict(
                    "MTU " + mtu.bytes() + " of " + link + " is above the " + parent.mtu() + " of its parent "
                            + parent.label() + ": larger packets would vanish",
                    "use at most " + parent.mtu() + ", or raise the parent's first, which changes all its links' too");
        }
    }

    /** Whether a link with an MTU of so many bytes would send packets that its parent cannot. */
    public static boolean isAbove(int mtu, Device parent) {
        return mtu > parent.mtu();
    }

    /** The kernel refuses IPv6 addresses on a link with a smaller MTU (addrconf.c), and takes away what it has. */
    public static void ipv6(InterfaceName link, int mtu, List<Cidr> addresses) {
        for (Cidr cidr : addresses) {
            if (mtu < Mtu.MIN_IPV6 && cidr.address().isIpv6()) {
                throw Failure.conflict(
                        "MTU " + mtu + " of " + link + " is below the " + Mtu.MIN_IPV6 + " that IPv6 needs, and it has "
                                + cidr,
                        "use at least " + Mtu.MIN_IPV6 + ", or take its IPv6 addresses away first");
            }
        }
    }

    /** An address can be on one link of a port only; and the kernel lets a link take its own parent's. */
    public static void address(IpAddress address, @Nullable Device parent, @Nullable Port port) {
        if (parent != null && parent.has(address)) {
            throw Failure.conflict(
                    address + " is the address of the parent " + parent.label() + ": the link would take its traffic",
                    "give the link an address of its own");
        }
        Link holder = port == null ? null : port.holder(address).orElse(null);
        if (holder != null) {
            throw Failure.conflict(
                    address + " is in use on " + holder.device().label() + ", a link of the same parent",
                    "choose another, or free it with '" + freeing(address, holder.device()) + "'");
        }
    }

    private static String freeing(IpAddress address, Device holder) {
        String cidr = holder.addresses().stream()
                .map(LinkAddress::cidr)
                .filter(held -> held.address().equals(address))
                .map(Cidr::toString)
                .findFirst()
                .orElse(address.text());
        // A namespace without a name is no place for ipvlanctl to act in.
        if (holder.netns() instanceof Netns.OfProcess process) {
            return "nsenter --net=" + process.path() + " ip address delete " + cidr + " dev " + holder.name();
        }
        return "ipvlanctl" + (holder.netns() instanceof Netns.Named named ? " -n " + named.name() : "") + " addr del "
                + cidr + " --dev " + holder.name();
    }

    /** Whether the kernel will take the routes, in their order. */
    public static void routes(
            InterfaceName link, Mode mode, List<Cidr> onLink, List<RouteSpec> routes, List<Route> present) {
        for (RouteSpec route : routes) {
            if (mode != Mode.L2 && route.to().network() == null && route.via() != null) {
                throw Failure.conflict(
                        "in mode " + mode.word() + " a default route has no gateway: the parent's routes decide",
                        "leave the gateway out and add a route without one: 'default' over " + link + " itself");
            }
            present.stream().filter(other -> clashes(route, other)).findFirst().ifPresent(other -> {
                throw Failure.conflict(
                        "there is a route to " + other.to() + " already, through " + other.dev()
                                + (other.via() == null ? "" : " via " + other.via()),
                        "give the new one another metric, or delete the old one first");
            });
        }
        Nexthops.check(link, onLink, routes);
    }

    /** The kernel tells routes by destination, table and metric (which IPv6 sets to 1024 when none is given). */
    private static boolean clashes(RouteSpec wanted, Route other) {
        boolean ipv6 = other.family().equals("inet6");
        String to = wanted.to().word(wanted.via());
        String destination = to.equals("::/0") || to.equals("default") ? "default" : shortened(to);
        boolean sameFamily = ipv6 == (to.indexOf(':') >= 0);
        long asked = Objects.requireNonNullElse(wanted.metric(), 0L);
        long metric = ipv6 && asked == 0 ? Route.IPV6_METRIC : asked;
        long table = Objects.requireNonNullElse(wanted.table(), RoutingTable.MAIN);
        return sameFamily
                && destination.equals(other.to())
                && table == other.table()
                && metric == Objects.requireNonNullElse(other.metric(), 0L);
    }

    /** {@code ip} leaves the prefix length of a single address away. */
    private static String shortened(String network) {
        boolean host = network.endsWith(network.indexOf(':') >= 0 ? "/128" : "/32");
        return host ? network.substring(0, network.indexOf('/')) : network;
    }

    /** Whether {@code route} is the one that {@code wanted} describes. */
    public static boolean describes(RouteSpec wanted, Route route) {
        RouteSpec exact = wanted.metric() != null
                ? wanted
                : new RouteSpec(
                        wanted.to(), wanted.via(), Objects.requireNonNullElse(route.metric(), 0L), wanted.table());
        return clashes(exact, route) && (wanted.via() == null || wanted.via().equals(route.via()));
    }

    /** Whether {@code route} is what {@code wanted} would make, nexthop and metric included. */
    public static boolean isExactly(RouteSpec wanted, Route route) {
        return clashes(wanted, route) && Objects.equals(wanted.via(), route.via());
    }
}
