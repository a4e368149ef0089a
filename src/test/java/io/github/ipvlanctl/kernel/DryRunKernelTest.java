package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.clean;
import static io.github.ipvlanctl.kernel.Machine.given;
import static io.github.ipvlanctl.kernel.Machine.givenNetns;
import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.run;
import static io.github.ipvlanctl.kernel.Machine.sh;
import static io.github.ipvlanctl.kernel.Machine.state;
import static io.github.ipvlanctl.kernel.Machine.stateWithoutIdentity;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code --dry-run} changes nothing, and what it prints does the same as the command. */
@OnAKernel
class DryRunKernelTest {
    private static void start() {
        clean();
        givenNetns("red");
        givenParent("eth9");
        given(
                "link add link eth9 name ipvl0 type ipvlan mode l2 private",
                "link set dev ipvl0 alias 'one two' up",
                "address add 10.0.0.1/24 dev ipvl0",
                "address add 10.0.0.2/24 dev ipvl0",
                "route add default via 10.0.0.254 dev ipvl0 metric 5",
                "link add link eth9 name web0 netns red type ipvlan mode l2 private");
    }

    private static Stream<List<String>> changes() {
        return Stream.of(
                words("link add ipvl2 --parent eth9 --into blue --create-netns --address 10.0.0.5/24"
                        + " --address 2001:db8::5/64 --gateway 10.0.0.254 --alias edge --mtu 1400 --up"),
                words("link add ipvl2 --parent eth9 --vlan 20 --up --route 10.7.0.0/16"),
                words("link add ipvl0 --parent eth9 --into red --mode l3 --flag vepa --switch-siblings --up"),
                List.of("link", "add", "x'y\"z", "--parent", "eth9", "--alias", "it's # \"1\"; $(x) `y` \\", "--up"),
                List.of("link", "add", "a;b", "--parent", "eth9", "--into", "two words", "--create-netns", "--up"),
                List.of("link", "set", "ipvl0", "--alias", "# no comment", "--mtu", "1400", "--txqueuelen", "7"),
                words("link set ipvl0 --into red"),
                words("link set ipvl0 --down --rename up"),
                words("-n red link set web0 --up --mtu 1300"),
                words("mode l3 eth9"),
                words("flag vepa ipvl0 --switch-siblings"),
                words("addr add 10.0.0.7/24 2001:db8::7/64 --dev ipvl0"),
                words("addr del 10.0.0.1/24 --dev ipvl0"),
                words("addr flush --dev ipvl0"),
                words("route add 10.9.0.0/16 --via 10.0.0.254 --dev ipvl0 --metric 3"),
                words("route del default --dev ipvl0"),
                words("netns add green"),
                words("netns del red --force"),
                words("link del ipvl0"));
    }

    private static List<String> words(String line) {
        return List.of(line.split(" ", -1));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void whatItPrintsDoesTheSame(List<String> words) {
        start();
        run(words.toArray(String[]::new)).succeeds();
        String wanted = stateWithoutIdentity();

        start();
        String before = state();
        Outcome dry = run(Stream.concat(words.stream(), Stream.of("--dry-run")).toArray(String[]::new))
                .succeeds();
        assertThat(state()).as("a dry run changes nothing").isEqualTo(before);
        sh(dry.out()).succeeds().saysNothing();
        assertThat(stateWithoutIdentity()).as(dry.toString()).isEqualTo(wanted);
    }

    @Test
    void refusesWhatTheCommandRefuses() {
        start();

        run("link add ipvl1 --parent eth9 --mode l3 --dry-run").exits(3);
        run("link del eth9 --dry-run").exits(3);
        run("link show none --dry-run").exits(4);
    }

    @Test
    void printsNothingWhenAllIsSoAlready() {
        start();

        assertThat(run("mode l2 eth9 --dry-run").succeeds().out()).isEmpty();
        assertThat(run("link set ipvl0 --up --dry-run").succeeds().out()).isEmpty();
        assertThat(run("addr add 10.0.0.1/24 --dev ipvl0 --if-not-exists --dry-run")
                        .succeeds()
                        .out())
                .isEmpty();
    }
}
