package io.github.ipvlanctl.service;

import static io.github.ipvlanctl.testing.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.model.NamedNetns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.testing.Dev;
import io.github.ipvlanctl.testing.Machine;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetnsServiceTest {
    private static final NetnsName BLUE = new NetnsName("blue");

    private final Machine machine;

    NetnsServiceTest(@TempDir Path directory) {
        machine = new Machine(directory);
    }

    @AfterEach
    void nothingIsLeftOfTheScript() {
        machine.runner.verify();
    }

    private NetnsService service() {
        return machine.services().namespaces();
    }

    private static String text(NamedNetns netns) {
        return netns.name() + ": "
                + (netns.links() == null
                        ? "?"
                        : netns.links().stream()
                                .map(link -> link.name().value())
                                .toList());
    }

    @Test
    void listsNamespacesWithTheirLinks() {
        machine.netns("blue")
                .netns("red")
                .in("blue", Dev.loopback(), Dev.ipvlanElsewhere("web0", 2, 3))
                .in("red");

        assertThat(service().list()).extracting(NetnsServiceTest::text).containsExactly("blue: [web0]", "red: []");
    }

    @Test
    void listsNamesAloneWhereItMayNotLook() {
        machine.netns("blue");
        machine.runner
                .expect("ip -n blue -j -d address show")
                .fails(255, "setting the network namespace \"blue\" failed: Operation not permitted\n");

        assertThat(service().list()).extracting(NetnsServiceTest::text).containsExactly("blue: ?");
    }

    @Test
    void otherFailuresOfAListingAreTold() {
        machine.netns("blue");
        machine.runner.expect("ip -n blue -j -d address show").timesOut();

        assertFails(
                () -> service().list(),
                ErrorKind.TIMEOUT,
                "ip did not end within 30 s and was killed",
                "give it longer with --timeout SECONDS");
    }

    @Test
    void aNewNamespaceHasItsLoopbackDeviceUp() {
        assertThat(service().add(BLUE, false).commands())
                .containsExactly("ip netns add blue", "ip -n blue link set dev lo up");

        machine.runner.expect("ip netns add blue").succeeds();
        machine.runner.expect("ip -n blue link set dev lo up").succeeds();
        machine.in("blue", Dev.loopback());
        assertThat(service().add(BLUE, false).run())
                .extracting(NetnsServiceTest::text)
                .containsExactly("blue: []");
    }

    @Test
    void theNamespaceToActInMustBeThere() {
        assertFails(
                () -> machine.services("ip", false, BLUE, machine.notes::add),
                ErrorKind.NOT_FOUND,
                "there is no namespace blue",
                "there are: none");
    }

    @Test
    void aNamespaceThatIsThereIsAConflictUnlessThatIsFine() {
        machine.netns("blue");

        assertFails(
                () -> service().add(BLUE, false),
                ErrorKind.CONFLICT,
                "there is a namespace blue already",
                "add --if-not-exists if that is fine");
        machine.in("blue", Dev.loopback());
        assertThat(service().add(BLUE, true).commands()).isEmpty();
    }

    @Test
    void aNamespaceThatWasMadeAndNoMoreIsFinishedByTheNextRun() {
        machine.netns("blue").in("blue", Dev.loopback().down());

        assertThat(service().add(BLUE, true).commands()).containsExactly("ip -n blue link set dev lo up");
    }

    @Test
    void anEmptyNamespaceIsDeleted() {
        machine.netns("blue").in("blue", Dev.loopback());

        assertThat(service().delete(BLUE, false, false).commands()).containsExactly("ip netns delete blue");
    }

    @Test
    void aNamespaceWithLinksIsDeletedOnlyByForce() {
        machine.netns("blue").in("blue", Dev.ipvlanElsewhere("web0", 2, 3), Dev.ipvlanElsewhere("web1", 3, 3));
        assertFails(
                () -> service().delete(BLUE, false, false),
                ErrorKind.CONFLICT,
                "namespace blue holds 2 links, which would be destroyed: web0, web1",
                "add --force to destroy them, or move them out first");

        machine.in("blue", Dev.ipvlanElsewhere("web0", 2, 3));
        assertFails(
                () -> service().delete(BLUE, false, false),
                ErrorKind.CONFLICT,
                "namespace blue holds 1 link, which would be destroyed: web0",
                "add --force to destroy them, or move them out first");

        machine.in("blue", Dev.ipvlanElsewhere("web0", 2, 3));
        assertThat(service().delete(BLUE, true, false).commands()).containsExactly("ip netns delete blue");
    }

    @Test
    void aNamespaceThatIsGoneIsNotFoundUnlessThatIsFine() {
        machine.netns("bluu");

        assertFails(
                () -> service().delete(BLUE, false, false),
                ErrorKind.NOT_FOUND,
                "there is no namespace blue",
                "did you mean bluu?");
        assertThat(service().delete(BLUE, false, true).commands()).isEmpty();
    }

    @Test
    void runsAProgramInANamespaceThatIsThere() {
        machine.netns("blue");
        machine.runner.expect("ip netns exec blue ping -c 1 x").fails(2, "");

        assertThat(service().exec(BLUE, List.of("ping", "-c", "1", "x"))).isEqualTo(2);
        NetnsName green = new NetnsName("green");
        for (ThrowingCallable missing : List.<ThrowingCallable>of(
                () -> service().exec(green, List.of("true")), () -> service().execText(green, List.of("true")))) {
            assertFails(missing, ErrorKind.NOT_FOUND, "there is no namespace green", "there are: blue");
        }
    }
}
