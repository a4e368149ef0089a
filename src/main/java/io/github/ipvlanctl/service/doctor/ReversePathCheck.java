package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.Route;
import java.util.List;

/**
 * Whether a strict rp_filter (ip-sysctl: 1) drops what comes in through a link in l3 or l3s, because the way back to most
 * senders is through another device of its namespace.
 */
final class ReversePathCheck implements Check {
    private static final int STRICT = 1;
    private static final int LOOSE = 2;

    @Override
    public String name() {
        return "rp-filter";
    }

    @Override
    public String look(Examination machine, Findings found) {
        for (Link link : machine.links(one -> one.settings().mode() != Mode.L2 && hasIpv4(one))) {
            List<Route> defaults = L3RouteCheck.defaults(machine, link.netns(), "inet");
            if (defaults.isEmpty()
                    || defaults.stream().anyMatch(route -> route.dev().equals(link.name()))) {
                continue;
            }
            Integer filter = machine.larger(link.netns(), link.name().value(), "rp_filter")
                    .orElse(null);
            if (filter == null) {
                found.unknown(link.device(), "its rp_filter cannot be read");
            } else if (filter == STRICT) {
                found.warning(
                        link.device(),
                        "rp_filter is strict, and the default route leads through "
                                + defaults.get(0).dev() + ": what comes in through the link from outside is dropped",
                        List.of(machine.setting(
                                link.netns(), "ipv4", link.name().value(), "rp_filter", LOOSE)));
            }
        }
        return "no strict rp_filter is in the way of a link in l3";
    }

    private static boolean hasIpv4(Link link) {
        return link.device().assignedAddresses().stream()
                .anyMatch(cidr -> !cidr.address().isIpv6());
    }
}
