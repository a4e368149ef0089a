package io.github.ipvlanctl.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Files of the class path. */
public final class Resources {
    private Resources() {}

    /** One as text. */
    public static String text(String path) {
        try (InputStream in = Objects.requireNonNull(Resources.class.getResourceAsStream("/" + path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
