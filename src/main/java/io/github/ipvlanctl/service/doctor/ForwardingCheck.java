package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.Route;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a link whose gateway is this machine itself, at a shim's address, finds a machine that forwards. (Mode l3 takes no
 * forwarding: what links send leaves through their parent, whatever the routes, and what comes in there is handed to them.)
 */
final class ForwardingCheck implements Check {
    @Override
    public String name() {
        return "forwarding";
    }

    @Override
    public String look(Examination machine, Findings found) {
        for (Link link : machine.links()) {
            for (Route route : machine.routes(link.netns())) {
                if (route.dev().equals(link.name()) && route.family().equals("inet")) {
                    gateway(machine, link, route.via()).ifPresent(device -> look(machine, link, device, found));
                }
            }
        }
        return "no link's gateway is a machine that does not forward";
    }

    /** The device of the parent's namespace that has the gateway's address. */
    private static Optional<Device> gateway(Examination machine, Link link, @Nullable IpAddress via) {
        Device parent = link.parent();
        return parent == null || via == null || parent.netns().equals(link.netns())
                ? Optional.empty()
                : machine.host().devices(parent.netns()).stream()
                        .filter(device -> device.has(via))
                        .findFirst();
    }

    private static void look(Examination machine, Link link, Device gateway, Findings found) {
        String forwarding = machine.setting(
                        gateway.netns(), "ipv4", gateway.name().value(), "forwarding")
                .orElse(null);
        if (forwarding == null) {
            found.unknown(link.device(), "whether its gateway " + gateway.label() + " forwards cannot be read");
        } else if (forwarding.equals("0")) {
            found.problem(
                    link.device(),
                    "its gateway is " + gateway.label() + " of this machine, which does not forward",
                    List.of(machine.setting(gateway.netns(), "ipv4", "all", "forwarding", 1)));
        }
    }
}
