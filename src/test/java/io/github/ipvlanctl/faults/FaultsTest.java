package io.github.ipvlanctl.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.cli.Program;
import io.github.ipvlanctl.faults.FaultTable.Extent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample of what scripts/faults does. */
class FaultsTest {
    @Test
    void everyCommandHasARow() {
        List<String> commands = new ArrayList<>();
        List<List<String>> all = Program.commands();
        for (List<String> words : all) {
            boolean isGroup = all.stream()
                    .anyMatch(other -> other.size() > words.size()
                            && other.subList(0, words.size()).equals(words));
            if (!isGroup) {
                commands.add(String.join(" ", words));
            }
        }

        assertThat(Row.all()).extracting(Row::command).containsExactlyInAnyOrderElementsOf(commands);
    }

    @Test
    void noCommandFailsOtherwiseThanItMust(@TempDir Path directory) throws Exception {
        try (FaultTable table = new FaultTable(directory)) {
            table.fill(Row.all(), Faults.all(), Extent.SAMPLE);

            assertThat(table.wrong()).isEmpty();
        }
    }
}
