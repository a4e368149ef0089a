package io.github.ipvlanctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.testing.Cli;
import io.github.ipvlanctl.testing.Dev;
import io.github.ipvlanctl.testing.Machine;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the last word of a line may be. Here a line that ends in a blank has an empty last word. */
class CompletionTest {
    private final Machine machine;
    private final Cli cli;

    CompletionTest(@TempDir Path directory) {
        machine = new Machine(directory).netns("blue");
        cli = new Cli(machine);
    }

    @AfterEach
    void nothingIsLeftOfTheScript() {
        machine.runner.verify();
    }

    private List<String> candidates(String line) {
        Stream<String> words =
                Stream.concat(Stream.of("completion", "candidates", "--"), Stream.of(line.split(" ", -1)));
        Cli.Outcome outcome = cli.run(words.toArray(String[]::new));
        assertThat(outcome.exit()).as(line + "\n" + outcome).isZero();
        return outcome.out().lines().toList();
    }

    @Test
    void topicsAreOffered() {
        assertThat(candidates("explain m")).containsExactly("modes");
        assertThat(candidates("explain con")).containsExactly("conflict");
    }

    @Test
    void checksAreOffered() {
        assertThat(candidates("doctor --skip dr")).containsExactly("driver", "drift");
    }

    @Test
    void commandsAreOfferedUnderOneNameEach() {
        assertThat(candidates(""))
                .containsExactly(
                        "link",
                        "addr",
                        "mode",
                        "flag",
                        "route",
                        "netns",
                        "parent",
                        "host",
                        "plan",
                        "apply",
                        "destroy",
                        "export",
                        "docker",
                        "topology",
                        "monitor",
                        "stats",
                        "doctor",
                        "explain",
                        "completion");
        assertThat(candidates("link ")).containsExactly("add", "set", "del", "show");
        assertThat(candidates("-j netns l")).containsExactly("list");
        assertThat(candidates("completion ")).containsExactly("bash", "zsh", "fish");
        assertThat(candidates("route upstream eth0 --for ")).containsExactly("ip", "frr", "bird", "cisco");
        assertThat(candidates("export n")).containsExactly("networkd", "networkmanager", "nmstate", "nad");
        assertThat(candidates("export shell --to ")).containsExactly(":files");
        assertThat(candidates("link dele")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "link set ",
                "link set dev ",
                "link del ipvl9 ",
                "link delete ",
                "address show ",
                "addr add 10.0.0.5/8 dev "
            })
    void linksAreThoseOfTheMachine(String line) {
        machine.here(Dev.ether("eth0", 3), Dev.ipvlan("ipvl0", 4, "eth0"));

        assertThat(candidates(line)).contains("ipvl0").doesNotContain("eth0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-n blue link set ",
                "link set -n blue ",
                "link set --netns=blue ",
                "link -jn blue set ",
                "link set -nblue ",
                "addr flush -n blue --dev ",
                "link del -n blue -- web9 ",
            })
    void linksAreThoseOfTheNamespaceThatIsNamed(String line) {
        machine.runner.expect("ip -n blue -j -d address show").prints(Dev.json(Dev.ipvlanElsewhere("web0", 2, 3)));

        assertThat(candidates(line)).containsExactly("web0");
    }

    @Test
    void theMachineIsAskedAsTheLineWants() {
        machine.runner
                .expect("sudo -n /opt/ip -j -d address show")
                .prints(Dev.json(Dev.ether("eth0", 3), Dev.ipvlan("ipvl0", 4, "eth0")));

        assertThat(candidates("--sudo link set --ip /opt/ip ")).containsExactly("ipvl0");
    }

    @Test
    void severalNamesAreLinksOnly() {
        machine.here(Dev.ether("eth0", 3), Dev.ipvlan("ipvl0", 4, "eth0"));

        assertThat(candidates("link del ipvl9 ")).containsExactly("ipvl0");
    }

    @Test
    void valuesOfOptionsAreOffered() {
        assertThat(candidates("link show -n ")).containsExactly("blue");
        assertThat(candidates("link show -jn ")).containsExactly("blue");
        assertThat(candidates("-o ")).containsExactly("table", "json", "yaml", "name");
        assertThat(candidates("link show --output=t")).containsExactly("--output=table");
        assertThat(candidates("topology -o t")).containsExactly("table", "tree");
        assertThat(candidates("link add ipvl0 mode l3")).containsExactly("l3", "l3s");
    }

    @Test
    void keywordsAreOfferedWhereTheyAreUnderstood() {
        assertThat(candidates("link set ipvl0 "))
                .containsExactly("up", "down", "mtu", "name", "netns", "alias", "txqueuelen", "txqlen", "qlen", "type");
        assertThat(candidates("link set dev ipvl0 t")).containsExactly("txqueuelen", "txqlen", "type");
        assertThat(candidates("link set -- ipvl0 ")).isEmpty();
        assertThat(candidates("route add ")).containsExactly("to", "via", "dev", "metric", "table");
    }

    @Test
    void optionsAreOfferedOnceTheyAreBegun() {
        assertThat(candidates("link set ipvl0 --m")).containsExactly("--mtu");
        assertThat(candidates("link set ipvl0 --t")).containsExactly("--txqueuelen", "--timeout");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"link show --parent=", "link show --parent = ", "link show --parent =", "-j link show --parent=e"
            })
    void aValueIsOfferedAfterAnEqualsSign(String line) {
        machine.here(Dev.ether("eth0", 3));

        assertThat(candidates(line)).hasSize(1).allMatch(candidate -> candidate.matches("(--parent=)?eth0"));
    }

    @Test
    void namesOfFilesAreLeftToTheShell() {
        assertThat(candidates("apply -f ")).containsExactly(":files");
        assertThat(candidates("apply -f ed")).containsExactly(":files");
        assertThat(candidates("--ip /us")).containsExactly(":files");
    }

    @Test
    void commandsAreOfferedForHelp() {
        assertThat(candidates("help li")).containsExactly("link");
        assertThat(candidates("help link s")).containsExactly("set", "show");
        assertThat(candidates("help link set ")).isEmpty();
    }

    @Test
    void whereNothingCanBeLookedUpNothingIsOffered() {
        machine.runner.expect("ip -n blue -j -d address show").fails(1, "no");

        assertThat(candidates("-n blue link set ")).isEmpty();
    }
}
