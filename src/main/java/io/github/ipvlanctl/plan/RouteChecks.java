package io.github.ipvlanctl.plan;

import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.RoutingTable;
import io.github.ipvlanctl.model.Rules;
import io.github.ipvlanctl.plan.manifest.Position;
import io.github.ipvlanctl.plan.manifest.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a namespace can have all the routes that its links shall have: the declared ones, and those that are taken along. */
final class RouteChecks {
    /** What tells the routes of a namespace apart. */
    private record Claim(Netns netns, boolean ipv6, String to, long metric, long table) {
        static Claim of(Netns netns, RouteSpec spec) {
            String to = spec.to().word(spec.via());
            long metric = Objects.requireNonNullElse(spec.metric(), 0L);
            long table = Objects.requireNonNullElse(spec.table(), RoutingTable.MAIN);
            return of(netns, to.indexOf(':') >= 0, to, metric, table);
        }

        static Claim of(Netns netns, Route route) {
            long metric = Objects.requireNonNullElse(route.metric(), 0L);
            return of(netns, route.family().equals("inet6"), route.to(), metric, route.table());
        }

        private static Claim of(Netns netns, boolean ipv6, String to, long metric, long table) {
            String host = ipv6 ? "/128" : "/32";
            String destination = to.equals("::/0")
                    ? "default"
                    : to.endsWith(host) ? to.substring(0, to.length() - host.length()) : to;
            return new Claim(netns, ipv6, destination, ipv6 && metric == 0 ? Route.IPV6_METRIC : metric, table);
        }
    }

    private final Matching matching;
    private final Host host;
    private final Map<Device, LinkUpdate> updates;
    private final Map<Netns, List<Wanted>> byNetns;
    private final PresentRoutes present;
    private final Problems problems;
    private final Map<Claim, Position> claims = new HashMap<>();
    private final Map<Netns, Map<Claim, Route>> undeclared = new HashMap<>();

    RouteChecks(
            Matching matching,
            Host host,
            Map<Device, LinkUpdate> updates,
            List<Wanted> all,
            PresentRoutes present,
            Problems problems) {
        this.matching = matching;
        this.host = host;
        this.updates = updates;
        this.byNetns = all.stream().collect(Collectors.groupingBy(Wanted::netns));
        this.present = present;
        this.problems = problems;
    }

    /** A moved link, or one made again, takes along what the manifest does not speak of. */
    void checkMove(LinkUpdate update) {
        Position at = update.wanted().link().at();
        Netns netns = update.wanted().netns();
        update.routes().forEach(route -> refuseLoss(update, route, "and would be lost"));
        for (Route route : update.undeclaredRoutes()) {
            Claim claim = Claim.of(netns, route);
            Route other = undeclaredRoutes(netns).get(claim);
            if (other != null) {
                problems.add(
                        at,
                        "the route " + route.text() + " cannot be taken along: there is one to " + other.to()
                                + " already, through " + other.dev());
            }
            claim(at, claim);
        }
    }

    /** With its last IPv4 address a link loses the routes that cannot be put back. */
    void checkRemoval(LinkUpdate update) {
        if (update.addresses().losesIpv4()) {
            update.routes().stream()
                    .filter(route -> route.family().equals("inet"))
                    .forEach(route -> refuseLoss(update, route, "and would be lost with its IPv4 addresses"));
        }
    }

    private void refuseLoss(LinkUpdate update, Route route, String how) {
        if (route.unrepeatable() != null) {
            problems.add(
                    update.wanted().link().at(),
                    "the route to " + route.to() + " has "
                            + route.unrepeatable().words(update.found().device().label()) + ", " + how
                            + " (delete it first)");
        }
    }

    /**
     * Checks the routes that a link shall have.
     *
     * @param addresses all that it will have
     * @param update what becomes of it, or null when it is new
     */
    void check(Wanted wanted, List<RouteSpec> specs, List<Cidr> addresses, @Nullable LinkUpdate update) {
        DesiredLink link = wanted.link();
        Netns netns = wanted.netns();
        List<Route> others = new ArrayList<>();
        for (RouteSpec spec : specs) {
            Claim claim = Claim.of(netns, spec);
            boolean mine = claim(link.at(), claim);
            Route other = undeclaredRoutes(netns).get(claim);
            if (other != null && other.unrepeatable() != null) {
                problems.add(
                        link.at(),
                        "there is a route to " + other.to() + " already, with "
                                + other.unrepeatable().words(other.dev().toString())
                                + " (delete it first)");
            } else if (other != null && mine) {
                others.add(other);
            }
        }
        List<RouteSpec> checked = update == null ? wanted.routesToMake() : update.routesToCheck();
        List<Cidr> reached = update == null ? addresses : update.reached();
        problems.attempt(
                link.at(), () -> Rules.routes(link.name(), wanted.settings().mode(), reached, checked, others));
    }

    /** Whether no other link claims the same; one that does is told. */
    private boolean claim(Position at, Claim claim) {
        Position other = claims.putIfAbsent(claim, at);
        if (other != null) {
            problems.add(at, "the route to " + claim.to() + " is at " + other + " already, in the same namespace");
        }
        return other == null;
    }

    /** The routes of a namespace that stay, or come with addresses, and that no manifest declares. */
    private Map<Claim, Route> undeclaredRoutes(Netns netns) {
        return undeclared.computeIfAbsent(netns, place -> {
            Map<Claim, Route> staying = new HashMap<>();
            present.in(place).forEach((name, through) -> {
                Device device = host.device(place, name).orElse(null);
                LinkUpdate update = updates.get(device);
                if (update != null && update.isInPlace()) {
                    update.undeclaredRoutes().forEach(route -> staying.put(Claim.of(place, route), route));
                } else if (update == null && (device == null || !matching.isDeleted(device))) {
                    through.forEach(route -> staying.put(Claim.of(place, route), route));
                }
            });
            for (Wanted wanted : byNetns.getOrDefault(place, List.of())) {
                LinkUpdate update = updates.get(matching.device(wanted.link()));
                wanted.routesBroughtBy(
                                update == null
                                        ? wanted.bringing()
                                        : update.addresses().bringing())
                        .forEach(route -> staying.putIfAbsent(Claim.of(place, route), route));
            }
            return staying;
        });
    }
}
