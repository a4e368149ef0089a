package io.github.ipvlanctl.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.TextFile;
import io.github.ipvlanctl.model.TextFile.Access;
import io.github.ipvlanctl.testing.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    @Test
    void namesAreOfFilesInTheDirectory() {
        for (String name : List.of("", ".", "..", "../a", "/a", "a/b")) {
            assertThatThrownBy(() -> file(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
