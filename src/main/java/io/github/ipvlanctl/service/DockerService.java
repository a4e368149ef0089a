package io.github.ipvlanctl.service;

import io.github.ipvlanctl.docker.DockerClient;
import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Display;
import io.github.ipvlanctl.model.DockerNetwork;
import io.github.ipvlanctl.model.DockerNetworkSpec;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.Suggestions;
import java.util.ArrayList;
import java.util.List;

/** Docker's IPvlan networks. */
public final class DockerService {
    private final DockerClient docker;
    private final HostReader reader;
    private final Notes notes;

    DockerService(DockerClient docker, HostReader reader, Notes notes) {
        this.docker = docker;
        this.reader = reader;
        this.notes = notes;
        if (reader.isAway()) {
            throw Failure.usage(
                    "docker acts in the namespace of its daemon, whatever namespace is named", "leave -n out");
        }
    }

    /** The IPvlan networks, in the order of their names. */
    public List<DockerNetwork> list() {
        return docker.networks().stream().filter(DockerNetwork::isIpvlan).toList();
    }

    /** Their names, as far as docker runs: asking for them does not start it. */
    public List<String> names() {
        return !docker.isRunning()
                ? List.of()
                : list().stream().map(DockerNetwork::name).toList();
    }

    /**
     * One of them.
     *
     * @throws Failure of kind {@code NOT_FOUND}, or {@code CONFLICT} when it is of another driver
     */
    public DockerNetwork show(String name) {
        return require(name, docker.networks());
    }

    private static DockerNetwork require(String name, List<DockerNetwork> networks) {
        List<DockerNetwork> found =
                networks.stream().filter(network -> network.name().equals(name)).toList();
        if (found.isEmpty()) {
            List<String> known = networks.stream()
                    .filter(DockerNetwork::isIpvlan)
                    .map(DockerNetwork::name)
                    .toList();
            throw Failure.notFound(
                    "there is no docker network " + Display.safe(name),
                    Suggestions.hint(name, known, "IPvlan networks of docker"));
        }
        DockerNetwork network = found.get(0);
        if (!network.isIpvlan()) {
            throw Failure.conflict(
                    "the docker network " + Display.safe(name) + " is of the driver " + Display.safe(network.driver())
                            + ": ipvlanctl cares for IPvlan networks only",
                    "'ipvlanctl docker network ls' lists them");
        }
        return network;
    }

    /**
     * Prepares a new network.
     *
     * @throws Failure when the machine, as it stands, forbids it
     */
    public Preparation<List<DockerNetwork>> create(DockerNetworkSpec spec) {
        DockerNetworkSpec decided =
                new DockerNetworkCreation(docker, reader.everywhere(), notes, spec).decide(docker.networks());
        return new DockerChange(List.of(docker.creation(decided)), () -> {
            DockerNetwork made = DockerNetworkCreation.run(
                    docker,
                    decided.name().value(),
                    () -> docker.create(decided),
                    () -> show(decided.name().value()));
            notes.note("run a container in it with 'docker run --net " + decided.name() + " IMAGE'");
            return List.of(made);
        });
    }

    /**
     * Prepares the deletion of a network.
     *
     * @param ifExists be content when it is gone already
     */
    public Preparation<List<DockerNetwork>> remove(String name, boolean ifExists) {
        List<DockerNetwork> networks = docker.networks();
        if (ifExists && networks.stream().noneMatch(network -> network.name().equals(name))) {
            return new DockerChange(List.of(), List::of);
        }
        DockerNetwork network = require(name, networks);
        requireIdle(network);
        List<String> stopped = docker.stopped(name);
        if (!stopped.isEmpty()) {
            notes.note(String.join(", ", stopped) + (stopped.size() == 1 ? " is" : " are")
                    + " stopped, and cannot start again without it");
        }
        return new DockerChange(List.of(docker.removal(name)), () -> {
            delete(name);
            return List.of();
        });
    }

    /** Docker may have done it when it is killed, or fails in a way of its own. */
    private void delete(String name) {
        try {
            docker.remove(name);
        } catch (Failure failure) {
            boolean unknown = failure.kind() == ErrorKind.FAILED || failure.kind() == ErrorKind.TIMEOUT;
            if (!unknown || isThere(name, failure)) {
                throw failure;
            }
        }
    }

    private boolean isThere(String name, Failure cause) {
        try {
            return docker.networks().stream().anyMatch(network -> network.name().equals(name));
        } catch (Failure failure) {
            throw cause.withMessage(cause.text() + "; and the network may be gone: " + failure.text());
        }
    }

    /** Docker deletes a VLAN device that it made with the network, and the kernel all that is on it. */
    private void requireIdle(DockerNetwork network) {
        if (!network.containers().isEmpty()) {
            List<String> names = network.containers().stream()
                    .map(DockerNetwork.Member::name)
                    .toList();
            throw Failure.conflict(
                    names.size() + (names.size() == 1 ? " container runs" : " containers run") + " in "
                            + Display.safe(network.name()) + ": " + String.join(", ", names),
                    "stop " + Port.all(names.size()) + " first: docker stop " + String.join(" ", names));
        }
        String parent = String.valueOf(network.parent());
        List<Link> lost = new ArrayList<>();
        for (Link link :
                parent.indexOf('.') < 0 ? List.<Link>of() : reader.everywhere().links()) {
            if (link.parent() != null
                    && link.parent().name().value().equals(parent)
                    && link.parent().vlan() != null
                    && link.parent().netns().equals(Netns.current())) {
                lost.add(link);
            }
        }
        if (!lost.isEmpty()) {
            throw Failure.conflict(
                    "docker deletes " + parent + " too if it made it, and with it " + Port.names(lost),
                    "delete " + Port.all(lost.size()) + " first, or move to another parent");
        }
    }
}
