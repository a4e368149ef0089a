package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.given;
import static io.github.ipvlanctl.kernel.Machine.givenNetns;
import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.has;
import static io.github.ipvlanctl.kernel.Machine.ip;
import static io.github.ipvlanctl.kernel.Machine.port;
import static io.github.ipvlanctl.kernel.Machine.run;
import static io.github.ipvlanctl.kernel.Machine.state;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mode and flag belong to the port: the kernel changes them for all its links, without a word. */
@OnAKernel
class PortKernelTest {
    @BeforeEach
    void aPortWithOneLink() {
        givenParent("eth9");
        given("link add link eth9 name ipvl0 type ipvlan mode l2 bridge");
    }

    private static void andOneInBlue() {
        givenNetns("blue");
        given("link add link eth9 name web0 netns blue type ipvlan mode l2 bridge");
    }

    @Test
    void refusesAModeThatWouldSwitchSiblings() {
        andOneInBlue();
        String before = state();

        run("link add ipvl1 --parent eth9 --mode l3")
                .exits(3)
                .says("ipvl1 in mode l3 would switch 2 links on eth9 from l2: ipvl0, web0 (netns blue)")
                .says("--switch-siblings", "leave --mode out");
        assertThat(state()).isEqualTo(before);

        ip("link add link eth9 name ipvl1 type ipvlan mode l3").succeeds().saysNothing();
        assertThat(port("ipvl0")).isEqualTo("l3 bridge");
        assertThat(port("web0", "-n", "blue")).isEqualTo("l3 bridge");
    }

    @Test
    void switchesSiblingsWhenThatIsMeant() {
        andOneInBlue();

        run("link add ipvl1 --parent eth9 --mode l3 --switch-siblings").succeeds();
        assertThat(port("ipvl0")).isEqualTo("l3 bridge");
        assertThat(port("ipvl1")).isEqualTo("l3 bridge");
        assertThat(port("web0", "-n", "blue")).isEqualTo("l3 bridge");
    }

    @Test
    void takesThePresentModeWhenNoneIsGiven() {
        run("link add ipvl1 --parent eth9").succeeds();
        assertThat(port("ipvl0")).isEqualTo("l2 bridge");
        assertThat(port("ipvl1")).isEqualTo("l2 bridge");

        ip("link add link eth9 name ipvl2 type ipvlan").succeeds().saysNothing();
        assertThat(port("ipvl0")).isEqualTo("l3 bridge");
        run("link add ipvl3 --parent eth9").succeeds();
        assertThat(port("ipvl3")).isEqualTo("l3 bridge");
    }

    @Test
    void startsAFreshPortInL2Bridge() {
        givenParent("eth8");

        run("link add ipvl8 --parent eth8").succeeds();
        assertThat(port("ipvl8")).isEqualTo("l2 bridge");
    }

    @Test
    void keepsTheFlagWhenTheModeChanges() {
        given("link set dev ipvl0 type ipvlan mode l2 private");
        run("mode l3 eth9").succeeds().saysNothing().prints("l3", "private");
        assertThat(port("ipvl0")).isEqualTo("l3 private");

        ip("link set dev ipvl0 type ipvlan mode l2").succeeds().saysNothing();
        assertThat(port("ipvl0")).isEqualTo("l2 bridge");
    }

    @Test
    void keepsTheModeWhenTheFlagChanges() {
        given("link set dev ipvl0 type ipvlan mode l3s bridge");

        run("flag vepa eth9").succeeds();
        assertThat(port("ipvl0")).isEqualTo("l3s vepa");
    }

    @Test
    void refusesAFlagThatWouldSwitchSiblings() {
        andOneInBlue();
        String before = state();

        run("link add ipvl1 --parent eth9 --flag private")
                .exits(3)
                .says("flag private", "from bridge", "ipvl0, web0 (netns blue)", "leave --flag out");
        run("flag private ipvl0").exits(3).says("web0 (netns blue)", "--switch-siblings");
        assertThat(state()).isEqualTo(before);

        ip("link add link eth9 name ipvl1 type ipvlan mode l2 private")
                .succeeds()
                .saysNothing();
        assertThat(port("ipvl0")).isEqualTo("l2 private");
        assertThat(port("web0", "-n", "blue")).isEqualTo("l2 private");
    }

    @Test
    void refusesAModeThatWouldSwitchSiblingsInAnotherNamespace() {
        andOneInBlue();
        String before = state();

        run("-n blue mode l3 web0").exits(3).says("would switch 1 link", "from l2: ipvl0");
        run("mode l3 ipvl0").exits(3).says("from l2: web0 (netns blue)");
        assertThat(state()).isEqualTo(before);

        ip("-n blue link set dev web0 type ipvlan mode l3").succeeds().saysNothing();
        assertThat(port("ipvl0")).isEqualTo("l3 bridge");
    }

    @Test
    void changesThePortOfAParentOrOfALinkWithoutSiblings() {
        run("mode l3 ipvl0").succeeds();
        assertThat(port("ipvl0")).isEqualTo("l3 bridge");

        andOneInBlue();
        run("mode l3s eth9").succeeds();
        assertThat(port("web0", "-n", "blue")).isEqualTo("l3s bridge");
        run("-n blue mode l2 web0 --switch-siblings").succeeds();
        assertThat(port("ipvl0")).isEqualTo("l2 bridge");
    }

    @Test
    void changesAPortWhoseLinksAreAllElsewhere() {
        andOneInBlue();
        given("link delete dev ipvl0");

        run("mode l3 eth9").succeeds();
        assertThat(port("web0", "-n", "blue")).isEqualTo("l3 bridge");
    }

    /** Stands in for a kernel that fails half way: no way was found to make a real one do so. */
    @Test
    void putsBackAFlagThatChangedBeforeTheModeFailed(@TempDir Path directory) {
        String ip = StandInIp.write(directory, """
                case $words in *'mode l3 private'*)
                    ip link set dev ipvl0 type ipvlan mode l2 private
                    echo 'RTNETLINK answers: Cannot allocate memory' >&2
                    case $words in *-batch*) echo 'Command failed -:1' >&2; exit 1 ;; esac
                    exit 2 ;;
                esac
                """);

        run("link add ipvl1 --parent eth9 --mode l3 --flag private --switch-siblings --ip " + ip)
                .exits(1)
                .says("Cannot allocate memory");
        assertThat(port("ipvl0")).isEqualTo("l2 bridge");
        assertThat(has("ipvl1")).isFalse();

        given("link set dev ipvl0 type ipvlan mode l3 bridge");
        run("flag private eth9 --ip " + ip).exits(1).says("Cannot allocate memory");
        assertThat(port("ipvl0")).isEqualTo("l3 bridge");
    }

    @Test
    void takesOneFlagOnly() {
        run("link add ipvl1 --parent eth9 --flag private --flag vepa").exits(2).says("--flag");
        run("link add ipvl1 link eth9 private vepa").exits(2).says("--flag");
        ip("link add link eth9 name ipvl1 type ipvlan mode l2 private vepa").exits(1);
        assertThat(has("ipvl1")).isFalse();
    }

    @Test
    void showsThePortsWithAllTheirLinks() {
        andOneInBlue();

        assertThat(run("mode show -j").one().toString())
                .contains("\"parent\":\"eth9\"", "\"mode\":\"l2\"", "\"name\":\"ipvl0\"")
                .contains("\"name\":\"web0\",\"netns\":\"blue\"");
        run("flag show eth9").succeeds().prints("bridge", "web0 (netns blue)");
        given("link add name eth8 type dummy");
        run("mode show eth8").exits(4).says("eth8 has no IPvlan links");
    }
}
