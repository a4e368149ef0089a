package io.github.ipvlanctl.cli.stack;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Display;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the files that {@code -f} names. */
final class ManifestFiles {
    /** No manifest needs more, and what is larger is not read into memory. */
    private static final int MAX_BYTES = 32 << 20;

    private ManifestFiles() {}

    /**
     * The files' texts by their names.
     *
     * @param stdin is read for {@code -}
     * @throws Failure of kind {@code NOT_FOUND}, {@code PERMISSION} or {@code USAGE} when one cannot be read
     */
    static Map<String, String> read(List<String> names, InputStream stdin) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : names) {
            texts.put(name, read(name, stdin));
        }
        return texts;
    }

    private static String read(String name, InputStream stdin) {
        String shown = Display.safe(name);
        try {
            byte[] bytes;
            if (name.equals("-")) {
                bytes = stdin.readNBytes(MAX_BYTES + 1);
            } else {
                try (InputStream file = Files.newInputStream(Path.of(name))) {
                    bytes = file.readNBytes(MAX_BYTES + 1);
                }
            }
            if (bytes.length > MAX_BYTES) {
                throw Failure.usage(
                        shown + " is larger than " + (MAX_BYTES >> 20) + " MiB", "split it: -f can be repeated");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw Failure.notFound("there is no file " + shown, "use '-f -' to read from stdin");
        } catch (AccessDeniedException e) {
            throw Failure.of(ErrorKind.PERMISSION, shown + " cannot be read", "check its permissions");
        } catch (IOException e) {
            throw Failure.of(
                    ErrorKind.FAILED,
                    "cannot read " + shown + ": " + e.getMessage(),
                    "name a file that can be read, or '-' for stdin");
        }
    }
}
