package io.github.ipvlanctl.testing;

import io.github.ipvlanctl.docker.DockerClient;
import io.github.ipvlanctl.iproute2.IpClient;
import io.github.ipvlanctl.iproute2.IpProgram;
import io.github.ipvlanctl.iproute2.Namespaces;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.service.Notes;
import io.github.ipvlanctl.service.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A machine made of files for its namespaces and a script for its {@code ip}. */
public final class Machine {
    private static final String LISTING = " -j -d address show";

    /** What {@code ip} is asked, and answers. */
    public final ScriptedRunner runner = new ScriptedRunner();

    /** The notes that the services gave. */
    public final List<String> notes = new ArrayList<>();

    private final Path names;
    private final Path processes;

    /** A machine whose files are in {@code directory}, without other namespaces. */
    public Machine(Path directory) {
        names = directory.resolve("run-netns");
        processes = directory.resolve("proc");
        try {
            Files.createDirectories(names);
            process("self", "net:[1]");
            process("1", "net:[1]");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void process(String pid, String netns) throws IOException {
        Path directory = Files.createDirectories(processes.resolve(pid).resolve("ns"));
        Files.createSymbolicLink(directory.resolve("net"), Path.of(netns));
    }

    /** A process in a namespace of its own. */
    public Machine container(String pid) {
        try {
            process(pid, "net:[container-" + pid + "]");
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A named namespace. */
    public Machine netns(String name) {
        try {
            Files.createFile(names.resolve(name));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Docker's daemon runs. */
    public Machine dockerd() {
        try {
            Files.createFile(names.resolveSibling("docker.pid"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next command lists the current namespace's devices. */
    public Machine here(Dev... devices) {
        runner.expect("ip" + LISTING).prints(Dev.json(devices));
        return this;
    }

    /** The next command lists a named namespace's devices. */
    public Machine in(String netns, Dev... devices) {
        runner.expect("ip -n " + netns + LISTING).prints(Dev.json(devices));
        return this;
    }

    /** The next command reads one device of the current namespace again. */
    public Machine readsBack(String name, Dev... devices) {
        runner.expect("ip" + LISTING + " dev " + name).prints(Dev.json(devices));
        return this;
    }

    /** The next two commands list the routes of the current namespace, or of one device there. */
    public Machine routes(@Nullable String dev, String ipv4, String ipv6) {
        String rest = " route show table all" + (dev == null ? "" : " dev " + dev);
        runner.expect("ip -j -4" + rest).prints(ipv4);
        runner.expect("ip -j -6" + rest).prints(ipv6);
        return this;
    }

    /** The use cases on this machine. */
    public Services services() {
        return services("ip", false, null, notes::add);
    }

    /** The same, as options want them. */
    public Services services(String ip, boolean sudo, @Nullable NetnsName home, Notes to) {
        return new Services(
                new IpClient(runner, new IpProgram(ip, sudo, home)),
                new DockerClient(
                        runner, sudo, names.resolveSibling("docker.pid").toFile()),
                new Namespaces(names.toFile(), processes.toFile()),
                home,
                names.resolveSibling("lock").toFile(),
                to);
    }
}
