package io.github.ipvlanctl.model;

import io.github.ipvlanctl.error.Failure;
import org.jspecify.annotations.Nullable;

/** The name under which a manifest owns its links: 1 to 63 letters, digits, dots, dashes and underscores. */
public record StackName(String value) {
    private static final int MAX_LENGTH = 63;

    /** What stands before the name in the alias of what a stack owns. */
    private static final String MARK = "ipvlanctl:";

    /**
     * Checks the name.
     *
     * @throws Failure of kind {@code USAGE} when it is none
     */
    public StackName {
        boolean legal = !value.isEmpty()
                && value.length() <= MAX_LENGTH
                && value.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || c == '.'
                                || c == '-'
                                || c == '_');
        if (!legal) {
            throw Failure.usage(
                    "'" + Display.safe(value) + "' is not a stack's name",
                    "1 to " + MAX_LENGTH + " letters, digits, dots, dashes and underscores");
        }
    }

    /** What is written to the alias of what the stack owns. */
    public Alias mark() {
        return new Alias(MARK + value);
    }

    /** The name in an alias, a shim's among them, or null when that is not a stack's. */
    public static @Nullable String in(@Nullable String alias) {
        if (alias == null) {
            return null;
        }
        if (alias.startsWith(MARK)) {
            return alias.substring(MARK.length());
        }
        return alias.startsWith(Shim.OWNED_MARK) ? alias.substring(Shim.OWNED_MARK.length()) : null;
    }

    @Override
    public String toString() {
        return value;
    }
}
