package io.github.ipvlanctl.service;

import static io.github.ipvlanctl.testing.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.iproute2.IpClient;
import io.github.ipvlanctl.iproute2.IpProgram;
import io.github.ipvlanctl.iproute2.Namespaces;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.testing.Dev;
import io.github.ipvlanctl.testing.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is seen of a machine, and what is said where not all of it can be. */
class HostReaderTest {
    private static final NetnsName BLUE = new NetnsName("blue");

    private final Path directory;
    private final Machine machine;
    private final HostReader reader;

    HostReaderTest(@TempDir Path directory) {
        this.directory = directory;
        machine = new Machine(directory);
        reader = reader(null);
    }

    private HostReader reader(@Nullable NetnsName home) {
        return new HostReader(
                new IpClient(machine.runner, new IpProgram("ip", false, home)),
                new Namespaces(
                        directory.resolve("run-netns").toFile(),
                        directory.resolve("proc").toFile()),
                home,
                machine.notes::add);
    }

    @AfterEach
    void nothingIsLeftOfTheScript() {
        machine.runner.verify();
    }

    private void turnSelf(String to) throws IOException {
        Path self = directory.resolve("proc/self/ns/net");
        Files.delete(self);
        Files.createSymbolicLink(self, Path.of(to));
    }

    @Test
    void processesThatCannotBeLookedIntoAreToldAndOnceOnlyToWhoLooksAgain() throws IOException {
        Files.writeString(
                Files.createDirectories(directory.resolve("proc/9/ns")).resolve("net"), "");
        HostReader repeatedly = reader.repeatedly();
        for (int i = 0; i < 2; i++) {
            machine.here(Dev.ether("eth0", 2));
            repeatedly.everywhere();
        }
        assertThat(machine.notes)
                .containsExactly("the namespaces of some processes cannot be read: links in them are not seen");
    }

    @Test
    void ofTwoParentsThatCouldBeALinksTheKernelsNumberOfTheNamespaceTells() {
        Dev parent = Dev.ether("eth0", 2);
        machine.netns("blue").netns("red");
        machine.here(parent).in("blue", Dev.ipvlanElsewhere("x", 7, 2)).in("red", Dev.ether("eth9", 2));
        machine.runner.expect("ip -n blue -j netns list-id").prints("[{\"nsid\":0,\"name\":\"red\"}]");
        assertThat(reader.everywhere().links()).singleElement().satisfies(link -> assertThat(link.parentLabel())
                .contains("eth9"));
        assertThat(machine.notes).isEmpty();
    }

    @Test
    void aLinkHereWhoseParentIsElsewhereMakesAllBeLookedAt() {
        machine.here(Dev.ether("eth0", 2), Dev.ipvlan("x", 3, "eth0"));
        assertThat(reader.withParents().links()).hasSize(1);
        machine.here(Dev.ipvlanElsewhere("x", 3, 2)).here(Dev.ipvlanElsewhere("x", 3, 2));
        assertThat(reader.withParents().links()).hasSize(1);
    }

    @Test
    void aNameMayStandForTheCurrentNamespace() throws IOException {
        machine.netns("blue");
        assertThat(reader.locate(BLUE)).isEqualTo(Netns.named(BLUE));
        turnSelf("net:[" + Files.getAttribute(directory.resolve("run-netns/blue"), "unix:ino") + "]");
        assertThat(reader.locate(BLUE)).isEqualTo(Netns.current());
    }

    @Test
    void theCurrentNamespaceIsNamedByTheMachinesFirstProcessWhereThatIsInItAndByThisOneElse() throws IOException {
        assertThat(reader.currentForMove()).isEqualTo("1");
        turnSelf("net:[2]");
        assertThat(reader.currentForMove())
                .isEqualTo(Long.toString(ProcessHandle.current().pid()));
    }

    @Test
    void theCurrentNamespaceIsNamedByItsNameWhereItWasChosenByThat() {
        assertThat(reader(BLUE).currentForMove()).isEqualTo("blue");
    }

    @Test
    void onlyALackOfRightsIsAReasonToSeeLess() {
        machine.netns("blue").here(Dev.ether("eth0", 2));
        machine.runner.expect("ip -n blue -j -d address show").timesOut();
        assertFails(
                reader::asFarAsAllowed,
                ErrorKind.TIMEOUT,
                "ip did not end within 30 s and was killed",
                "give it longer with --timeout SECONDS");
    }

    @Test
    void aNameOnAnotherFileSystemThanTheNamespacesStandsForNone() throws IOException {
        machine.netns("blue");
        turnSelf("/proc/self/ns/net");
        assertThat(reader.stale()).containsExactly(BLUE);
    }

    @Test
    void whatTellsANamespaceApartAndWhoIsInItIsAskedOfThoseThatThereAre() {
        machine.netns("blue");
        assertThat(reader.identity(BLUE)).matches("[0-9]+ .+Z");
        assertThat(reader.identity(new NetnsName("red"))).isNull();
        assertThat(reader.inhabited(List.of(BLUE))).isEmpty();
    }
}
