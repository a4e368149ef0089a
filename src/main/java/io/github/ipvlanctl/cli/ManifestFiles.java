package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Display;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the files that {@code -f} names. */
public final class ManifestFiles {
    /** No manifest needs more, and what is larger is not read into memory. */
    private static final int MAX_BYTES = 16 << 20;

    private static final String STDIN = "-";

    private ManifestFiles() {}

    /**
     * The files' texts by their names.
     *
     * @param stdin is read for {@code -}
     * @throws Failure of kind {@code NOT_FOUND}, {@code PERMISSION} or {@code USAGE} when one cannot be read
     */
    public static Map<String, String> read(List<String> names, InputStream stdin) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : names) {
            if (name.isEmpty()) {
                throw Failure.usage("-f needs the name of a file", "use '-f -' to read from stdin");
            }
            if (texts.containsKey(name)) {
                throw Failure.usage(
                        (name.equals(STDIN) ? "stdin" : Display.safe(name)) + " is given twice", "give each -f once");
            }
            texts.put(name, text(name, bytes(name, stdin)));
        }
        return texts;
    }

    private static byte[] bytes(String name, InputStream stdin) {
        String shown = Display.safe(name);
        try {
            byte[] bytes;
            if (name.equals(STDIN)) {
                bytes = beginning(stdin);
            } else if (Files.isDirectory(Path.of(name))) {
                throw Failure.usage(shown + " is a directory", "name the files in it: -f can be repeated");
            } else {
                try (InputStream file = Files.newInputStream(Path.of(name))) {
                    bytes = beginning(file);
                }
            }
            if (bytes.length > MAX_BYTES) {
                throw Failure.usage(
                        shown + " is larger than " + (MAX_BYTES >> 20) + " MiB", "split it: -f can be repeated");
            }
            return bytes;
        } catch (NoSuchFileException | InvalidPathException e) {
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

    /**
     * All that a stream has, or more than {@link #MAX_BYTES}. It is only ever read: asked how much it has, or for many bytes at
     * once, some Javas ask a file where in it they are, which a pipe does not know.
     */
    private static byte[] beginning(InputStream stream) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[16384];
        for (int n = stream.read(buffer); n >= 0 && bytes.size() <= MAX_BYTES; n = stream.read(buffer)) {
            bytes.write(buffer, 0, n);
        }
        return bytes.toByteArray();
    }

    /** What is not UTF-8 is no text: read in its place, it would become another name or key in silence. */
    private static String text(String name, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
            int column = text.length() - text.lastIndexOf('\n');
            throw Failure.usage(
                    Display.safe(name) + ":" + line + ":" + column + ": this is not UTF-8",
                    "save the file as UTF-8; nothing was run");
        }
        return text;
    }
}
