package io.github.ipvlanctl.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.testing.Cli;
import io.github.ipvlanctl.testing.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code export --to}: all files or none, never over what is there. */
class ExportedFilesTest {
    private static final String HOST = "src/test/resources/export/host.yaml";

    private final Path directory;
    private final Path out;
    private final Cli cli;

    ExportedFilesTest(@TempDir Path directory) {
        this.directory = directory;
        out = directory.resolve("out");
        cli = new Cli(new Machine(directory));
    }

    @BeforeEach
    void make() throws IOException {
        Files.createDirectory(out);
    }

    private Cli.Outcome export(String line) {
        return cli.line("export " + line + " -f " + HOST + " --to " + out);
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    private String modeOf(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(out.resolve(file)));
    }

    @Test
    void areWrittenWithTheirModesAndNamed() throws IOException {
        export("networkmanager").prints("""
                NAME                MODE
                ipvl0.nmconnection  0600
                ipvl1.nmconnection  0600
                far.0.nmconnection  0600
                """);
        assertThat(files()).containsExactly("far.0.nmconnection", "ipvl0.nmconnection", "ipvl1.nmconnection");
        assertThat(modeOf("ipvl0.nmconnection")).isEqualTo("rw-------");

        export("shell -o name").prints("ipvlan.sh\n");
        assertThat(modeOf("ipvlan.sh")).isEqualTo("rwxr-xr-x");
        assertThat(Files.readString(out.resolve("ipvlan.sh")))
                .isEqualTo(cli.line("export shell -f " + HOST).out());

        export("nmstate -q").prints("");
        assertThat(out.resolve("ipvlan.yaml")).exists();

        export("ifupdown -j").prints("[{\"name\":\"ipvlan\",\"mode\":\"0644\"}]\n");
        assertThat(modeOf("ipvlan")).isEqualTo("rw-r--r--");
    }

    @Test
    void areNotWrittenOverOthersAndThenNoneIs() throws IOException {
        Files.writeString(out.resolve("ipvl1.network"), "mine");

        export("networkd")
                .fails(
                        3,
                        "there is a file " + out.resolve("ipvl1.network") + " already",
                        "add --force to replace it, or write somewhere else; nothing was written");

        assertThat(files()).containsExactly("ipvl1.network");
        assertThat(Files.readString(out.resolve("ipvl1.network"))).isEqualTo("mine");
        assertThat(export("networkd --force").exit()).isZero();
        assertThat(files())
                .containsExactly(
                        "eth9.20.network",
                        "eth9.network",
                        "far.0.netdev",
                        "far.0.network",
                        "ipvl0.netdev",
                        "ipvl0.network",
                        "ipvl1.netdev",
                        "ipvl1.network");
        assertThat(Files.readString(out.resolve("ipvl1.network"))).contains("Name=ipvl1");
    }

    @Test
    void doNotFollowLinks() throws IOException {
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "mine");
        Files.createSymbolicLink(out.resolve("ipvlan.sh"), elsewhere);
        Files.createSymbolicLink(out.resolve("ipvlan.yaml"), directory.resolve("nowhere"));

        assertThat(export("shell").exit()).isEqualTo(3);
        assertThat(export("nmstate").exit()).isEqualTo(3);
        assertThat(export("shell --force").exit()).isZero();
        assertThat(export("nmstate --force").exit()).isZero();

        assertThat(Files.readString(elsewhere)).isEqualTo("mine");
        assertThat(directory.resolve("nowhere")).doesNotExist();
        assertThat(Files.isSymbolicLink(out.resolve("ipvlan.sh"))).isFalse();
        assertThat(files()).containsExactly("ipvlan.sh", "ipvlan.yaml");
    }

    @Test
    void needADirectoryAndDoNotReplaceOne() throws IOException {
        cli.line("export shell -f " + HOST + " --to " + directory.resolve("none"))
                .fails(4, "there is no directory " + directory.resolve("none"), "make it, or name another with --to");
        Files.createDirectory(out.resolve("ipvlan.sh"));
        export("shell --force").fails(3, out.resolve("ipvlan.sh") + " is a directory", "write somewhere else");
        cli.run("export", "shell", "-f", HOST, "--to", "")
                .fails(2, "--to: '' is not a directory", "name the one to write into");
    }

    @Test
    void aDryRunWritesNoneAndItsCommandsAll() throws IOException, InterruptedException {
        Cli.Outcome dry = export("networkmanager --dry-run");
        assertThat(files()).isEmpty();
        assertThat(dry.out())
                .startsWith("install -m 0600 -T /dev/stdin " + out.resolve("ipvl0.nmconnection") + " <<'EOF'\n");

        Process shell = new ProcessBuilder("sh", "-euc", dry.out()).inheritIO().start();
        assertThat(shell.waitFor()).isZero();
        String written = Files.readString(out.resolve("ipvl0.nmconnection"));
        assertThat(modeOf("ipvl0.nmconnection")).isEqualTo("rw-------");
        assertThat(export("networkmanager --force").exit()).isZero();
        assertThat(Files.readString(out.resolve("ipvl0.nmconnection"))).isEqualTo(written);
    }

    @Test
    void onStdoutAreAnArrayWhenJsonIsAskedFor() {
        assertThat(cli.line("export networkd -j -f " + HOST).out())
                .startsWith(
                        "[{\"name\":\"eth9.network\",\"mode\":\"0644\",\"text\":\"# Written by 'ipvlanctl export networkd'.\\n");
        assertThat(cli.line("export networkd -o name -f " + HOST).out().lines())
                .containsExactly(
                        "eth9.network",
                        "ipvl0.netdev",
                        "ipvl0.network",
                        "ipvl1.netdev",
                        "ipvl1.network",
                        "eth9.20.network",
                        "far.0.netdev",
                        "far.0.network");
    }
}
