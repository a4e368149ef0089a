package io.github.ipvlanctl.service;

import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.Topology;
import java.util.ArrayList;
import java.util.List;

/** How parents, links and namespaces hang together. */
public final class TopologyService {
    private final HostReader reader;

    TopologyService(HostReader reader) {
        this.reader = reader;
    }

    /**
     * The ports that the current namespace has a part in, parent or link, with all their links wherever they are.
     *
     * @param allNetns all ports of the machine; then the caller must be allowed to look into all namespaces
     */
    public Topology show(boolean allNetns) {
        Host host = allNetns ? reader.everywhere() : reader.asFarAsAllowed();
        List<Port> ports = new ArrayList<>();
        for (Port port : host.ports()) {
            if (allNetns || isHere(port)) {
                ports.add(port);
            }
        }
        return Topology.of(ports, host.ports());
    }

    private static boolean isHere(Port port) {
        boolean here = port.parent() != null && port.parent().netns().equals(Netns.current());
        return here || port.links().stream().anyMatch(link -> link.netns().equals(Netns.current()));
    }
}
