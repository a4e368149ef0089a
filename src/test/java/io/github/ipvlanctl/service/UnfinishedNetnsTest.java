package io.github.ipvlanctl.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.model.NetnsName;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedNetnsTest {
    private static final NetnsName BLUE = new NetnsName("blue 1");
    private static final NetnsName RED = new NetnsName("red");

    private final UnfinishedNetns unfinished;

    UnfinishedNetnsTest(@TempDir Path directory) {
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
}
