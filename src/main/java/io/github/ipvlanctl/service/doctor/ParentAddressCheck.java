package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.iproute2.IpAddr;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Link;
import java.util.List;

/** Whether a link has its parent's address, and with it the machine's traffic. */
final class ParentAddressCheck implements Check {
    @Override
    public String name() {
        return "parent-address";
    }

    @Override
    public String look(Examination machine, Findings found) {
        for (Link link : machine.links()) {
            Device parent = link.parent();
            for (Cidr cidr : link.device().assignedAddresses()) {
                if (parent != null && parent.has(cidr.address())) {
                    found.problem(
                            link.device(),
                            cidr.address() + " is the address of its parent " + parent.label()
                                    + ": it takes that one's traffic",
                            List.of(machine.text(IpAddr.delete(link.netns(), link.name(), cidr))));
                }
            }
        }
        return "no link has its parent's address";
    }
}
