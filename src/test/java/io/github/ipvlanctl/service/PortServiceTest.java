package io.github.ipvlanctl.service;

import static io.github.ipvlanctl.testing.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.Parent;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.testing.Dev;
import io.github.ipvlanctl.testing.Machine;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modes, flags and parents. */
class PortServiceTest {
    private final Machine machine;
    private final Dev eth0 = Dev.ether("eth0", 3).address("192.168.1.1/24");
    private final Dev ipvl0 =
            Dev.ipvlan("ipvl0", 4, "eth0").port("l2", "private").address("192.168.1.100/24");
    private final Dev web0 = Dev.ipvlanElsewhere("web0", 2, 3).port("l2", "private");

    PortServiceTest(@TempDir Path directory) {
        machine = new Machine(directory);
    }

    @AfterEach
    void nothingIsLeftOfTheScript() {
        machine.runner.verify();
    }

    private Prepared<List<Port>> set(String name, @Nullable Mode mode, @Nullable Flag flag, boolean switchSiblings) {
        return machine.services().ports().set(new InterfaceName(name), mode, flag, switchSiblings);
    }

    @Test
    void anotherModeKeepsTheFlag() {
        machine.here(eth0, ipvl0);

        assertThat(set("eth0", Mode.L3, null, false).commands())
                .containsExactly("ip link set dev ipvl0 type ipvlan mode l3 private");
    }

    @Test
    void anotherFlagKeepsTheMode() {
        machine.here(eth0, ipvl0);

        assertThat(set("eth0", null, Flag.VEPA, false).commands())
                .containsExactly("ip link set dev ipvl0 type ipvlan mode l2 vepa");
    }

    @Test
    void aPortWhoseLinksAreAllElsewhereIsSwitchedThroughOneOfThem() {
        machine.netns("blue").here(eth0).in("blue", web0);

        assertThat(set("eth0", Mode.L3, null, false).commands())
                .containsExactly("ip -n blue link set dev web0 type ipvlan mode l3 private");
    }

    private void dockersNetwork(String settings) {
        machine.dockerd().here(eth0, ipvl0);
        machine.runner.expect("docker network ls --quiet --no-trunc").prints("d4f8\n");
        machine.runner.expect("docker network inspect d4f8").prints("""
                [{"Name":"lan","Id":"d4f8","Scope":"local","Driver":"ipvlan","Options":{%s,"parent":"eth0"}}]
                """.formatted(settings));
    }

    @Test
    void aModeThatDockerWillUndoIsSetWithANote() {
        dockersNetwork("\"ipvlan_mode\":\"l2\",\"ipvlan_flag\":\"private\"");

        assertThat(set("eth0", Mode.L3, null, false).commands()).hasSize(1);
        assertThat(machine.notes)
                .contains(
                        "docker's network lan is l2 private: the next container that starts in it switches all links on eth0"
                                + " to that");
    }

    @Test
    void aModeThatDockersNetworkHasTooIsNothingToSpeakOf() {
        dockersNetwork("\"ipvlan_mode\":\"l3\",\"ipvlan_flag\":\"private\"");

        assertThat(set("eth0", Mode.L3, null, false).commands()).hasSize(1);
        assertThat(machine.notes).noneMatch(note -> note.contains("docker"));
    }

    @Test
    void aFlagIsUndoneByADockerThatKnowsFlags() {
        dockersNetwork("\"ipvlan_mode\":\"l2\",\"ipvlan_flag\":\"private\"");
        machine.runner
                .expect("docker version --format '{{.Server.APIVersion}}'")
                .prints("1.42\n");

        assertThat(set("eth0", null, Flag.VEPA, false).commands()).hasSize(1);
        assertThat(machine.notes).anyMatch(note -> note.startsWith("docker's network lan is l2 private"));
    }

    @Test
    void aDockerThatKnowsNoFlagsLeavesThemAlone() {
        dockersNetwork("\"ipvlan_mode\":\"l2\"");
        machine.runner
                .expect("docker version --format '{{.Server.APIVersion}}'")
                .prints("1.41\n");

        assertThat(set("eth0", null, Flag.VEPA, false).commands()).hasSize(1);
        assertThat(machine.notes).isEmpty();
    }

    @Test
    void aDockerThatDoesNotAnswerKeepsNobodyFromSettingAMode() {
        machine.dockerd().here(eth0, ipvl0);
        machine.runner.expect("docker network ls --quiet --no-trunc").fails(1, "permission denied");

        assertThat(set("eth0", Mode.L3, null, false).commands()).hasSize(1);
        assertThat(machine.notes).noneMatch(note -> note.contains("docker"));
    }

    @Test
    void dockerIsNotAskedWhereNothingChanges() {
        machine.dockerd().here(eth0, ipvl0);

        assertThat(set("eth0", Mode.L2, null, false).commands()).isEmpty();
    }

