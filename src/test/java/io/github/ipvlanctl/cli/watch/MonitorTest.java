package io.github.ipvlanctl.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.exec.Termination;
import io.github.ipvlanctl.testing.Cli;
import io.github.ipvlanctl.testing.Dev;
import io.github.ipvlanctl.testing.Machine;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorTest {
    private static final Dev ETH0 = Dev.ether("eth0", 2);
    private static final String NOTE =
            "ipvlanctl: note: watching the links of this namespace, until a signal ends it\n";

    private Machine machine;
    private Cli cli;

    @BeforeEach
    void aMachine(@TempDir Path directory) {
        machine = new Machine(directory);
        cli = new Cli(machine);
    }

    private static Dev web(int number) {
        return Dev.ipvlan("web" + number, 10 + number, "eth0");
    }

    private Cli.Outcome run(String line) {
        Cli.Outcome outcome = cli.line(line);
        machine.runner.verify();
        assertThat(machine.runner.closed()).isEqualTo(1);
        return outcome;
    }

    /** The lines without the time of the day. */
    private static String untimed(Cli.Outcome outcome) {
        return outcome.out().replaceAll("(?m)^\\d\\d:\\d\\d:\\d\\d\\.\\d{3} ", "");
    }

    @Test
    void looksOnceWhenChangesHaveCeased() {
        machine.runner.expectStart("ip monitor link address");
        machine.here(ETH0, web(0));
        machine.runner.itWrites().itWrites().itWrites().itIsSilent();
        machine.here(ETH0, web(0).up(), web(1).address("192.0.2.1/24"));
        machine.runner.isStoppedMeanwhile();

        Cli.Outcome outcome = run("monitor");
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.err()).isEqualTo(NOTE);
        assertThat(untimed(outcome)).isEqualTo("""
                ~ web0 on eth0: state down -> up
                + web1 on eth0: mode l2, flag bridge, state down, address 192.0.2.1/24
                """);
    }

    @Test
    void looksNowAndThenWithoutBeingTold() {
        machine.runner.expectStart("ip monitor link address");
        machine.here(ETH0, web(0));
        machine.runner.itIsSilent();
        machine.here(ETH0, web(0));
        machine.runner.itIsSilent();
        machine.here(ETH0, web(0).port("l2", "private"));
        machine.runner.isStoppedMeanwhile();

        assertThat(untimed(run("monitor -q"))).isEqualTo("~ web0 on eth0: flag bridge -> private\n");
    }

    @Test
    void beginsWithWhatIsThereOnRequestAndWritesAnObjectALine() {
        machine.runner.expectStart("ip monitor link address");
        machine.here(ETH0, web(0), web(1));
        machine.runner.itWrites().itIsSilent();
        machine.here(ETH0, web(1));
        machine.runner.isStoppedMeanwhile();

        assertThat(run("monitor --initial -j -q").out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("{\"name\":\"web0\",\"netns\":null,\"event\":\"added\""),
                        line -> assertThat(line).startsWith("{\"name\":\"web1\",\"netns\":null,\"event\":\"added\""),
                        line -> assertThat(line).startsWith("{\"name\":\"web0\",\"netns\":null,\"event\":\"gone\""));
    }

    @Test
    void aLinkThatGoesToAnotherNamespaceIsGoneOrWithAllOfThemMoved() {
        machine.netns("blue");
        machine.runner.expectStart("ip monitor link address nsid all-nsid");
        machine.here(ETH0, web(0)).in("blue");
        machine.runner.itWrites().itIsSilent();
        machine.here(ETH0).in("blue", Dev.ipvlanElsewhere("web0", 7, 2));
        machine.runner.isStoppedMeanwhile();

        assertThat(untimed(run("monitor --all-netns -q")))
                .isEqualTo("~ web0 (netns blue) on eth0: netns (current) -> blue\n");
    }

    @Test
    void looksAgainWhenAListingFailsWhileMoreChanges() {
        machine.runner.expectStart("ip monitor link address");
        machine.here(ETH0);
        machine.runner.itWrites().itIsSilent();
        machine.runner.expect("ip -j -d address show").fails(1, "Dump terminated\n");
        machine.runner.itWrites().itIsSilent();
        machine.here(ETH0, web(0));
        machine.runner.isStoppedMeanwhile();

        assertThat(untimed(run("monitor -q"))).startsWith("+ web0 on eth0");
    }

    @Test
    void endsWhenAListingFailsAndNothingChanges() {
        machine.runner.expectStart("ip monitor link address");
        machine.here(ETH0);
        machine.runner.itWrites().itIsSilent();
        machine.runner.expect("ip -j -d address show").fails(1, "Dump terminated\n");
        machine.runner.itIsSilent();

        run("monitor -q").fails(1, "ip says: Dump terminated", "-v shows each command that is run");
    }

    @Test
    void endsWithIpItself() {
        machine.runner.expectStart("ip monitor link address");
        machine.here(ETH0);
        machine.runner.itEnds(new Termination.Signalled(9), "");

        run("monitor -q").fails(1, "ip was killed by signal 9", "run it again");
    }

    @Test
    void endsWithIpItselfEvenIfThatHadNothingToComplainOf() {
        machine.runner.expectStart("ip monitor link address");
        machine.here(ETH0);
        machine.runner.itEnds(new Termination.Exited(0), "");

        run("monitor -q").fails(1, "ip monitor has ended", "start it again");
    }
}
