package io.github.ipvlanctl.played;

import io.github.ipvlanctl.cli.Settings;
import io.github.ipvlanctl.docker.DockerClient;
import io.github.ipvlanctl.exec.ProcessRunner;
import io.github.ipvlanctl.iproute2.IpClient;
import io.github.ipvlanctl.iproute2.IpProgram;
import io.github.ipvlanctl.iproute2.Namespaces;
import io.github.ipvlanctl.service.Notes;
import io.github.ipvlanctl.service.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A machine with IPvlan links that is played: its {@code ip}, its docker, and the files that tell of its namespaces. */
public final class PlayedMachine {
    private final Path directory;
    private final PlayedKernel kernel;
    private final PlayedDocker docker = new PlayedDocker();

    /** A machine whose files are in {@code directory}. */
    public PlayedMachine(Path directory) throws IOException {
        this.directory = directory;
        for (String process : List.of("self", "1")) {
            Path ns = Files.createDirectories(
                    directory.resolve("proc").resolve(process).resolve("ns"));
            Files.createSymbolicLink(ns.resolve("net"), Path.of("net:[1]"));
        }
        kernel = new PlayedKernel(Files.createDirectory(directory.resolve("netns")));
    }

    PlayedKernel kernel() {
        return kernel;
    }

    PlayedDocker docker() {
        return docker;
    }

    /** All that is there, but for the numbers that the kernel gives. */
    public String state() {
        return kernel.state() + "\n" + docker.state();
    }

    /** A call of {@code ip} or {@code docker}. */
    public Call call(String program, List<String> words, String input) {
        return new Call(this, program, words, input);
    }

    /** The use cases on this machine. */
    public Services services(ProcessRunner runner, Settings settings, Notes notes) {
        return new Services(
                new IpClient(runner, new IpProgram(settings.ip(), settings.sudo(), settings.netns())),
                new DockerClient(
                        runner, settings.sudo(), directory.resolve("docker.pid").toFile()),
                new Namespaces(
                        directory.resolve("netns").toFile(),
                        directory.resolve("proc").toFile()),
                settings.netns(),
                directory.resolve("run").toFile(),
                notes);
    }
}
