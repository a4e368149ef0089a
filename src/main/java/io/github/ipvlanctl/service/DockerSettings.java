package io.github.ipvlanctl.service;

import io.github.ipvlanctl.docker.DockerClient;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Display;
import io.github.ipvlanctl.model.DockerNetwork;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.PortSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What docker will do to ports. Each of its networks has the mode and flag that it was made with, and gives them to the whole
 * port whenever a container starts in it.
 */
final class DockerSettings {
    private final DockerClient docker;
    private final HostReader reader;
    private final Notes notes;

    DockerSettings(DockerClient docker, HostReader reader, Notes notes) {
        this.docker = docker;
        this.reader = reader;
        this.notes = notes;
    }

    /** Names the networks on {@code parent} that will undo the settings that it is about to get. */
    void advise(Device parent, PortSettings wanted) {
        if (parent.netns().equals(Netns.current())) {
            advise(Map.of(parent.name().value(), wanted));
        }
    }

    /** The same of several parents of the current namespace, by their names. */
    void advise(Map<String, PortSettings> wanted) {
        for (DockerNetwork network : DockerAside.ask(docker, client -> disagreeing(wanted))) {
            notes.note("docker's network " + Display.safe(network.name()) + " is " + network.settings()
                    + ": the next container that starts in it switches all links on "
                    + Display.safe(String.valueOf(network.parent())) + " to that");
        }
    }

    /**
     * The networks on parents of the current namespace that have other settings than these.
     *
     * @throws io.github.ipvlanctl.error.Failure when docker runs and does not answer
     */
    List<DockerNetwork> disagreeing(Map<String, PortSettings> byParent) {
        List<DockerNetwork> found = new ArrayList<>();
        // Docker is where it is asked: in the caller's namespace.
        if (byParent.isEmpty() || reader.isAway() || !docker.isRunning()) {
            return found;
        }
        for (DockerNetwork network : docker.networks()) {
            PortSettings settings = network.isIpvlan() ? byParent.get(network.parent()) : null;
            if (settings != null && disagree(network.settings(), settings)) {
                found.add(network);
            }
        }
        return found;
    }

    /** A docker that does not know flags leaves them alone. */
    private boolean disagree(PortSettings given, PortSettings present) {
        return given.mode() != present.mode() || (given.flag() != present.flag() && docker.knowsFlags());
    }
}
