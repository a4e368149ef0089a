package io.github.ipvlanctl.render.shape;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Display;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.UpstreamRoute;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** How a router is told of static routes to single addresses; those without a nexthop it cannot be told. */
public enum RouterSyntax {
    /** Commands for a Linux shell. */
    IP {
        @Override
        String line(Cidr to, IpAddress via) {
            return "ip route add " + to + " via " + via + "\n";
        }
    },
    /** Lines for FRR's configuration, or its shell in configuration mode. */
    FRR {
        @Override
        String line(Cidr to, IpAddress via) {
            return (to.address().isIpv6() ? "ipv6" : "ip") + " route " + to + " " + via + "\n";
        }
    },
    /** Protocols for the configuration of BIRD 2, each with the routes of one family. */
    BIRD {
        @Override
        String text(List<UpstreamRoute> routes) {
            return protocol("ipv4", text(routes, false)) + protocol("ipv6", text(routes, true));
        }

        private String protocol(String channel, String lines) {
            return lines.isEmpty() ? "" : "protocol static {\n    " + channel + ";\n" + lines + "}\n";
        }

        @Override
        String line(Cidr to, IpAddress via) {
            return "    route " + to + " via " + via + ";\n";
        }
    },
    /** Lines for the configuration mode of Cisco IOS, which takes a mask for the length of an IPv4 prefix. */
    CISCO {
        @Override
        String line(Cidr to, IpAddress via) {
            return to.address().isIpv6()
                    ? FRR.line(to, via)
                    : "ip route " + to.address() + " 255.255.255.255 " + via + "\n";
        }
    };

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word that names it. */
    public String word() {
        return word;
    }

    /**
     * The syntax of that word.
     *
     * @throws Failure of kind {@code USAGE} when there is none
     */
    public static RouterSyntax parse(String word) {
        for (RouterSyntax syntax : values()) {
            if (syntax.word.equals(word)) {
                return syntax;
            }
        }
        throw Failure.usage("'" + Display.safe(word) + "' is not a router's syntax", "one of ip, frr, bird, cisco");
    }

    /** One route, to a single address. */
    abstract String line(Cidr to, IpAddress via);

    /** All routes, IPv4's first. */
    String text(List<UpstreamRoute> routes) {
        return text(routes, false) + text(routes, true);
    }

    final String text(List<UpstreamRoute> routes, boolean ipv6) {
        StringBuilder text = new StringBuilder();
        for (UpstreamRoute upstream : routes) {
            RouteSpec route = upstream.route();
            IpAddress via = route.via();
            if (via != null && via.isIpv6() == ipv6) {
                text.append(line(Objects.requireNonNull(route.to().network()), via));
            }
        }
        return text.toString();
    }
}
