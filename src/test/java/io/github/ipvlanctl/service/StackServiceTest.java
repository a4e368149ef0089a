package io.github.ipvlanctl.service;

import static io.github.ipvlanctl.testing.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.model.PlanOptions;
import io.github.ipvlanctl.model.StackName;
import io.github.ipvlanctl.testing.Dev;
import io.github.ipvlanctl.testing.Docker;
import io.github.ipvlanctl.testing.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Namespaces that a run makes, and those that one which was killed has left; and what of the machine a plan is given. */
class StackServiceTest {
    private static final String X_IN_A = "{name: x, netns: a}";
    private static final Dev ETH0 = Dev.ether("eth0", 2);

    private final Path directory;
    private final Path making;
    private final Machine machine;

    StackServiceTest(@TempDir Path directory) {
        this.directory = directory;
        this.making = directory.resolve("lock/making");
        this.machine = new Machine(directory);
    }

    @BeforeEach
    void makeRoomForTheLock() throws IOException {
        Files.createDirectories(making.resolveSibling(""));
    }

    @AfterEach
    void nothingIsLeftOfTheScript() {
        machine.runner.verify();
    }

    private StackService.Planned plan(String link) {
        String manifest = "version: 1\nstack: edge\nparents: [{name: eth0, links: [" + link + "]}]\n";
        return machine.services().stacks().plan(Map.of("f", manifest), new PlanOptions(false, false));
    }

    private List<String> commands(String link) {
        return plan(link).prepared().commands();
    }

    private void begun(String lines) throws IOException {
        Files.writeString(making, lines);
    }

    private String identity() throws IOException {
        Path file = directory.resolve("run-netns/a");
        return Files.getAttribute(file, "unix:ino") + " " + Files.getLastModifiedTime(file);
    }

    private void isTakenOver(boolean expected, Dev... inside) {
        machine.here(ETH0).in("a", inside);
        assertThat(String.join("\n", commands(X_IN_A)).contains("link set dev lo up"))
                .isEqualTo(expected);
    }

    @Test
    void aNamespaceIsNotedBeforeItIsMadeWithWhatTellsItApartThenAndNoMoreAtTheEnd() throws IOException {
        machine.here(ETH0);
        StackService.Planned planned = plan(X_IN_A);
        assertThat(planned.changes()).hasSize(2);
        planned.prepared()
                .commands()
                .forEach(command -> machine.runner.expect(command).succeeds());

        List<String> noted = new ArrayList<>();
        assertThat(planned.prepared().run(taken -> {
                    noted.add(read());
                    if (noted.size() == 1) {
                        machine.netns("a");
                    }
                }))
                .isEqualTo(planned.changes());
        assertThat(noted).first().isEqualTo("a\n");
        assertThat(noted).last().isEqualTo("a\na/" + identity() + "\n");
        assertThat(read()).isEmpty();
    }

