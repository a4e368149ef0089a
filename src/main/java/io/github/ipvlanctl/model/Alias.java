package io.github.ipvlanctl.model;

import io.github.ipvlanctl.error.Failure;
import java.nio.charset.StandardCharsets;

/** Free text on a device: at most 255 bytes (IFALIASZ less one, linux/if.h), without control characters. */
public record Alias(String text) {
    private static final int MAX_BYTES = 255;

    /**
     * Checks the text; the empty one takes an alias away.
     *
     * @throws Failure of kind {@code USAGE} when it is too long or has control characters
     */
    public Alias {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES
                || text.chars().anyMatch(Character::isISOControl)) {
            throw Failure.usage(
                    "'" + Display.safe(text) + "' is not an alias",
                    "an alias has at most " + MAX_BYTES + " bytes and no control characters");
        }
    }
}
