package io.github.ipvlanctl.export;

import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.LinkSpec;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.PortSpec;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.Shim;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What links may have and not every system has words for. */
public enum Feature {
    FLAG("flags other than bridge"),
    L3("mode l3"),
    NETNS("links in other namespaces"),
    /** A place in the current namespace. */
    HOST("links of the host's own namespace"),
    /** Characters in names that mean something else in other syntaxes. */
    NAME("names with other characters than letters, digits, '.', '_' and '-'"),
    /** Those that are no stack's marks: who owns a link there is for the other system to know. */
    ALIAS("aliases"),
    MTU("an MTU other than the parent's"),
    DOWN("links that are down"),
    NO_IPV4("links without an IPv4 address"),
    NO_ADDRESS("links without an address"),
    SEVERAL_ADDRESSES("several addresses of a family on a link"),
    ROUTES("routes other than the default one"),
    METRIC("metrics"),
    TABLE("routing tables"),
    ON_LINK("routes without a nexthop"),
    ON_LINK_IPV6("IPv6 routes without a nexthop");

    private static final Pattern PLAIN = Pattern.compile("(?![0-9]+$)[A-Za-z0-9][A-Za-z0-9._-]*");

    private final String plural;

    Feature(String plural) {
        this.plural = plural;
    }

    /** All of the kind, for a list. */
    public String plural() {
        return plural;
    }

    /** Each occurrence in a link, for a sentence that says that it cannot be said. */
    List<String> in(PortSpec port, LinkSpec link) {
        return switch (this) {
            case FLAG ->
                when(
                        port.settings().flag() != Flag.BRIDGE,
                        "the flag " + port.settings().flag().word() + " of " + port.parent());
            case L3 -> when(port.settings().mode() == Mode.L3, "the mode l3 of " + port.parent());
            case NETNS -> when(link.netns() != null, "the namespace of " + label(link));
            case HOST -> when(link.netns() == null, "that " + label(link) + " is in the host's own namespace");
            case NAME -> names(port, link);
            case ALIAS -> when(link.alias() != null && !isShim(link), "the alias of " + label(link));
            case MTU -> when(link.mtu() != null, "the MTU of " + label(link));
            case DOWN -> when(!link.up(), "that " + label(link) + " is down");
            case NO_IPV4 -> when(number(link, false) == 0, "that " + label(link) + " has no IPv4 address");
            case NO_ADDRESS -> when(link.addresses().isEmpty(), "that " + label(link) + " has no address");
            case SEVERAL_ADDRESSES ->
                when(number(link, false) > 1 || number(link, true) > 1, "the several addresses of " + label(link));
            case ROUTES -> routes(link, route -> !Routes.isDefault(route), "the");
            case METRIC -> routes(link, route -> route.metric() != null, "the metric of the");
            case TABLE -> routes(link, route -> route.table() != null, "the table of the");
            case ON_LINK -> routes(link, route -> route.via() == null, "the missing nexthop of the");
            case ON_LINK_IPV6 ->
                routes(link, route -> route.via() == null && Routes.isIpv6(route), "the missing nexthop of the");
        };
    }

    /** A link's name, and its namespace where it has one, for a sentence. */
    static String label(LinkSpec link) {
        return link.name() + (link.netns() == null ? "" : " (netns " + link.netns() + ")");
    }

    /** Whether a link is a host's way to the others, by its mark. */
    static boolean isShim(LinkSpec link) {
        return link.alias() != null && Shim.isMark(link.alias().text());
    }

    private static List<String> when(boolean found, String phrase) {
        return found ? List.of(phrase) : List.of();
    }

    private static long number(LinkSpec link, boolean ipv6) {
        return link.addresses().stream()
                .filter(cidr -> cidr.address().isIpv6() == ipv6)
                .count();
    }

    private static List<String> routes(LinkSpec link, Predicate<RouteSpec> which, String what) {
        return link.routes().stream()
                .filter(which)
                .map(route -> what + " route " + route + " of " + label(link))
                .toList();
    }

    private static List<String> names(PortSpec port, LinkSpec link) {
        List<String> odd = new ArrayList<>();
        for (InterfaceName name : List.of(port.parent(), link.name())) {
            if (!PLAIN.matcher(name.value()).matches()) {
                odd.add("the name '" + name + "'");
            }
        }
        return odd;
    }
}