    @Test
    void whatIsSoAlreadyIsNotDoneAgain() {
        machine.here(eth0, ipvl0);

        assertThat(set("eth0", Mode.L2, null, false).commands()).isEmpty();
    }

    @Test
    void aLinkWithSiblingsDoesNotSwitchThemUnasked() {
        machine.netns("blue").here(eth0, ipvl0).in("blue", web0);

        assertFails(
                () -> set("ipvl0", Mode.L3, null, false),
                ErrorKind.CONFLICT,
                "ipvl0 in mode l3 would switch 1 link on eth0 from l2: web0 (netns blue)",
                "add --switch-siblings to switch both, or name the parent instead");
    }

    @Test
    void aLinkSwitchesItsSiblingsWhenThatIsMeant() {
        machine.netns("blue").here(eth0, ipvl0).in("blue", web0);

        assertThat(set("ipvl0", Mode.L3, null, true).commands())
                .containsExactly("ip link set dev ipvl0 type ipvlan mode l3 private");
    }

    @Test
    void aLinkAloneOnItsParentNeedsNoSuchWord() {
        machine.here(eth0, ipvl0);

        assertThat(set("ipvl0", Mode.L3, null, false).commands()).hasSize(1);
    }

    @Test
    void theSwitchIsReadBack() {
        machine.here(eth0, ipvl0);
        machine.runner
                .expect("ip link set dev ipvl0 type ipvlan mode l3 private")
                .succeeds();
        machine.readsBack("ipvl0", Dev.ipvlan("ipvl0", 4, "eth0").port("l3", "private"));

        assertThat(set("eth0", Mode.L3, null, false).run())
                .extracting(port -> port.settings().toString())
                .containsExactly("l3 private");
    }

    @Test
    void aSwitchThatGotHalfWayIsTakenBack() {
        machine.here(eth0, ipvl0);
        machine.runner
                .expect("ip link set dev ipvl0 type ipvlan mode l3s vepa")
                .fails(2, "RTNETLINK answers: Unknown error 524\n");
        machine.runner
                .expect("ip link set dev ipvl0 type ipvlan mode l2 private")
                .succeeds();

        assertFails(
                () -> set("eth0", Mode.L3S, Flag.VEPA, false).run(),
                ErrorKind.ENVIRONMENT,
                "this kernel has no mode l3s",
                "it needs CONFIG_IPVLAN_L3S; mode l3 does without");
    }

    @Test
    void aSwitchToL3TellsOfTheRoutersAroundButNotOfAShim() {
        machine.here(
                eth0,
                ipvl0,
                Dev.ipvlan("eth0-host", 5, "eth0").alias("ipvlanctl-host").address("192.168.1.250/32"));

        set("eth0", Mode.L3, null, false);

        assertThat(machine.notes)
                .containsExactly("mode l3 answers no ARP; the routers around need routes: "
                        + "192.168.1.100/32 via 192.168.1.1");
    }

    @Test
    void aDeviceWithoutLinksHasNoMode() {
        machine.here(eth0);

        assertFails(
                () -> set("eth0", Mode.L3, null, false),
                ErrorKind.NOT_FOUND,
                "eth0 has no IPvlan links, so it has no mode and no flag",
                "make one with 'ipvlanctl link add NAME --parent eth0'");
    }

    @Test
    void showsAllPortsOrOne() {
        Dev eth1 = Dev.ether("eth1", 8);
        Dev ipvl9 = Dev.ipvlan("ipvl9", 9, "eth1");

        machine.here(eth0, ipvl0, eth1, ipvl9);
        assertThat(machine.services().ports().show(null))
                .extracting(Port::parentLabel)
                .containsExactly("eth0", "eth1");

        machine.here(eth0, ipvl0, eth1, ipvl9);
        assertThat(machine.services().ports().show(new InterfaceName("ipvl9")))
                .extracting(Port::parentLabel)
                .containsExactly("eth1");
    }

    @Test
    void listsTheDevicesThatCanBeParentsAndOnRequestTheOthers() {
        machine.netns("blue").here(Dev.loopback(), eth0, ipvl0).in("blue", web0);
        assertThat(machine.services().parents().list(false))
                .extracting(parent -> parent.device().label())
                .containsExactly("eth0");

        machine.here(Dev.loopback(), eth0, ipvl0).in("blue", web0);
        assertThat(machine.services().parents().list(true))
                .extracting(parent -> parent.device().label())
                .containsExactly("lo", "eth0", "ipvl0");
    }

    @Test
    void showsAParentWithItsLinksInAllNamespaces() {
        machine.netns("blue").here(eth0, ipvl0).in("blue", web0);

        Parent parent = machine.services().parents().show(new InterfaceName("eth0"));

        assertThat(parent.obstacle()).isNull();
        assertThat(parent.port()).extracting(port -> Port.names(port.links())).isEqualTo("ipvl0, web0 (netns blue)");
    }
}
