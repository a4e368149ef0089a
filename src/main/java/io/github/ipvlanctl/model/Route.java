package io.github.ipvlanctl.model;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A route as the kernel has it.
 *
 * @param to {@code default}, a network or an address, in the kernel's spelling
 * @param family {@code inet} or {@code inet6}
 * @param via the nexthop, or null for what is on the link
 * @param metric its metric, or null where the kernel names none
 * @param table the table's number, {@link RoutingTable#MAIN} for the main one
 * @param protocol who made it: {@code kernel}, {@code boot}, {@code static}, …
 * @param more what else {@code ip} has to be told to make the same route, in its words: {@code src 10.0.0.5 onlink}
 * @param unrepeatable what keeps anybody else from making it again, or null; one of several nexthops of a route is a route here
 */
public record Route(
        String to,
        String family,
        InterfaceName dev,
        Netns netns,
        @Nullable IpAddress via,
        @Nullable Long metric,
        long table,
        String protocol,
        List<String> more,
        @Nullable Unrepeatable unrepeatable) {
    /** What a nexthop is reached by before what goes through it, as they can be made: {@code ip} lists the default route first. */
    public static final Comparator<Route> NEXTHOPS_WAY_FIRST =
            (a, b) -> Boolean.compare(a.via() != null, b.via() != null);

    /** What IPv6 takes for the metric when none is given, or 0. */
    public static final long IPV6_METRIC = 1024;

    /** The metric of IPv6's routes to the networks of addresses (IP6_RT_PRIO_ADDRCONF, net/addrconf.h). */
    private static final long IPV6_ADDRESS_METRIC = 256;

    /** Copies the list. */
    public Route {
        more = List.copyOf(more);
    }

    /** A route about which nothing is special. */
    public Route(
            String to,
            String family,
            InterfaceName dev,
            Netns netns,
            @Nullable IpAddress via,
            @Nullable Long metric,
            long table,
            String protocol) {
        this(to, family, dev, netns, via, metric, table, protocol, List.of(), null);
    }

    /**
     * The route to its network that an address brings with it while its device is up (fib_add_ifaddr in fib_frontend.c,
     * addrconf_prefix_route in addrconf.c); null for a single IPv4 address, which brings none.
     */
    public static @Nullable Route broughtBy(Cidr cidr, InterfaceName dev, Netns netns) {
        boolean ipv6 = cidr.address().isIpv6();
        boolean single = cidr.prefixLength() == cidr.address().bits();
        if (single && !ipv6) {
            return null;
        }
        String to = cidr.network() + (single ? "" : "/" + cidr.prefixLength());
        Long metric = ipv6 ? IPV6_ADDRESS_METRIC : null;
        return new Route(to, ipv6 ? "inet6" : "inet", dev, netns, null, metric, RoutingTable.MAIN, "kernel");
    }

    /**
     * True for those that somebody set, and that can be set again: not the kernel's own, or from a router's advertisement.
     */
    public boolean isAssigned() {
        return !protocol.equals("kernel") && !protocol.equals("ra") && unrepeatable == null;
    }

    /** True for those that somebody made by hand; others are the kernel's, a routing daemon's, a DHCP client's. */
    public boolean isByHand() {
        return protocol.equals("boot") || protocol.equals("static");
    }

    /** True when a {@link RouteSpec} can say all of it. */
    public boolean isPlain() {
        boolean oneFamily = via == null || via.isIpv6() == family.equals("inet6");
        // What is on the link has the scope link by itself.
        boolean nothingMore = more.isEmpty() || (via == null && more.equals(List.of("scope", "link")));
        return oneFamily && nothingMore && unrepeatable == null;
    }

    /** The network in which its device reaches nexthops by it, or null when it leads through a nexthop itself (fib_check_nh). */
    public @Nullable Cidr onLink() {
        if (via != null) {
            return null;
        }
        boolean everywhere = to.equals("default");
        return everywhere && !family.equals("inet6")
                ? Destination.ALL_IPV4
                : Destination.parse(everywhere ? "::/0" : to).network();
    }

    /** As a manifest's route is written in a sentence. */
    public String text() {
        boolean ipv6 = family.equals("inet6");
        StringBuilder text = new StringBuilder(ipv6 && to.equals("default") ? "::/0" : to);
        if (via != null) {
            text.append(" via ").append(via);
        }
        if (metric != null && !(ipv6 && metric == IPV6_METRIC)) {
            text.append(" metric ").append(metric);
        }
        if (table != RoutingTable.MAIN) {
            text.append(" table ").append(RoutingTable.word(table));
        }
        if (!isPlain()) {
            more.forEach(word -> text.append(' ').append(word));
        }
        return text.toString();
    }
}
