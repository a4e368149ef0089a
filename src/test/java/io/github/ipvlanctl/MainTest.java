package io.github.ipvlanctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program in this process, with a script in the place of ip. */
class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... words) {
        return Main.run(out, err, false, false, Map.of(), words);
    }

    private static Path program(Path directory, String script) throws Exception {
        Path file = Files.writeString(directory.resolve("ip"), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    @Test
    void asksTheIpThatIsNamed(@TempDir Path directory) throws Exception {
        Path ip = program(
                directory,
                "echo '[{\"ifname\":\"ünï\",\"linkinfo\":{\"info_kind\":\"ipvlan\","
                        + "\"info_data\":{\"mode\":\"l3\",\"vepa\":true}},\"link\":\"eth0\"},{\"ifname\":\"eth0\"}]'");

        int exit = run("--ip", ip.toString(), "link", "show", "-o", "name");

        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("ünï\n");
        assertThat(exit).isZero();
    }

    @Test
    void showsEachCommandItRunsOnRequest(@TempDir Path directory) throws Exception {
        Path ip = program(directory, "echo []; echo hm >&2");

        run("--ip", ip.toString(), "link", "show", "-vv");

        List<String> lines = err.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).isEqualTo("+ " + ip + " -j -d address show");
        assertThat(lines.get(1)).matches("  Exited\\[code=0] after \\d+ ms, 3 characters on stdout, stderr: hm");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void anIpThatIsNoneIsTheEnvironmentsFault() {
        int exit = run("--ip", "/nowhere/ip", "link", "show");

        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("""
                ipvlanctl: cannot run /nowhere/ip: No such file or directory
                  hint: install the program, or check its path and permissions
                """);
        assertThat(exit).isEqualTo(6);
    }

    @Test
    void anIpThatPrintsNonsenseIsAFailureInTwoLines(@TempDir Path directory) throws Exception {
        Path ip = program(directory, "echo 'Usage: what'");

        int exit = run("--ip", ip.toString(), "link", "show");

        assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
        assertThat(exit).isEqualTo(1);
    }

    @Test
    void anIpThatDoesNotEndIsKilled(@TempDir Path directory) throws Exception {
        Path ip = program(directory, "exec sleep 60");

        int exit = run("--ip", ip.toString(), "--timeout", "1", "link", "show");

        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("ipvlanctl: " + ip + " did not end within 1 s and was killed\n"
                        + "  hint: give it longer with --timeout SECONDS\n");
        assertThat(exit).isEqualTo(7);
    }
}
