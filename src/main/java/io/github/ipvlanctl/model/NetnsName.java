package io.github.ipvlanctl.model;

import io.github.ipvlanctl.error.Failure;
import java.nio.charset.StandardCharsets;

/**
 * The name of a network namespace: a file name below /run/netns (ip-netns(8)), 1 to 255 bytes without {@code /} and
 * control characters.
 *
 * @param value the name as it is; {@link #toString()} is safe to print
 */
public record NetnsName(String value) {
    private static final int MAX_BYTES = 255;

    /**
     * Checks the name.
     *
     * @throws Failure of kind {@code USAGE} when no namespace can have it
     */
    public NetnsName {
        boolean legal = !value.isEmpty()
                && value.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
                && value.indexOf('/') < 0
                && !value.equals(".")
                && !value.equals("..")
                // Half a character cannot be in the name of a file.
                && value.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
        if (!legal) {
            throw Failure.usage(
                    "'" + Display.safe(value) + "' is not a namespace name",
                    "a name is 1 to 255 bytes without '/' and control characters, and neither '.' nor '..'");
        }
    }

    @Override
    public String toString() {
        return Display.safe(value);
    }
}
