package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.given;
import static io.github.ipvlanctl.kernel.Machine.givenNetns;
import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.ip;
import static io.github.ipvlanctl.kernel.Machine.run;
import static io.github.ipvlanctl.kernel.Machine.sh;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens is told, and nothing that came of it is missing in the end. */
@OnAKernel
class MonitorKernelTest {
    private static final int MANY = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @BeforeEach
    void aParent() {
        givenParent("eth9");
    }

    private static Running monitor(String... options) {
        List<String> words = new ArrayList<>(List.of("monitor"));
        words.addAll(List.of(options));
        Running running = Launcher.start(words.toArray(String[]::new));
        awaitThat(() -> text(running.err()).contains("watching"), running);
        return running;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitThat(BooleanSupplier condition, Running running) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(text(running.out())).isLessThan(deadline);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static void awaitLine(Running running, String part) {
        awaitThat(() -> text(running.out()).contains(part), running);
    }

    /** What a follower has at the end, by the recipe of the manual page. */
    private static Map<String, JsonElement> folded(String lines) {
        Map<String, JsonElement> links = new TreeMap<>();
        for (String line :
                lines.substring(0, lines.lastIndexOf('\n') + 1).lines().toList()) {
            JsonObject event = JsonParser.parseString(line).getAsJsonObject();
            String netns = event.get("netns").toString();
            String name = event.get("name").toString();
            switch (event.get("event").getAsString()) {
                case "gone" -> links.remove(netns + name);
                case "moved" -> links.remove(event.get("from") + name);
                case "renamed" -> links.remove(netns + event.get("from"));
                default -> {}
            }
            if (!event.get("event").getAsString().equals("gone")) {
                links.put(netns + name, event.get("link"));
            }
        }
        return links;
    }

    private static Map<String, JsonElement> listed(String options) {
        Map<String, JsonElement> links = new TreeMap<>();
        for (JsonElement link : run("link show -j" + options).json()) {
            JsonObject object = link.getAsJsonObject();
            links.put(object.get("netns").toString() + object.get("name"), link);
        }
        return links;
    }

    private static Outcome stopped(Running running, String signal) {
        long start = System.nanoTime();
        running.signal(signal);
        Outcome outcome = running.await();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        return outcome;
    }

    @Test
    void theEventsOfAThousandLinksLeadToWhatTheKernelHasInTheEnd() {
        given("link add link eth9 name first type ipvlan mode l2 bridge");
        Running running = monitor("--initial", "-j");
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            lines.add("link add link eth9 name ipvl" + i + " type ipvlan mode l2 bridge");
        }
        for (int i = 0; i < MANY; i++) {
            if (i % 100 == 50) {
                lines.add("address add 10.0." + i / 100 + ".1/24 dev ipvl" + i);
                lines.add("link set dev ipvl" + i + " up");
                lines.add("link set dev ipvl" + i + " mtu 1400 alias a" + i);
            } else if (i % 100 == 51) {
                lines.add("link set dev ipvl" + i + " name kept" + i);
            } else {
                lines.add("link delete dev ipvl" + i);
            }
        }
        lines.add("link set dev first type ipvlan mode l3 private");
        lines.add("link delete dev first");
        given(lines.toArray(String[]::new));

        Map<String, JsonElement> expected = listed("");
        assertThat(expected).hasSize(20);
        awaitThat(() -> folded(text(running.out())).equals(expected), running);
        Outcome outcome = stopped(running, "INT").succeeds();
        assertThat(folded(outcome.out())).isEqualTo(expected);
        outcome.prints("{\"name\":\"first\",\"netns\":null,\"event\":\"gone\"");
    }

    @Test
    void tellsWhatHappensInAllNamespaces() {
        givenNetns("blue");
        given("link add link eth9 name web0 type ipvlan mode l2 bridge");
        Running running = monitor("--all-netns", "--initial", "-j");
        awaitLine(running, "\"added\"");

        given("link set dev web0 netns blue");
        awaitLine(running, "\"netns\":\"blue\",\"event\":\"moved\",\"from\":null,\"to\":\"blue\"");
        given("link add link eth9 name web1 netns blue type ipvlan mode l2 bridge");
        awaitLine(running, "{\"name\":\"web1\",\"netns\":\"blue\",\"event\":\"added\"");
        ip("-n blue address add 10.0.0.5/24 dev web1").succeeds();
        awaitLine(running, "\"event\":\"address_added\",\"from\":null,\"to\":\"10.0.0.5/24\"");
        ip("-n blue link set dev web1 up").succeeds();
        awaitLine(running, "\"event\":\"state\",\"from\":\"down\",\"to\":\"up\"");
        ip("-n blue link set dev web1 type ipvlan mode l3s vepa").succeeds();
        awaitLine(running, "{\"name\":\"web0\",\"netns\":\"blue\",\"event\":\"mode\",\"from\":\"l2\",\"to\":\"l3s\"");
        assertThat(folded(text(running.out()))).isEqualTo(listed(" --all-netns"));
        ip("netns delete blue").succeeds();
        awaitLine(running, "{\"name\":\"web1\",\"netns\":\"blue\",\"event\":\"gone\"");
    }

    @Test
    void tellsWhatTheKernelDoesNot() {
        given("link add link eth9 name web0 type ipvlan mode l2 bridge");
        sh("""
                timeout 3 ip monitor link > /tmp/told &
                sleep 1
                ip link set dev web0 type ipvlan mode l2 private
                wait
                test ! -s /tmp/told
                """).succeeds();

        Running running = monitor();
        given("link set dev web0 type ipvlan mode l2 vepa");
        awaitLine(running, "~ web0 on eth9: flag private -> vepa");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void aSignalIsItsEndAndNoFailure(String signal) {
        Outcome outcome = stopped(monitor(), signal).succeeds();

        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(sh("cat /proc/[0-9]*/cmdline | tr '\\0' ' '").out()).doesNotContain("ip monitor");
    }

    @Test
    void endsQuietlyWhenNobodyReads() {
        Outcome outcome = sh(
                "{ " + Launcher.shellWord() + " monitor -q --initial; echo exit $? >&2; } | head -1 & "
                        + "for i in $(seq 20); do ip link add link eth9 name x$i type ipvlan mode l2 bridge; sleep 0.5; done; wait");

        outcome.succeeds();
        assertThat(outcome.err()).isEqualTo("exit 0\n");
        assertThat(outcome.out().lines()).hasSize(1);
    }

    @Test
    void failsWhenIpEnds() {
        Running running = monitor("--all-netns");
        running.process().descendants().forEach(ProcessHandle::destroyForcibly);

        running.await().exits(1).says("ip was killed by signal 9");
    }
}
