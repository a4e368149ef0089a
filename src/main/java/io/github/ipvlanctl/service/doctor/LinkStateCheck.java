package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.iproute2.IpLink;
import io.github.ipvlanctl.model.Link;
import java.util.List;

/** Whether the links that have addresses are up. */
final class LinkStateCheck implements Check {
    @Override
    public String name() {
        return "link-state";
    }

    @Override
    public String look(Examination machine, Findings found) {
        for (Link link : machine.links()) {
            if (!link.device().flags().contains("UP")
                    && !link.device().assignedAddresses().isEmpty()) {
                found.problem(
                        link.device(),
                        "it has addresses, and is down",
                        List.of(machine.text(IpLink.up(link.netns(), link.name()))));
            }
        }
        return machine.links().isEmpty() ? "there are no links" : "the links that have addresses are up";
    }
}
