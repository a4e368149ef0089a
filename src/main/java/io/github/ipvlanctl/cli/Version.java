package io.github.ipvlanctl.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The program's version, which the build writes into a resource. */
final class Version {
    private Version() {}

    static String text() {
        try (InputStream in =
                Objects.requireNonNull(Version.class.getResourceAsStream("/io/github/ipvlanctl/version"))) {
            return Program.NAME + " " + new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
