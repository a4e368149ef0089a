package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.given;
import static io.github.ipvlanctl.kernel.Machine.givenNetns;
import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.ip;
import static io.github.ipvlanctl.kernel.Machine.run;
import static io.github.ipvlanctl.kernel.Machine.sh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is counted agrees with what others measure. */
@OnAKernel
class StatsKernelTest {
    private static final Pattern SENT = Pattern.compile("web1 +b +\\S+ +([0-9.]+)M ");

    @BeforeEach
    void twoLinks() {
        givenParent("eth9");
        givenNetns("a", "b");
        int number = 0;
        for (String netns : List.of("a", "b")) {
            String name = "web" + number;
            given("link add link eth9 name " + name + " netns " + netns + " type ipvlan mode l2 bridge");
            ip("-n " + netns + " address add 10.0.0." + (number + 1) + "/24 dev " + name)
                    .succeeds();
            ip("-n " + netns + " link set dev " + name + " up").succeeds();
            number++;
        }
    }

    @Test
    void aTerminalShowsTheRateThatIperfMeasures(@TempDir Path directory) throws IOException {
        Outcome outcome = sh("cd '" + directory + "'; program=" + Launcher.shellWord() + """

                screen() { tmux -L stats "$@"; }
                ip netns exec a iperf3 -s -1 > server &
                sleep 1
                ip netns exec b iperf3 -c 10.0.0.1 -t 16 -b 100M -J > iperf & client=$!
                screen -f /dev/null new-session -d -x 100 -y 20 "trap : INT; '$program' stats --watch; echo \\"exit \\$?\\"; sleep 100"
                for i in $(seq 13); do sleep 1; screen capture-pane -p; done
                screen resize-window -x 60 -y 3
                sleep 2.5
                echo small; screen capture-pane -p; echo end
                screen send-keys C-c
                sleep 1
                screen capture-pane -p
                screen display-message -p 'screen #{alternate_on} cursor #{cursor_flag} wrap #{wrap_flag}'
                screen kill-server
                wait $client
                """)
                .succeeds();

        List<Double> rates = new ArrayList<>();
        Matcher matcher = SENT.matcher(outcome.out());
        while (matcher.find()) {
            rates.add(Double.parseDouble(matcher.group(1)) * 1e6);
        }
        Collections.sort(rates);
        JsonObject measured = JsonParser.parseString(Files.readString(directory.resolve("iperf")))
                .getAsJsonObject()
                .getAsJsonObject("end")
                .getAsJsonObject("sum_sent");
        assertThat(rates).as(outcome.toString()).hasSizeGreaterThan(5);
        assertThat(rates.get(rates.size() / 2))
                .isCloseTo(measured.get("bits_per_second").getAsDouble(), withinPercentage(10));
        outcome.prints("exit 0", "screen 0 cursor 1 wrap 1");
        assertThat(outcome.out()).containsPattern("small\nNAME .*\neth9 .*\n  web0 .*\nend\n");
    }

    @Test
    void countsWhatTheKernelCounts() {
        ip("netns exec b ping -c 3 -i 0.2 -s 1000 10.0.0.1").succeeds();

        JsonObject before = kernel();
        JsonObject row = run("stats web1 -j").one();
        JsonObject after = kernel();
        for (String direction : List.of("rx", "tx")) {
            for (String what : List.of("bytes", "packets", "errors", "dropped")) {
                assertThat(row.get(direction + "_" + what).getAsLong())
                        .isBetween(count(before, direction, what), count(after, direction, what));
            }
        }
        assertThat(row.get("tx_bytes").getAsLong()).isGreaterThan(3000);
    }

    /** IPv6 looks for routers and neighbours in its own time, so that the counters never rest. */
    private static JsonObject kernel() {
        return ip("-n b -j -s link show dev web1").one().getAsJsonObject("stats64");
    }

    private static long count(JsonObject counters, String direction, String what) {
        return counters.getAsJsonObject(direction).get(what).getAsLong();
    }
}
