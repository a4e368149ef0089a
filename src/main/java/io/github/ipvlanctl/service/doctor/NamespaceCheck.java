package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.iproute2.IpNetns;
import io.github.ipvlanctl.model.Display;
import io.github.ipvlanctl.model.NetnsName;
import java.util.List;

/** Whether each name below /run/netns stands for a namespace: what a crash leaves behind, {@code ip} stumbles over. */
final class NamespaceCheck implements Check {
    @Override
    public String name() {
        return "namespaces";
    }

    @Override
    public String look(Examination machine, Findings found) {
        for (NetnsName name : machine.stale()) {
            found.problem(
                    null,
                    "/run/netns/" + Display.safe(name.value()) + " stands for no namespace: it was left behind",
                    List.of(machine.text(IpNetns.delete(name))));
        }
        return "each name stands for a namespace";
    }
}
