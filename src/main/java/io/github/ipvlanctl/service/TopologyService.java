package io.github.ipvlanctl.service;

import io.github.ipvlanctl.docker.DockerClient;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.Topology;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** How parents, links and namespaces hang together. */
public final class TopologyService {
    private final HostReader reader;
    private final DockerClient docker;

    TopologyService(HostReader reader, DockerClient docker) {
        this.reader = reader;
        this.docker = docker;
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
        return Topology.of(withContainers(ports), host.ports());
    }

    private List<Port> withContainers(List<Port> ports) {
        List<Link> links = new ArrayList<>();
        ports.forEach(port -> links.addAll(port.links()));
        Iterator<Link> named = Containers.named(links, docker, reader).iterator();
        List<Port> told = new ArrayList<>();
        for (Port port : ports) {
            List<Link> its = new ArrayList<>();
            port.links().forEach(link -> its.add(named.next()));
            told.add(new Port(port.parent(), port.settings(), its));
        }
        return told;
    }

    private static boolean isHere(Port port) {
        boolean here = port.parent() != null && port.parent().netns().equals(Netns.current());
        return here || port.links().stream().anyMatch(link -> link.netns().equals(Netns.current()));
    }
}
