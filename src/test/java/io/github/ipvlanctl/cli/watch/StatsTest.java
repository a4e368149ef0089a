package io.github.ipvlanctl.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.testing.Cli;
import io.github.ipvlanctl.testing.Dev;
import io.github.ipvlanctl.testing.Machine;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatsTest {
    private static final String COUNT = "ip -j -s link show";
    private static final Dev[] DEVICES = {
        Dev.ether("eth0", 2), Dev.ipvlan("web0", 10, "eth0"), Dev.ipvlan("web1", 11, "eth0")
    };

    private Machine machine;
    private Cli cli;

    @BeforeEach
    void aMachine(@TempDir Path directory) {
        machine = new Machine(directory);
        cli = new Cli(machine);
    }

    private static String counters(int index, String rx, String tx) {
        return "{\"ifindex\":" + index + ",\"ifname\":\"x\",\"stats64\":{\"rx\":{\"bytes\":" + rx
                + ",\"packets\":2,\"errors\":0,\"dropped\":0,\"over_errors\":9},\"tx\":{\"bytes\":" + tx
                + ",\"packets\":4,\"errors\":0,\"dropped\":0}}}";
    }

    private void counts(String rx, String tx) {
        machine.here(DEVICES);
        machine.runner
                .expect(COUNT)
                .prints("[{},{\"ifindex\":2}," + counters(10, rx, tx) + "," + counters(11, "7", "8") + "]");
    }

    private Cli.Outcome run(String line) {
        Cli.Outcome outcome = cli.line(line);
        machine.runner.verify();
        return outcome;
    }

    @Test
    void showsEachPortAndItsLinks() {
        counts("1000", "18446744073709551000");

        run("stats").prints("""
                NAME    RX_BYTES  TX_BYTES
                eth0        1.0k     18.4E
                  web0      1.0k     18.4E
                  web1         7         8
                """);
    }

    @Test
    void readsTheCountersOfAllNamespacesThatHaveLinks() {
        machine.netns("blue").netns("red");
        machine.here(Dev.ether("eth0", 2))
                .in("blue", Dev.ipvlanElsewhere("web0", 10, 2))
                .in("red");
        machine.runner.expect("ip -n blue -j -s link show").prints("[" + counters(10, "5", "6") + "]");

        run("stats").prints("""
                NAME    NETNS  RX_BYTES  TX_BYTES
                eth0    -             5         6
                  web0  blue          5         6
                """);
    }

    @Test
    void showsOnlyTheLinksThatAreNamed() {
        machine.here(DEVICES);
        counts("1000", "2000");

        run("stats web1 -o name").prints("web1\n");
    }

    @Test
    void findsOutAboutNamesAndParentsThatAreNotThere() {
        machine.here(DEVICES);
        run("stats web2").fails(4, "there is no link web2", "did you mean web0 or web1?");
        machine.here(DEVICES);
        run("stats --parent eth1").fails(4, "there is no device eth1", "did you mean eth0?");
    }

    @Tag("slow")
    @Test
    void countsTwiceForRates() {
        counts("1000", "2000");
        counts("1000", "2000");

        assertThat(run("stats --rate").out()).startsWith("""
                NAME    RX_BPS  TX_BPS  RX_PPS  TX_PPS  RX_BYTES  TX_BYTES
                eth0         0       0       0       0      1.0k      2.0k
                """);
    }

    @Tag("slow")
    @Test
    void goesOnUntilASignal() {
        counts("1000", "2000");
        counts("1000", "2000");
        machine.runner.expect("ip -j -d address show").throwsFailure(ErrorKind.INTERRUPTED, "stopped by a signal");

        Cli.Outcome outcome = run("stats --watch 1 -j");
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines())
                .hasSize(6)
                .allMatch(line -> line.startsWith("{\"name\":\"") && line.endsWith("}"));
    }

    @Tag("slow")
    @Test
    void hasATerminalsScreenToItselfAndGivesItBack() {
        counts("1000", "2000");
        counts("1000", "2000");
        machine.runner.expect("ip -j -d address show").throwsFailure(ErrorKind.FAILED, "no");

        Cli.Outcome outcome = cli.onTerminal().with("TERM", "xterm").line("stats --watch=1");
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out())
                .startsWith("\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[2J")
                .contains("\u001b[2;1Heth0        1.0k      2.0k\u001b[K\u001b[1;1HNAME")
                .endsWith("\u001b[?7h\u001b[?25h\u001b[?1049l");
    }

    @Tag("slow")
    @Test
    void leavesADumbTerminalAlone() {
        counts("1000", "2000");
        machine.runner.expect("ip -j -d address show").throwsFailure(ErrorKind.INTERRUPTED, "stopped by a signal");

        assertThat(cli.onTerminal().with("TERM", "dumb").line("stats --watch 1").out())
                .doesNotContain("\u001b");
    }

    @Tag("slow")
    @Test
    void takesANumberAfterAnOptionWhoseValueMayBeLeftOut() {
        machine.here(DEVICES);
        counts("1000", "2000");
        counts("1000", "2000");
        run("stats --rate 1 web1 -o name").prints("web1\n");
        machine.here(DEVICES);
        counts("1000", "2000");
        counts("1000", "2000");
        run("stats --rate web1 -o name").prints("web1\n");
        run("stats --rate=x").fails(2, "--rate: 'x' is not a number of seconds", "a whole number from 1 to 3600");
        run("stats --watch 0").fails(2, "--watch: '0' is not a number of seconds", "a whole number from 1 to 3600");
    }

    @Test
    void ordersByAColumn() {
        counts("1000", "2000");
        run("stats --sort rx_bytes -o name").prints("eth0\nweb0\nweb1\n");
        run("stats --sort rx_bps").fails(2, "--sort rx_bps takes rates", "add --rate or --watch");
        run("stats --sort x")
                .fails(
                        2,
                        "--sort: 'x' is not a column to sort by",
                        "one of name, rx_bytes, tx_bytes, rx_packets, tx_packets, errors, dropped, rx_bps, tx_bps, rx_pps, tx_pps");
    }

    @Test
    void tellsWhenWhatIpPrintsIsNoListing() {
        machine.here(DEVICES);
        machine.runner.expect(COUNT).prints("[{\"ifindex\":2,\"stats64\":{\"rx\":{\"bytes\":\"many\"}}}]");

        assertThat(run("stats").err()).startsWith("ipvlanctl: cannot read what ip printed as JSON");
    }
}
