package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.iproute2.IpRoute;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the nexthops of routes through links are in networks that the links are in. */
final class GatewayCheck implements Check {
    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public String look(Examination machine, Findings found) {
        for (Link link : machine.links()) {
            for (Route route : machine.routes(link.netns())) {
                IpAddress via = route.via();
                if (via != null && route.dev().equals(link.name()) && !isOnLink(link.device(), via)) {
                    route(machine, link, route, via, found);
                }
            }
        }
        return "all gateways are on their links";
    }

    private static void route(Examination machine, Link link, Route route, IpAddress via, Findings found) {
        String evidence = "the gateway " + via + " of its route to " + route.to() + " is in none of its networks";
        // Then the kernel was told that the gateway is on the wire all the same, and it may be.
        Optional<Wire.Reply> reply = link.parent() == null || !route.more().contains("onlink")
                ? Optional.of(new Wire.Reply(null))
                : Wire.ask(machine, link.parent(), via);
        if (reply.isEmpty()) {
            found.unknown(
                    link.device(), evidence + "; the route says that it is on the link, and nobody could ask the wire");
        } else if (reply.get().mac() == null) {
            found.problem(link.device(), evidence, List.of(mended(machine, link, route)));
        }
    }

    private static boolean isOnLink(Device device, IpAddress gateway) {
        return gateway.isLinkLocal()
                || device.addresses().stream()
                        .anyMatch(address -> address.cidr().covers(gateway));
    }

    /** The parent's own gateway in its place, where the link is in that one's network; or no route. */
    private static String mended(Examination machine, Link link, Route route) {
        return gatewayOf(machine, link.parent(), route)
                .filter(gateway -> link.device().assignedAddresses().stream().anyMatch(cidr -> isIn(cidr, gateway)))
                .map(gateway -> {
                    List<String> words = new ArrayList<>(List.of(
                            "route",
                            "replace",
                            route.to(),
                            "via",
                            gateway.text(),
                            "dev",
                            link.name().value()));
                    if (route.metric() != null) {
                        words.addAll(List.of("metric", route.metric().toString()));
                    }
                    return machine.text(link.netns(), words.toArray(String[]::new));
                })
                .orElseGet(() -> machine.text(IpRoute.remove(link.netns(), link.name(), route)));
    }

    private static boolean isIn(Cidr cidr, IpAddress gateway) {
        return cidr.covers(gateway) && !cidr.address().equals(gateway);
    }

    private static Optional<IpAddress> gatewayOf(Examination machine, @Nullable Device parent, Route route) {
        return parent == null || !route.to().equals("default")
                ? Optional.empty()
                : machine.routes(parent.netns()).stream()
                        .filter(other ->
                                other.to().equals("default") && other.dev().equals(parent.name()))
                        .filter(other -> other.family().equals(route.family()))
                        .map(Route::via)
                        .filter(Objects::nonNull)
                        .findFirst();
    }
}
