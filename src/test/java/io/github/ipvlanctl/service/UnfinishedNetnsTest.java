package io.github.ipvlanctl.service;

import static io.github.ipvlanctl.testing.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.NetnsName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedNetnsTest {
    private static final NetnsName BLUE = new NetnsName("blue 1");
    private static final NetnsName RED = new NetnsName("red");

    private final Path file;
    private final UnfinishedNetns unfinished;

    UnfinishedNetnsTest(@TempDir Path directory) {
        file = directory.resolve("making");
        unfinished = new UnfinishedNetns(directory);
    }

    @Test
    void knowsWhatTellsANamespaceApartOnceItIsMade() {
        unfinished.add(List.of(BLUE, RED));
        assertThat(unfinished.read()).containsEntry(BLUE, "").containsEntry(RED, "");

        unfinished.made(BLUE, "1 today");
        unfinished.add(List.of(BLUE));
        assertThat(unfinished.read()).containsEntry(BLUE, "1 today").containsEntry(RED, "");

        unfinished.remove(List.of(RED));
        assertThat(unfinished.read()).hasSize(1).containsEntry(BLUE, "1 today");
    }

    @Test
    void nothingIsUnfinishedWhereNothingWasBegun() {
        assertThat(unfinished.read()).isEmpty();
        unfinished.made(BLUE, "1 today");
        assertThat(unfinished.read()).isEmpty();
    }

    @Test
    void aFileThatCannotBeUsedIsNamed() throws IOException {
        Files.createDirectory(file);
        assertThat(failureOf(() -> unfinished.read()))
                .hasMessageStartingWith("cannot use " + file + ": ")
                .extracting(Failure::kind)
                .isEqualTo(ErrorKind.ENVIRONMENT);
    }

    @Test
    void aSignalThatComesMeanwhileStopsIt() {
        Thread.currentThread().interrupt();
        assertThat(failureOf(() -> unfinished.add(List.of(BLUE))).kind()).isEqualTo(ErrorKind.INTERRUPTED);
        assertThat(Thread.interrupted()).isTrue();
    }
}
