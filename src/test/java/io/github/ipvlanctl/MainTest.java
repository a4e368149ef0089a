package io.github.ipvlanctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program in this process, with a script in the place of ip. */
class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... words) {
        return Main.run(out, err, false, false, name -> null, words);
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
        Path ip = program(directory, "echo []; echo hm >&2; echo hm2 >&2");

        run("--ip", ip.toString(), "link", "show", "-vv");

        assertThat(err.toString(StandardCharsets.UTF_8).replaceAll("\\d+ ms", "N ms"))
                .isEqualTo("+ " + ip + " -j -d address show\n"
                        + "  exit 0 after N ms, 3 characters on stdout: []\n"
                        + "  stderr: hm\n"
                        + "  stderr: hm2\n");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void showsTheBeginningOfWhatACommandPrintedSafely(@TempDir Path directory) throws Exception {
        Path ip = program(directory, "printf '\\033[31m'; printf '%0250d\\nmore\\n' 0; printf 'no\\007\\n' >&2");

        run("--ip", ip.toString(), "link", "show", "-vv");

        assertThat(err.toString(StandardCharsets.UTF_8).lines().limit(3).skip(1))
                .first()
                .asString()
                .endsWith(", 261 characters on stdout: \\u001b[31m" + "0".repeat(195) + "…");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("  stderr: no\\u0007\n");
    }

    @Test
    void saysHowACommandEnded(@TempDir Path directory) throws Exception {
        run("--ip", program(directory, "kill -9 $$").toString(), "link", "show", "-vv");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .containsPattern("\n  killed by signal 9 after \\d+ ms, nothing on stdout\n");

        run("--ip", program(directory, "exec sleep 60").toString(), "link", "show", "-vv", "--timeout", "1");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("\n  timed out after 1 s, nothing on stdout\n");
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
