package io.github.ipvlanctl.cli.manual;

import io.github.ipvlanctl.cli.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What pages say of the program that they belong to.
 *
 * @param version the program's
 * @param date {@code 2026-01-31}
 */
record Edition(String version, String date) {
    private static final int DATE_LENGTH = "2026-01-31".length();

    /** As the build has it: the same from the same sources, whenever it runs. */
    static Edition ofThisBuild() {
        return new Edition(
                resource("/io/github/ipvlanctl/version"),
                resource("/io/github/ipvlanctl/manual/timestamp").substring(0, DATE_LENGTH));
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Edition.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Roff page(String name, int section) {
        return new Roff(name, section, date, Program.NAME + " " + version);
    }
}
