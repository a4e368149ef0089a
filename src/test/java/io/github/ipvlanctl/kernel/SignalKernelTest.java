package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.given;
import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.namespaces;
import static io.github.ipvlanctl.kernel.Machine.port;
import static io.github.ipvlanctl.kernel.Machine.state;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals in the middle of a change: it is undone, and the exit code tells of the signal. */
@OnAKernel
class SignalKernelTest {
    private static final long SECONDS = 20;

    @BeforeEach
    void aPort() {
        givenParent("eth9");
        given("link add link eth9 name ipvl0 type ipvlan mode l2 private");
    }

    /** Stops at the first command with {@code words}, before or after it has been carried out. */
    private static String stopping(Path directory, String words, boolean after) {
        return StandInIp.write(directory, """
                case $words in *'WORDS'*) if [ ! -e "$0.stopped" ]; then
                    AFTER
                    touch "$0.stopped"
                    exec sleep 100
                fi ;; esac
                """.replace("WORDS", words)
                .replace("AFTER", after ? "printf '%s' \"${input%.}\" | ip \"$@\"" : ":"));
    }

    private static Outcome signalled(String signal, Path directory, String... words) throws InterruptedException {
        Running running = Launcher.start(words);
        Path stopped = directory.resolve("ip.stopped");
        while (!Files.exists(stopped)) {
            assertThat(running.process().isAlive()).as("it came to the command").isTrue();
            Thread.sleep(10);
        }
        long start = System.nanoTime();
        running.signal(signal);
        Outcome outcome = running.await();
        assertThat((System.nanoTime() - start) / 1e9).isLessThan(SECONDS);
        return outcome;
    }

    @ParameterizedTest
    @CsvSource({
        "INT, 130, netns add, true",
        "TERM, 143, netns add, false",
        "TERM, 143, link add, false",
        "INT, 130, link add, true",
        "TERM, 143, address add, true",
        "TERM, 143, route add, true",
        "HUP, 129, route add, true",
        "INT, 130, address show dev ipvl2, false",
    })
    void nothingIsLeftOfALink(String signal, int code, String step, boolean after, @TempDir Path directory)
            throws InterruptedException {
        String ip = stopping(directory, step, after);
        String before = state();

        Outcome outcome = signalled(
                signal,
                directory,
                ("link add ipvl2 --parent eth9 --into blue --create-netns --address 10.0.0.5/24"
                                + " --route default --mode l3s --switch-siblings --up --ip " + ip)
                        .split(" ", -1));
        outcome.exits(code).says("stopped by a signal");
        assertThat(outcome.out()).isEmpty();
        assertThat(namespaces()).isEmpty();
        assertThat(state()).isEqualTo(before);
        assertThat(port("ipvl0")).isEqualTo("l2 private");
    }

    @Test
    void aSignalWhileLookingChangesNothing(@TempDir Path directory) throws InterruptedException {
        String ip = stopping(directory, "address show", false);
        String before = state();

        signalled("TERM", directory, "link", "add", "ipvl2", "--parent", "eth9", "--ip", ip)
                .exits(143);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void aMoveIsUndone(@TempDir Path directory) throws InterruptedException {
        Machine.givenNetns("blue");
        given("address add 10.0.0.5/24 dev ipvl0", "link set dev ipvl0 up", "route add default dev ipvl0");
        String ip = stopping(directory, "route add", true);
        String before = state();

        signalled("INT", directory, "link", "set", "ipvl0", "--into", "blue", "--ip", ip)
                .exits(130);
        assertThat(state()).isEqualTo(before);
    }
}
