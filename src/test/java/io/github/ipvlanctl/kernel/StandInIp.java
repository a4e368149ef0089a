package io.github.ipvlanctl.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A script for {@code --ip} that does as {@code ip} does, but for what a test wants otherwise. */
final class StandInIp {
    private StandInIp() {}

    /**
     * Writes the script.
     *
     * @param body shell lines; {@code $words} are the arguments, and what is read from stdin, on one line. Where they do
     *     not exit, the real ip gets it all
     */
    static String write(Path directory, String body) {
        Path script = directory.resolve("ip");
        String text = """
                #!/bin/sh
                input=$(cat; echo .)
                words="$* $(printf '%s' "${input%.}" | tr '\\n' ' ')"
                """ + body + "printf '%s' \"${input%.}\" | exec ip \"$@\"\n";
        try {
            Files.writeString(script, text);
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            return script.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
