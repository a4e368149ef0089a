package io.github.ipvlanctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ManifestFilesTest {
    /** As a shell's {@code -f <(command)} is one, and {@code -f /dev/stdin}: it has no length, and no place in it. */
    @Test
    @Timeout(30)
    void aFileMayBeAPipeThatIsFilledBitByBit(@TempDir Path directory) throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<Void> written =
                CompletableFuture.runAsync(() -> write(pipe, "version: 1\n", "parents: []\n"));

        assertThat(ManifestFiles.read(List.of(pipe.toString()), InputStream.nullInputStream()))
                .containsOnly(Map.entry(pipe.toString(), "version: 1\nparents: []\n"));
        written.get();
    }

    private static void write(Path pipe, String... pieces) {
        try (OutputStream out = Files.newOutputStream(pipe)) {
            for (String piece : pieces) {
                out.write(piece.getBytes(StandardCharsets.UTF_8));
                Thread.sleep(100);
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
