package io.github.ipvlanctl.model;

import io.github.ipvlanctl.error.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A route as a user asks for it; the device is the link that it is asked for.
 *
 * @param via the nexthop, or null when the destination is on the link itself
 * @param metric 0 to 4294967295, the lower the better, or null for the kernel's default
 * @param table a routing table's number, 1 to 4294967295, or null for the main one
 */
public record RouteSpec(
        Destination to,
        @Nullable IpAddress via,
        @Nullable Long metric,
        @Nullable Long table) {
    private static final String FORM = "write DEST[,via=IP][,metric=N], for example 10.0.0.0/8,via=192.168.1.254";
    private static final long UINT32 = 0xffff_ffffL;

    /** Checks that the families agree. */
    public RouteSpec {
        if (via != null && !to.fits(via)) {
            throw Failure.usage("the nexthop " + via + " is not of the family of " + to, "both IPv4 or both IPv6");
        }
    }

    /** The default route through {@code gateway}. */
    public static RouteSpec defaultVia(IpAddress gateway) {
        return new RouteSpec(Destination.DEFAULT, gateway, null, null);
    }

    /** The route to a network that is on the link itself. */
    public static RouteSpec onLink(Cidr network) {
        return new RouteSpec(new Destination(network), null, null, null);
    }

    /** The default route over the link itself. */
    public static RouteSpec defaultRoute() {
        return new RouteSpec(Destination.DEFAULT, null, null, null);
    }

    /**
     * Reads {@code DEST[,via=IP][,metric=N]}.
     *
     * @throws Failure of kind {@code USAGE} when it is not of that form
     */
    public static RouteSpec parse(String text) {
        String[] parts = text.split(",", -1);
        Destination to = Destination.parse(parts[0]);
        IpAddress via = null;
        Long metric = null;
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].startsWith("via=") && via == null) {
                via = IpAddress.parse(parts[i].substring("via=".length()));
            } else if (parts[i].startsWith("metric=") && metric == null) {
                metric = parseMetric(parts[i].substring("metric=".length()));
            } else {
                throw Failure.usage("'" + Display.safe(text) + "' is not a route", FORM);
            }
        }
        return new RouteSpec(to, via, metric, null);
    }

    /** The same route without what is so anyway: the main table, and the metric that the kernel gives it. */
    public RouteSpec shortened() {
        boolean ipv6 = to.word(via).indexOf(':') >= 0;
        boolean usual = metric != null && (metric == 0 || (ipv6 && metric == Route.IPV6_METRIC));
        boolean main = table != null && table == RoutingTable.MAIN;
        return new RouteSpec(to, via, usual ? null : metric, main ? null : table);
    }

    /** Reads a metric. */
    public static Long parseMetric(String text) {
        return Numbers.parse(text, 0, UINT32, "a metric");
    }

    /** True when it is a default route of the gateway's family that a default route through that would clash with. */
    boolean isDefaultFor(IpAddress gateway) {
        String word = to.word(via);
        boolean everywhere = word.equals("default") || word.equals("::/0");
        return everywhere && metric == null && table == null && word.equals("::/0") == gateway.isIpv6();
    }

    @Override
    public String toString() {
        return to.word(via)
                + (via == null ? "" : " via " + via)
                + (metric == null ? "" : " metric " + metric)
                + (table == null || table == RoutingTable.MAIN ? "" : " table " + RoutingTable.word(table));
    }
}
