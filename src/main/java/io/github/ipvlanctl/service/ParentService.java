package io.github.ipvlanctl.service;

import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Parent;
import java.util.List;

/** Which devices can carry IPvlan links, and what is on them. */
public final class ParentService {
    private final HostReader reader;

    ParentService(HostReader reader) {
        this.reader = reader;
    }

    /** The devices of the current namespace that can be parents, or with {@code all} the others too, with the reason. */
    public List<Parent> list(boolean all) {
        Host host = reader.asFarAsAllowed();
        return host.devices(Netns.current()).stream()
                .map(device -> parent(host, device))
                .filter(parent -> all || parent.obstacle() == null)
                .toList();
    }

    /** The names of the current namespace's devices. */
    public List<String> names() {
        return reader.here().devices().stream()
                .map(device -> device.name().value())
                .toList();
    }

    /** One device. */
    public Parent show(InterfaceName name) {
        Host host = reader.asFarAsAllowed();
        return parent(host, host.require(name));
    }

    private static Parent parent(Host host, Device device) {
        return new Parent(
                device, host.obstacle(device).orElse(null), host.portOn(device).orElse(null));
    }
}
