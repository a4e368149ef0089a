package io.github.ipvlanctl.docker;

import io.github.ipvlanctl.docker.json.ContainerReader;
import io.github.ipvlanctl.docker.json.NetworkReader;
import io.github.ipvlanctl.exec.Command;
import io.github.ipvlanctl.exec.CommandResult;
import io.github.ipvlanctl.exec.ProcessRunner;
import io.github.ipvlanctl.model.Container;
import io.github.ipvlanctl.model.DockerNetwork;
import io.github.ipvlanctl.model.DockerNetworkSpec;
import java.io.File;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks docker's client, and hands it commands. It gets no environment, so that it speaks with the daemon of this machine,
 * whatever DOCKER_HOST or its contexts say.
 */
public final class DockerClient {
    /** What is listed may be gone before it is shown; so often it is tried again at most. */
    private static final int MAX_READS = 5;

    private final ProcessRunner runner;
    private final boolean sudo;
    private final File pidFile;
    private final String path;

    /**
     * A client.
     *
     * @param sudo whether it runs as root through {@code sudo -n}
     * @param pidFile where the daemon keeps its process id while it runs
     */
    public DockerClient(ProcessRunner runner, boolean sudo, File pidFile) {
        this(runner, sudo, pidFile, "docker");
    }

    private DockerClient(ProcessRunner runner, boolean sudo, File pidFile, String path) {
        this.runner = runner;
        this.sudo = sudo;
        this.pidFile = pidFile;
        this.path = path;
    }

    /** The same with another program, by its name or path. */
    public DockerClient at(String program) {
        return new DockerClient(runner, sudo, pidFile, program);
    }

    /**
     * Whether this machine's daemon runs, which asking would start where the system starts it on demand. False for one whose
     * process id is kept elsewhere.
     */
    public boolean isRunning() {
        return pidFile.exists();
    }

    /** All networks, in the order of their names. */
    public List<DockerNetwork> networks() {
        List<DockerNetwork> networks =
                new ArrayList<>(NetworkReader.read(listed(DockerWords.networkIds(), DockerWords::inspectNetworks)));
        networks.sort((a, b) -> a.name().compareTo(b.name()));
        return networks;
    }

    /** The containers that run. */
    public List<Container> containers() {
        return ContainerReader.read(listed(DockerWords.containerIds(), DockerWords::inspectContainers));
    }

    /** The names of the containers that belong to a network and do not run. */
    public List<String> stopped(String network) {
        return stdout(DockerWords.stoppedContainers(network)).lines().sorted().toList();
    }

    /** Whether the daemon knows mode l3s and the flags private and vepa: since version 1.42 of its interface, docker 23.0. */
    public boolean knowsFlags() {
        String[] version = stdout(DockerWords.apiVersion()).strip().split("\\.", -1);
        try {
            int major = Integer.parseInt(version[0]);
            return major > 1 || (version.length > 1 && Integer.parseInt(version[1]) >= 42);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** What {@link #create} runs, as text for a shell. */
    public String creation(DockerNetworkSpec spec) {
        return command(DockerWords.create(spec)).shellText();
    }

    /** Makes a network. */
    public void create(DockerNetworkSpec spec) {
        stdout(DockerWords.create(spec));
    }

    /** What {@link #remove} runs, as text for a shell. */
    public String removal(String name) {
        return command(DockerWords.remove(name)).shellText();
    }

    /** Deletes a network. */
    public void remove(String name) {
        stdout(DockerWords.remove(name));
    }

    private interface Inspection {
        List<String> of(List<String> ids);
    }

    /** What an inspection prints of all that a listing has; nothing when it has none. */
    private String listed(List<String> listing, Inspection inspection) {
        for (int reads = 1; true; reads++) {
            List<String> ids = stdout(listing).lines().toList();
            if (ids.isEmpty()) {
                return "";
            }
            CommandResult result = runner.run(command(inspection.of(ids)));
            if (reads == MAX_READS || !DockerError.gone(result)) {
                return stdout(result);
            }
        }
    }

    private String stdout(List<String> words) {
        return stdout(runner.run(command(words)));
    }

    private static String stdout(CommandResult result) {
        if (!result.succeeded()) {
            throw DockerError.classify(result);
        }
        return result.stdout();
    }

    private Command command(List<String> words) {
        List<String> argv = new ArrayList<>(sudo ? List.of("sudo", "-n") : List.of());
        argv.add(path);
        argv.addAll(words);
        return Command.of(argv);
    }
}
