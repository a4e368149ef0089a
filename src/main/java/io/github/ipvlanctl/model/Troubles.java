package io.github.ipvlanctl.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with links and parents, as they stand. */
final class Troubles {
    private final Map<IpAddress, List<Holder>> holders = new HashMap<>();

    /**
     * A device that has an address.
     *
     * @param wire the parent by which the address is on the wire, or null when that was not seen
     */
    private record Holder(Device device, @Nullable Device wire) {}

    /** Looks at these ports. */
    Troubles(List<Port> ports) {
        for (Port port : ports) {
            if (port.parent() != null) {
                note(port.parent(), port.parent());
            }
            for (Link link : port.links()) {
                note(link.device(), port.parent());
            }
        }
    }

    private void note(Device device, @Nullable Device wire) {
        for (Cidr cidr : device.assignedAddresses()) {
            holders.computeIfAbsent(cidr.address(), address -> new ArrayList<>())
                    .add(new Holder(device, wire));
        }
    }

    /** What is wrong with a port's parent. */
    List<Problem> ofParent(Port port) {
        Device parent = port.parent();
        if (parent == null) {
            return List.of(new Problem(
                    Problem.Kind.PARENT_UNSEEN, "it is in a namespace that cannot be looked into from here"));
        }
        return switch (parent.state()) {
            case UP -> List.of();
            case DOWN -> List.of(new Problem(Problem.Kind.PARENT_DOWN, "it is down: nothing passes"));
            case LOWERLAYERDOWN ->
                List.of(new Problem(
                        Problem.Kind.PARENT_WITHOUT_CARRIER,
                        "it has no carrier, or what it is on is down: nothing passes"));
        };
    }

    /** What is wrong with a link. */
    List<Problem> of(Link link) {
        List<Problem> problems = new ArrayList<>();
        Device device = link.device();
        Device parent = link.parent();
        if (parent != null && Rules.isAbove(device.mtu(), parent)) {
            problems.add(new Problem(
                    Problem.Kind.MTU_ABOVE_PARENT,
                    "MTU " + device.mtu() + " is above the parent's " + parent.mtu() + ": larger packets vanish"));
        }
        for (LinkAddress address : device.addresses()) {
            IpAddress ip = address.cidr().address();
            if (parent != null && parent.has(ip)) {
                problems.add(new Problem(
                        Problem.Kind.PARENT_ADDRESS, ip + " is the parent's own: the link takes its traffic"));
            }
            for (Holder holder : holders.getOrDefault(ip, List.of())) {
                if (!holder.device.is(device) && !holder.device.is(parent) && mayMeet(parent, holder.wire)) {
                    problems.add(
                            new Problem(Problem.Kind.ADDRESS_TWICE, ip + " is on " + holder.device.label() + " too"));
                }
            }
            if (address.isRefused()) {
                problems.add(new Problem(
                        Problem.Kind.ADDRESS_REFUSED,
                        ip + " is another host's on the wire: the kernel does not use it"));
            }
        }
        return problems;
    }

    /** VLANs keep what is on their wires apart; of other parents nobody can tell here. */
    private static boolean mayMeet(@Nullable Device parent, @Nullable Device other) {
        return parent == null || other == null || Objects.equals(parent.vlan(), other.vlan());
    }
}
