package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.iproute2.IpLink;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.Rules;
import java.util.List;

/** Whether a link's MTU is above its parent's. */
final class MtuCheck implements Check {
    @Override
    public String name() {
        return "mtu";
    }

    @Override
    public String look(Examination machine, Findings found) {
        for (Link link : machine.links()) {
            Device parent = link.parent();
            if (parent != null && Rules.isAbove(link.device().mtu(), parent)) {
                found.problem(
                        link.device(),
                        "its MTU " + link.device().mtu() + " is above the " + parent.mtu() + " of its parent "
                                + parent.label() + ": larger packets vanish",
                        List.of(machine.text(IpLink.mtu(link.netns(), link.name(), parent.mtu()))));
            }
        }
        return "no link's MTU is above its parent's";
    }
}
