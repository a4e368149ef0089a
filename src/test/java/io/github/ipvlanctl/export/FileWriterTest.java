package io.github.ipvlanctl.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.TextFile;
import io.github.ipvlanctl.model.TextFile.Access;
import io.github.ipvlanctl.testing.Failures;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link FileWriter} leaves behind when it cannot go on. */
class FileWriterTest {
    private static TextFile file(String name) {
        return new TextFile(name, Access.PUBLIC, "new " + name + "\n");
    }

    /** No file system has room for such a name, which is found out last. */
    private static final TextFile IMPOSSIBLE = file("x".repeat(300));

    private final Path directory;

    FileWriterTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void isAsItWasWhenTheLastFileCannotBePutInPlace() throws IOException {
        Files.writeString(directory.resolve("old"), "mine");
        Files.createSymbolicLink(directory.resolve("link"), Path.of("nowhere"));

        Failure failure = Failures.failureOf(
                () -> FileWriter.write(directory, List.of(file("fresh"), file("old"), file("link"), IMPOSSIBLE), true));

        assertThat(failure.kind()).isEqualTo(ErrorKind.FAILED);
        assertThat(failure.hint()).isEqualTo("nothing was written");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("old", "link");
        }
        assertThat(Files.readString(directory.resolve("old"))).isEqualTo("mine");
        assertThat(Files.readSymbolicLink(directory.resolve("link"))).isEqualTo(Path.of("nowhere"));
    }

    /** Somebody else who may write into the directory puts a link in the place of each file that is being written. */
    @Test
    void anotherFileThanItsOwnIsNeverMadeReadable() throws Exception {
        Path victim = Files.writeString(directory.resolve("victim"), "secret");
        Path shared = Files.createDirectory(directory.resolve("shared"));
        Set<PosixFilePermission> secret = PosixFilePermissions.fromString("rw-------");
        Files.setPosixFilePermissions(victim, secret);
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger tricks = new AtomicInteger();
        Thread attacker = new Thread(() -> {
            while (!over.get()) {
                tricks.addAndGet(linkInEachPlace(shared, victim));
            }
        });
        attacker.start();
        try {
            for (int i = 0; i < 3000 && tricks.get() < 50; i++) {
                try {
                    FileWriter.write(shared, List.of(file("f" + i)), false);
                } catch (Failure failure) {
                    // What it has just made is another's link now, or there is one left where it would make the next.
                    assertThat(failure.kind()).isIn(ErrorKind.FAILED, ErrorKind.CONFLICT);
                }
            }
        } finally {
            over.set(true);
            attacker.join();
        }
        assertThat(tricks).as("how often the attacker was in time").hasPositiveValue();
        assertThat(Files.getPosixFilePermissions(victim)).isEqualTo(secret);
    }

    private static int linkInEachPlace(Path directory, Path victim) {
        int number = 0;
        try (DirectoryStream<Path> passing = Files.newDirectoryStream(directory, ".ipvlanctl-new-*")) {
            for (Path path : passing) {
                Path link = directory.resolve("link");
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, victim);
                Files.move(link, path, StandardCopyOption.ATOMIC_MOVE);
                number++;
            }
        } catch (IOException e) {
            // It came too late.
            return number;
        }
        return number;
    }

    @Test
    void namesAreOfFilesInTheDirectory() {
        for (String name : List.of("", ".", "..", "../a", "/a", "a/b")) {
            assertThatThrownBy(() -> file(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
