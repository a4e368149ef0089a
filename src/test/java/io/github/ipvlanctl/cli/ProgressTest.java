package io.github.ipvlanctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter terminal = new StringWriter();

    private Progress progress(Duration patience) {
        return new Progress(new PrintWriter(terminal), 200, patience);
    }

    @Test
    void isNotSeenWhenTheWorkIsSoonDone() {
        try (Progress progress = progress(Duration.ofMinutes(1))) {
            progress.accept(100);
            progress.accept(200);
        }

        assertThat(terminal.toString()).isEmpty();
    }

    @Test
    void tellsHowFarLongWorkHasComeAndIsGoneAfterwards() throws InterruptedException {
        try (Progress progress = progress(Duration.ZERO)) {
            progress.accept(50);
            progress.accept(100);
            for (int i = 0; i < 500 && !terminal.toString().contains("100/200"); i++) {
                Thread.sleep(10);
            }
        }

        String[] writes = terminal.toString().split("\r", -1);
        assertThat(writes).anyMatch(line -> line.contains("50%") && line.contains("100/200"));
        assertThat(writes).allMatch(line -> line.length() < 80);
        assertThat(terminal.toString()).doesNotContain("\n").endsWith("\r" + " ".repeat(79) + "\r");
    }
}
