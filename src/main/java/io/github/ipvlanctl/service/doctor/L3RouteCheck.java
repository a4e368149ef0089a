package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.RoutingTable;
import java.util.List;

/** Whether links in l3 or l3s know a way out of their own network: without one they reach their siblings alone. */
final class L3RouteCheck implements Check {
    @Override
    public String name() {
        return "l3-route";
    }

    @Override
    public String look(Examination machine, Findings found) {
        List<Link> links = machine.links(link -> link.settings().mode() != Mode.L2
                && (link.parent() == null || !link.netns().equals(link.parent().netns())));
        for (Link link : links) {
            for (String family : List.of("inet", "inet6")) {
                if (hasAddress(link, family)
                        && defaults(machine, link.netns(), family).isEmpty()) {
                    found.warning(
                            link.device(),
                            "in mode " + link.settings().mode().word() + " it has no default "
                                    + (family.equals("inet") ? "IPv4" : "IPv6")
                                    + " route: it reaches the links of its own network and nothing else",
                            List.of(machine.text(
                                    link.netns(),
                                    "route",
                                    "add",
                                    family.equals("inet") ? "default" : "::/0",
                                    "dev",
                                    link.name().value())));
                }
            }
        }
        machine.ports().forEach(port -> uplink(machine, port, found));
        return links.isEmpty() ? "no link in another namespace is in l3 or l3s" : "links in l3 have default routes";
    }

    /** What links in l3 send leaves through their parent, even where the machine's own way out is another. */
    private static void uplink(Examination machine, Port port, Findings found) {
        Device parent = port.parent();
        if (parent == null || port.settings().mode() == Mode.L2) {
            return;
        }
        List<Route> ways = defaults(machine, parent.netns(), "inet");
        if (!ways.isEmpty() && ways.stream().noneMatch(way -> isThrough(way, port, parent))) {
            found.warning(
                    parent,
                    "what its links send in " + port.settings().mode().word()
                            + " leaves through it alone, and the machine's "
                            + "default route leads through " + ways.get(0).dev()
                            + ": they reach its own networks and nothing else, until it has a default route of its own",
                    List.of());
        }
    }

    private static boolean isThrough(Route route, Port port, Device parent) {
        return route.dev().equals(parent.name())
                || port.links().stream()
                        .anyMatch(link -> link.netns().equals(parent.netns())
                                && link.name().equals(route.dev()));
    }

    private static boolean hasAddress(Link link, String family) {
        return link.device().assignedAddresses().stream()
                .anyMatch(cidr -> cidr.address().isIpv6() == family.equals("inet6"));
    }

    /** A namespace's default routes, whatever they are through. */
    static List<Route> defaults(Examination machine, Netns netns, String family) {
        return machine.routes(netns).stream()
                .filter(route -> route.to().equals("default") && route.table() == RoutingTable.MAIN)
                .filter(route -> route.family().equals(family))
                .toList();
    }
}
