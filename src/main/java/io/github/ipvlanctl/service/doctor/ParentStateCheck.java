package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.iproute2.IpLink;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Lower;
import java.util.List;
import java.util.Optional;

/** Whether the parents are up, and have a carrier. */
final class ParentStateCheck implements Check {
    @Override
    public String name() {
        return "parent-state";
    }

    @Override
    public String look(Examination machine, Findings found) {
        for (Device parent : machine.parents()) {
            if (!parent.flags().contains("UP")) {
                found.problem(parent, "it is down, and no link on it passes anything", up(machine, parent));
            } else if (!parent.flags().contains("LOWER_UP")) {
                below(machine, parent)
                        .filter(below -> !below.flags().contains("UP"))
                        .ifPresentOrElse(
                                below -> found.problem(
                                        parent, "it has no carrier: " + below.label() + " is down", up(machine, below)),
                                () -> found.problem(
                                        parent, "it has no carrier: look at the cable and the switch port", List.of()));
            }
        }
        return machine.parents().isEmpty() ? "no device is a parent" : "the parents are up";
    }

    private static List<String> up(Examination machine, Device device) {
        return List.of(machine.text(IpLink.up(device.netns(), device.name())));
    }

    /** The device under a VLAN, or the other end of a veth pair, which the kernel gives in the same place. */
    private static Optional<Device> below(Examination machine, Device parent) {
        if (parent.lower() instanceof Lower.Here here) {
            return machine.host().device(parent.netns(), here.name());
        }
        if (parent.kind().equals("veth") && parent.lower() instanceof Lower.Elsewhere elsewhere) {
            return machine.host().devices().stream()
                    .filter(device -> device.kind().equals("veth") && device.ifindex() == elsewhere.ifindex())
                    .filter(device -> device.lower() instanceof Lower.Elsewhere back
                            && back.ifindex() == parent.ifindex()
                            && !device.netns().equals(parent.netns()))
                    .findFirst();
        }
        return Optional.empty();
    }
}
