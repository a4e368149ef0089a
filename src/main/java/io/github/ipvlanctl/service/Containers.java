package io.github.ipvlanctl.service;

import io.github.ipvlanctl.docker.DockerClient;
import io.github.ipvlanctl.model.Container;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.Netns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whose links are a container's. A machine without docker has none, and nothing is said about it. */
final class Containers {
    private Containers() {}

    /** The links, with the containers that own them. Docker is asked only where a link is in the namespace of a process. */
    static List<Link> named(List<Link> links, DockerClient docker, HostReader reader) {
        Set<Netns.OfProcess> unnamed = new HashSet<>();
        for (Link link : links) {
            if (link.netns() instanceof Netns.OfProcess process) {
                unnamed.add(process);
            }
        }
        List<Container> running = unnamed.isEmpty() ? List.of() : DockerAside.ask(docker, DockerClient::containers);
        if (running.isEmpty()) {
            return links;
        }
        Map<Netns, String> names = names(running, unnamed, reader);
        List<Link> named = new ArrayList<>();
        for (Link link : links) {
            String name = names.get(link.netns());
            named.add(name == null ? link : link.in(name));
        }
        return named;
    }

    /** Several containers may share a namespace: it is that one's in whose name it was made. */
    private static Map<Netns, String> names(
            List<Container> containers, Set<Netns.OfProcess> unnamed, HostReader reader) {
        Map<Long, Netns> whereabouts = reader.whereabouts(
                unnamed, containers.stream().map(Container::pid).toList());
        Map<Netns, String> names = new HashMap<>();
        for (Container container : containers) {
            Netns netns = whereabouts.get(container.pid());
            if (netns != null && !container.guest()) {
                names.put(netns, container.name());
            }
        }
        return names;
    }
}