    private String read() {
        try {
            return Files.readString(making);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void dockerIsAskedOnceWhetherItWillUndoWhatPortsGet() {
        machine.dockerd()
                .here(ETH0, Dev.ether("eth1", 3), Dev.ether("eth2", 4), Dev.ipvlan("y", 5, "eth2"))
                .routes(null, "[]", "[]");
        new Docker(machine)
                .has(
                        List.of("lan", "wan", "old"),
                        Docker.ipvlan("lan", "eth0", "10.1.0.0/24"),
                        Docker.ipvlan("wan", "eth1", "10.2.0.0/24"),
                        Docker.ipvlan("old", "eth2", "10.3.0.0/24"));
        String manifest =
                "version: 1\nparents: [{name: eth0, mode: l3, links: [{name: a}]}, {name: eth1, links: [{name: b}]},"
                        + " {name: eth2, mode: l3, links: [{name: y}]}]\n";

        machine.services().stacks().plan(Map.of("f", manifest), new PlanOptions(false, false));
        assertThat(machine.notes)
                .containsExactly(
                        "docker's network lan is l2 bridge: the next container that starts in it switches all links on eth0"
                                + " to that",
                        "docker's network old is l2 bridge: the next container that starts in it switches all links on eth2"
                                + " to that");
    }

    @Test
    void whatIsAsWantedAlreadyDoesNotWaitForDocker() {
        machine.dockerd().here(ETH0, Dev.ipvlan("x", 3, "eth0").up()).routes(null, "[]", "[]");

        assertThat(plan("{name: x}").changes()).hasSize(1);
        assertThat(machine.notes).isEmpty();
    }

    @Test
    void aNamespaceThatCouldNotBeMadeIsNotedNoMore() {
        machine.here(ETH0);
        StackService.Planned planned = plan(X_IN_A);
        machine.runner.expect(planned.prepared().commands().get(0)).fails(2, "Cannot create namespace\n");
        failureOf(() -> planned.prepared().run());
        assertThat(read()).isEmpty();
    }

    @Test
    void aNamespaceThatIsStillThereAfterAFailureStaysNoted() throws IOException {
        machine.here(ETH0);
        StackService.Planned planned = plan(X_IN_A);
        machine.netns("a");
        machine.runner.expect(planned.prepared().commands().get(0)).fails(2, "Cannot create namespace\n");
        failureOf(() -> planned.prepared().run());
        assertThat(read()).isEqualTo("a/" + identity() + "\n");
    }

    @Test
    void aNamespaceOfAKilledRunIsTakenOverWhereNobodyHasTouchedIt() throws IOException {
        machine.netns("a");
        isTakenOver(false, Dev.loopback().down());
        begun("a\n");
        isTakenOver(true, Dev.loopback().down());
        isTakenOver(false, Dev.loopback());
        isTakenOver(false, Dev.loopback().down().alias("mine"));
        isTakenOver(false, Dev.loopback().down(), Dev.ipvlanElsewhere("y", 7, 2).down());
        inhabit();
        isTakenOver(false, Dev.loopback().down());
    }

    @Test
    void aNamespaceThatIsTakenOverIsSoAgainWhenThatRunIsKilledToo() throws IOException {
        machine.netns("a").here(ETH0).in("a", Dev.loopback().down());
        begun("a\n");
        StackService.Planned planned = plan(X_IN_A);
        machine.runner.expect(planned.prepared().commands().get(0)).isInterrupted();
        failureOf(() -> planned.prepared().run());

        isTakenOver(true, Dev.loopback());
    }

    private void inhabit() throws IOException {
        Object inode = Files.getAttribute(directory.resolve("run-netns/a"), "unix:ino");
        Path process = Files.createDirectories(directory.resolve("proc/77/ns"));
        Files.createSymbolicLink(process.resolve("net"), Path.of("net:[" + inode + "]"));
    }

    @Test
    void aNamespaceOfAKilledRunThatNotedItIsTakenOverWhereItIsTheSame() throws IOException {
        machine.netns("a");
        begun("a/" + identity() + "\n");
        isTakenOver(true, Dev.loopback());
        begun("a/1 long ago\n");
        isTakenOver(false, Dev.loopback().down());
    }

    @Test
    void aLinkMovesHereToAProcessThatIsHere() {
        machine.netns("a")
                .here(ETH0)
                .in("a", Dev.ipvlanElsewhere("x", 2, 2).up().alias("ipvlanctl:edge"));
        machine.runner.expect("ip -n a -j -4 route show table all").prints("[]");
        machine.runner.expect("ip -n a -j -6 route show table all").prints("[]");
        machine.routes(null, "[]", "[]");
        assertThat(commands("{name: x}")).first().isEqualTo("ip -n a link set dev x netns 1");
    }

    @Test
    void theRoutesOfItsLinksAreKnownToAPlan() {
        machine.here(
                ETH0, Dev.ipvlan("x", 3, "eth0").up().alias("ipvlanctl:edge").address("10.0.0.5/24"));
        machine.routes(null, "[{\"dst\":\"default\",\"gateway\":\"10.0.0.1\",\"dev\":\"x\"}]", "[]");
        StackService.Planned planned = plan("{name: x, gateway: 10.0.0.1}");
        assertThat(planned.changes()).isEmpty();
        planned.prepared().run();
        assertThat(making).doesNotExist();
    }

    @Test
    void aStacksNamespaceInWhichAProcessIsStaysWithANote() throws IOException {
        machine.netns("a").here(ETH0).in("a", Dev.loopback().alias("ipvlanctl:edge"));
        inhabit();
        StackService.Planned planned = machine.services().stacks().destruction(new StackName("edge"), false);
        assertThat(planned.changes()).isEmpty();
        assertThat(machine.notes).singleElement().asString().contains("77");
    }

    @Test
    void theStackIsWhatTheManifestNames() {
        assertThat(StackService.stackOf(Map.of("f", "version: 1\nstack: edge\nparents: []\n")))
                .isEqualTo(new StackName("edge"));
        assertThat(failureOf(() -> StackService.stackOf(Map.of("f", "version: 1\nparents: []\n")))
                        .kind())
                .isEqualTo(ErrorKind.USAGE);
    }
}
