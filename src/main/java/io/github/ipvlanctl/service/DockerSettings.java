package io.github.ipvlanctl.service;

import io.github.ipvlanctl.docker.DockerClient;
import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Display;
import io.github.ipvlanctl.model.DockerNetwork;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.PortSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * What docker will do to a port that is switched. A network of its has the mode and flag that it was made with, and gives them
 * to the whole port whenever a container starts in it.
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

    /** Names the networks on {@code parent} that will undo its new settings; nothing where docker does not run, or answer. */
    void warn(Device parent, PortSettings wanted) {
        if (reader.isAway() || !parent.netns().equals(Netns.current()) || !docker.isRunning()) {
            return;
        }
        for (DockerNetwork network : disagreeing(parent, wanted)) {
            notes.note("docker's network " + Display.safe(network.name()) + " is " + network.settings()
                    + ": the next container" + " that starts in it switches all links on " + parent.name()
                    + " back to that");
        }
    }

    private List<DockerNetwork> disagreeing(Device parent, PortSettings wanted) {
        List<DockerNetwork> found = new ArrayList<>();
        try {
            for (DockerNetwork network : docker.networks()) {
                if (network.isIpvlan()
                        && parent.name().value().equals(network.parent())
                        && undoes(network.settings(), wanted)) {
                    found.add(network);
                }
            }
        } catch (Failure failure) {
            if (failure.kind() == ErrorKind.INTERRUPTED) {
                throw failure;
            }
        }
        return found;
    }

    /** A docker that does not know flags leaves them alone. */
    private boolean undoes(PortSettings given, PortSettings wanted) {
        return given.mode() != wanted.mode() || (given.flag() != wanted.flag() && docker.knowsFlags());
    }
}
