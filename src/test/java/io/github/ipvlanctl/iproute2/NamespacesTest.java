package io.github.ipvlanctl.iproute2;

import static io.github.ipvlanctl.testing.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On directories that look like /run/netns and /proc. */
class NamespacesTest {
    private static final NetnsName BLUE = new NetnsName("blue");
    private static final NetnsName RED = new NetnsName("red");

    private final Path directory;
    private final Path names;
    private final Path processes;
    private final Namespaces namespaces;

    /** A machine of one namespace. */
    NamespacesTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        names = Files.createDirectories(directory.resolve("netns"));
        processes = directory.resolve("proc");
        namespaces = new Namespaces(names.toFile(), processes.toFile());
        process("self", "net:[1]");
        process("1", "net:[1]");
        process("7", "net:[1]");
        Files.createDirectories(processes.resolve("sys"));
    }

    private void process(String pid, String link) throws IOException {
        Path ns = Files.createDirectories(processes.resolve(pid).resolve("ns"));
        Files.createSymbolicLink(ns.resolve("net"), Path.of(link));
    }

    /** A name, and the link of a process that is in the namespace. */
    private String name(NetnsName name) throws IOException {
        Path file = Files.createFile(names.resolve(name.value()));
        return "net:[" + Files.getAttribute(file, "unix:ino") + "]";
    }

    private List<Netns> others() {
        Namespaces.Others others = namespaces.others(null);
        assertThat(others.complete()).isTrue();
        return others.netns();
    }

    @Test
    void aMachineOfOneNamespaceHasNoOthers() {
        assertThat(others()).isEmpty();
        assertThat(namespaces.named()).isEmpty();
    }

    @Test
    void withoutItsDirectoryThereAreNoNames() {
        assertThat(new Namespaces(directory.resolve("nowhere").toFile(), processes.toFile()).named())
                .isEmpty();
    }

    @Test
    void aDirectoryThatIsAFileHoldsNoNames() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThat(new Namespaces(file.toFile(), processes.toFile()).named()).isEmpty();
    }

    @Test
    void namesComeFirstAndInOrder() throws IOException {
        name(RED);
        name(BLUE);
        process("20", "net:[77]");

        assertThat(namespaces.named()).containsExactly(BLUE, RED);
        assertThat(others()).containsExactly(Netns.named(BLUE), Netns.named(RED), new Netns.OfProcess(20));
    }

    @Test
    void aNamespaceOfSeveralProcessesIsListedOnceByTheFirst() throws IOException {
        process("100", "net:[77]");
        process("20", "net:[77]");
        process("30", "net:[78]");

        assertThat(others()).containsExactly(new Netns.OfProcess(20), new Netns.OfProcess(30));
    }

    @Test
    void aNamedNamespaceWithProcessesIsListedByItsName() throws IOException {
        process("20", name(BLUE));

        assertThat(others()).containsExactly(Netns.named(BLUE));
    }

    @Test
    void aNameOfTheCurrentNamespaceIsNoOther() throws IOException {
        String link = name(BLUE);
        Files.delete(processes.resolve("self/ns/net"));
        process("self", link);

        assertThat(others()).containsExactly(new Netns.OfProcess(1));
        assertThat(namespaces.isCurrent(BLUE, null)).isTrue();
        assertThat(namespaces.isCurrent(RED, null)).isFalse();
    }

    @Test
    void twoNamesOfOneNamespaceAreListedOnce() throws IOException {
        name(BLUE);
        Files.createLink(names.resolve("red"), names.resolve("blue"));

        assertThat(namespaces.named()).containsExactly(BLUE, RED);
        assertThat(others()).containsExactly(Netns.named(BLUE));
    }

    @Test
    void actingInANamedNamespaceMakesTheCallersOneOfTheOthers() throws IOException {
        name(BLUE);

        assertThat(namespaces.others(BLUE).netns()).containsExactly(new Netns.OfProcess(1));
        assertThat(namespaces.isCurrent(BLUE, BLUE)).isTrue();
    }

    @Test
    void aProcessThatEndedMeanwhileIsNoMatter() throws IOException {
        Files.createDirectories(processes.resolve("55"));

        assertThat(others()).isEmpty();
    }

    /** A link that cannot be read fails likewise when it is no link. */
    @Test
    void aProcessThatCannotBeReadMakesTheListIncomplete() throws IOException {
        Files.createFile(Files.createDirectories(processes.resolve("66/ns")).resolve("net"));
        process("70", "net:[79]");

        Namespaces.Others others = namespaces.others(null);

        assertThat(others.complete()).isFalse();
        assertThat(others.netns()).containsExactly(new Netns.OfProcess(70));
    }

    @Test
    void withoutProcNothingCanBeTold() {
        Path nowhere = directory.resolve("nowhere");

        assertFails(
                () -> new Namespaces(names.toFile(), nowhere.toFile()).others(null),
                ErrorKind.ENVIRONMENT,
                "cannot read " + nowhere + "/self/ns/net",
                "mount /proc");
        assertFails(
                () -> new Namespaces(names.toFile(), nowhere.toFile()).others(BLUE),
                ErrorKind.ENVIRONMENT,
                "cannot read " + nowhere + ": " + nowhere,
                "mount /proc");
    }

    @Test
    void knowsWhichNamesStand() throws IOException {
        name(BLUE);

        assertThat(namespaces.exists(BLUE)).isTrue();
        assertThat(namespaces.exists(RED)).isFalse();
    }

    @Test
    void aNamespaceThatIsMadeAgainIsToldFromTheFirst() throws IOException {
        assertThat(namespaces.identity(BLUE)).isNull();
        name(BLUE);
        String first = namespaces.identity(BLUE);
        assertThat(namespaces.identity(BLUE)).isEqualTo(first);
        Files.delete(names.resolve("blue"));
        name(BLUE);
        Files.setLastModifiedTime(names.resolve("blue"), FileTime.fromMillis(7));
        assertThat(namespaces.identity(BLUE)).isNotNull().isNotEqualTo(first);
    }

    @Test
    void knowsWhichNamespacesProcessesAreIn() throws IOException {
        String blue = name(BLUE);
        name(RED);
        process("12", blue);
        process("9", blue);
        assertThat(namespaces.inhabited(List.of(RED, BLUE))).hasSize(1).containsEntry(BLUE, 9L);
    }

    @Test
    void twoNamesThatStandForNothingAreNotTheSameNamespace() {
        assertThat(namespaces.isCurrent(BLUE, RED)).isFalse();
    }

    @Test
    void knowsWhichProcessesAreInTheCurrentNamespace() throws IOException {
        process("20", "net:[77]");

        assertThat(namespaces.holdsCurrent(7)).isTrue();
        assertThat(namespaces.holdsCurrent(20)).isFalse();
        assertThat(namespaces.holdsCurrent(99)).isFalse();
    }

    /** Only the kernel has files of namespaces. */
    @Test
    void aPlainFileIsAStaleName() throws IOException {
        assertFails(
                namespaces::stale,
                ErrorKind.FAILED,
                "cannot read a namespace's file: " + processes.resolve("self/ns/net"),
                "run it again");

        Path real = Path.of("/proc/self/ns/net");
        Files.delete(processes.resolve("self/ns/net"));
        process("self", real.toString());
        Files.createSymbolicLink(names.resolve("blue"), real);
        name(RED);

        assertThat(namespaces.stale()).containsExactly(RED);
    }
}
