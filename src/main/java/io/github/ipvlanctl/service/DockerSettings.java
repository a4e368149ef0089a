package io.github.ipvlanctl.service;

import io.github.ipvlanctl.docker.DockerClient;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Display;
import io.github.ipvlanctl.model.DockerNetwork;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.PortSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * What docker will do to a port that is switched. Each of its networks has the mode and flag that it was made with, and gives
 * them to the whole port whenever a container starts in it.
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

    /** Names the networks on {@code parent} that will undo its new settings. Docker is where it is asked: in the caller's namespace. */
    void advise(Device parent, PortSettings wanted) {
        if (reader.isAway() || !parent.netns().equals(Netns.current())) {
            return;
        }
        for (DockerNetwork network : DockerAside.ask(docker, client -> undoing(client, parent, wanted))) {
            notes.note("docker's network " + Display.safe(network.name()) + " is " + network.settings()
                    + ": the next container that starts in it switches all links on " + parent.name()
                    + " back to that");
        }
    }

    private static List<DockerNetwork> undoing(DockerClient docker, Device parent, PortSettings wanted) {
        List<DockerNetwork> found = new ArrayList<>();
        for (DockerNetwork network : docker.networks()) {
            if (network.isIpvlan()
                    && parent.name().value().equals(network.parent())
                    && undoes(docker, network.settings(), wanted)) {
                found.add(network);
            }
        }
        return found;
    }

    /** A docker that does not know flags leaves them alone. */
    private static boolean undoes(DockerClient docker, PortSettings given, PortSettings wanted) {
        return given.mode() != wanted.mode() || (given.flag() != wanted.flag() && docker.knowsFlags());
    }
}
