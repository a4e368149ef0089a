package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Display;
import io.github.ipvlanctl.model.DockerNetwork;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.PortSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether a network of docker's has another mode or flag than its parent's links: its next container switches them. */
final class DockerCheck implements Check {
    @Override
    public String name() {
        return "docker";
    }

    @Override
    public String look(Examination machine, Findings found) {
        Map<String, Device> parents = new HashMap<>();
        Map<String, PortSettings> settings = new HashMap<>();
        for (Port port : machine.ports()) {
            Device parent = port.parent();
            if (parent != null && parent.netns().equals(Netns.current())) {
                parents.put(parent.name().value(), parent);
                settings.put(parent.name().value(), port.settings());
            }
        }
        for (DockerNetwork network : machine.disagreeing(settings)) {
            found.warning(
                    parents.get(network.parent()),
                    "its links are " + settings.get(network.parent()) + ", and docker's network "
                            + Display.safe(network.name()) + " is " + network.settings()
                            + ": the next container that starts in it switches them all",
                    List.of());
        }
        return "no network of docker's has another mode or flag than its parent's links";
    }
}
