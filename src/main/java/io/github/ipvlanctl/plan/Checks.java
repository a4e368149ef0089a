package io.github.ipvlanctl.plan;

import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.Mtu;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.Rules;
import io.github.ipvlanctl.plan.manifest.Position;
import io.github.ipvlanctl.plan.manifest.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds each wanted link against the kernel's rules, and against what stays on the machine beside it. All that is wrong with
 * a link is noted, with its place.
 */
final class Checks {
    private final Problems problems;
    private final RouteChecks routes;
    private final Map<InterfaceName, Map<IpAddress, Link>> held;

    /**
     * Looks at what stays.
     *
     * @param updates what becomes of the links that exist
     * @param all every wanted link, these among them
     */
    Checks(
            Matching matching,
            Host host,
            Map<Device, LinkUpdate> updates,
            List<Wanted> all,
            PresentRoutes present,
            Problems problems) {
        this.problems = problems;
        this.routes = new RouteChecks(matching, host, updates, all, present, problems);
        this.held = held(matching, host, updates);
    }

    /** By parent, the addresses that stay and that no manifest declares. */
    private static Map<InterfaceName, Map<IpAddress, Link>> held(
            Matching matching, Host host, Map<Device, LinkUpdate> updates) {
        Map<InterfaceName, Map<IpAddress, Link>> held = new HashMap<>();
        for (DesiredState.DesiredParent parent : matching.parents()) {
            Map<IpAddress, Link> byAddress = new HashMap<>();
            host.portOn(matching.device(parent.name())).ifPresent(port -> port.links().stream()
                    .filter(link -> !matching.isDeleted(link.device()) && !updates.containsKey(link.device()))
                    .forEach(link -> link.device()
                            .addresses()
                            .forEach(address -> byAddress.put(address.cidr().address(), link))));
            held.put(parent.name(), byAddress);
        }
        for (LinkUpdate update : updates.values()) {
            Map<IpAddress, Link> byAddress =
                    Objects.requireNonNull(held.get(update.wanted().link().parent()));
            update.addresses().undeclared().forEach(cidr -> byAddress.putIfAbsent(cidr.address(), update.found()));
        }
        return held;
    }

    /**
     * Checks one link.
     *
     * @param update what becomes of it, or null when it is new
     */
    void check(Wanted wanted, @Nullable LinkUpdate update) {
        DesiredLink link = wanted.link();
        Position at = link.at();
        Device parent = wanted.parent();
        List<Cidr> declared = Objects.requireNonNullElse(wanted.addresses(), List.of());
        List<Cidr> all = update == null ? declared : update.addresses().all();
        Mtu mtu = link.mtu();
        int bytes = update != null ? update.mtuBytes() : mtu != null ? mtu.bytes() : parent.mtu();
        problems.attempt(at, () -> Rules.mtu(link.name(), mtu, parent));
        problems.attempt(at, () -> Rules.ipv6(link.name(), bytes, all));
        Map<IpAddress, Link> others = Objects.requireNonNull(held.get(link.parent()));
        for (Cidr cidr : update != null && update.isReplaced() ? all : declared) {
            IpAddress address = cidr.address();
            problems.attempt(at, () -> Rules.address(address, parent, holding(others.get(address), parent, update)));
        }
        if (update != null && !update.isInPlace()) {
            routes.checkMove(update);
        } else if (update != null && wanted.link().up()) {
            routes.checkRemoval(update);
        }
        if (wanted.routes() != null) {
            routes.check(wanted, wanted.routes(), all, update);
        }
    }

    /** A port as far as it matters who has an address: with its holder alone, unless that is the link itself. */
    private static @Nullable Port holding(@Nullable Link holder, Device parent, @Nullable LinkUpdate update) {
        if (holder == null || (update != null && holder.equals(update.found()))) {
            return null;
        }
        return new Port(parent, holder.settings(), List.of(holder));
    }
}
