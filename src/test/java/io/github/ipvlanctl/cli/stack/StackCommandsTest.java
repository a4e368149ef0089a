package io.github.ipvlanctl.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.testing.Cli;
import io.github.ipvlanctl.testing.Dev;
import io.github.ipvlanctl.testing.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackCommandsTest {
    private final Path directory;
    private final Machine machine;
    private final Cli cli;

    StackCommandsTest(@TempDir Path directory) {
        this.directory = directory;
        machine = new Machine(directory);
        cli = new Cli(machine);
    }

    @AfterEach
    void nothingIsLeftOfTheScript() {
        machine.runner.verify();
    }

    private void twoStacks() {
        machine.here(
                Dev.ether("eth0", 2),
                Dev.ipvlan("a", 3, "eth0").alias("ipvlanctl:edge"),
                Dev.ipvlan("b", 4, "eth0").alias("ipvlanctl:other"),
                Dev.ipvlan("c", 5, "eth0"));
    }

    private void oneStack() {
        machine.here(
                Dev.ether("eth0", 2), Dev.ipvlan("a", 3, "eth0").alias("ipvlanctl:edge"), Dev.ipvlan("c", 5, "eth0"));
    }

    @Test
    void aManifestHoldsTheLinksOfOneStack() {
        oneStack();
        Cli.Outcome one = cli.line("export manifest");
        one.printsPart("stack: edge\n");
        assertThat(one.out()).contains("name: a").doesNotContain("name: c");
        assertThat(one.err())
                .isEqualTo("ipvlanctl: note: what no stack owns is left out: c; export it with --unowned\n");

        twoStacks();
        cli.line("export manifest")
                .fails(
                        3,
                        "the links belong to several stacks: edge, other",
                        "export one stack's with --stack NAME, or those of none with --unowned");
        twoStacks();
        cli.line("export manifest --stack other").printsPart("name: b\n");
        twoStacks();
        Cli.Outcome unowned = cli.line("export manifest --unowned");
        unowned.printsPart("name: c\n");
        assertThat(unowned.out()).doesNotContain("stack:");
        twoStacks();
        cli.line("export manifest --stack edgy").fails(4, "there is no stack edgy", "did you mean edge?");
        cli.line("export manifest --stack edge --unowned")
                .fails(2, "--stack and --unowned contradict each other", "give one of them");
    }

    @Test
    void aStackThatIsNotThereIsNotDestroyed() {
        twoStacks();
        cli.line("destroy edgy").fails(4, "there is no stack edgy", "did you mean edge?");
        machine.here(Dev.ether("eth0", 2));
        cli.line("destroy edge").fails(4, "there is no stack edge", "there are: none");
        machine.here(Dev.ether("eth0", 2));
        cli.line("destroy edge --if-exists").prints("unchanged\n");
    }

    @Test
    void destroyingIsPlannedForAStackOnly() throws IOException {
        String file = Files.writeString(directory.resolve("edge.yaml"), "version: 1\nstack: edge\nparents: []\n")
                .toString();
        machine.here(Dev.ether("eth0", 2));
        cli.run("plan", "-f", file, "--destroy").prints("unchanged\n");

        Files.writeString(Path.of(file), "version: 1\nparents: []\n");
        cli.run("plan", "-f", file, "--destroy")
                .fails(
                        2,
                        "the manifest names no stack, so nothing is known to be its own",
                        "write 'stack: NAME' into it");
    }

    @Test
    void filesThatCannotBeReadAreTold() throws IOException {
        cli.run("plan", "-f", directory.toString())
                .fails(2, directory + " is a directory", "name the files in it: -f can be repeated");
        cli.run("plan", "-f", "").fails(2, "-f needs the name of a file", "use '-f -' to read from stdin");
        cli.line("plan -f - -f -").fails(2, "stdin is given twice", "give each -f once");
        cli.line("plan -f /nowhere").fails(4, "there is no file /nowhere", "use '-f -' to read from stdin");

        Path file = directory.resolve("latin1.yaml");
        Files.write(file, "version: 1\nstack: \u00e9dge\n".getBytes(StandardCharsets.ISO_8859_1));
        cli.run("plan", "-f", file.toString())
                .fails(2, file + ":2:8: this is not UTF-8", "save the file as UTF-8; nothing was run");
    }

    @Test
    void pruneNeedsAStack() throws IOException {
        Path file = Files.writeString(directory.resolve("none.yaml"), "version: 1\nparents: []\n");
        cli.run("apply", "-f", file.toString(), "--prune")
                .fails(
                        2,
                        "--prune deletes what the stack owns, and the manifest names no stack",
                        "write 'stack: NAME' into it, or leave --prune out");
    }
}
