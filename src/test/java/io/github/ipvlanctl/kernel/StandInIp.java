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

    /** A body that lets the real ip do a batch up to the line with {@code step}, which then fails as the kernel makes it fail. */
    static String failing(String step) {
        return """
                step='STEP'
                case $words in *"$step"*)
                    case $words in *'-batch -'*)
                        line=$(printf '%s' "$input" | grep -nF "$step" | head -1 | cut -d: -f1)
                        printf '%s' "${input%.}" | head -n $((line - 1)) | ip "$@" || exit
                        echo "Command failed -:$line" >&2 ;;
                    esac
                    echo 'RTNETLINK answers: Cannot allocate memory' >&2
                    exit 2 ;;
                esac
                """.replace("STEP", step);
    }
}
