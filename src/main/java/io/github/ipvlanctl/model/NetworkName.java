package io.github.ipvlanctl.model;

import io.github.ipvlanctl.error.Failure;

/**
 * A name for a new network of docker's, as its reference has it for all that it names: letters, digits, {@code _},
 * {@code .} and {@code -}, the first one a letter or a digit.
 */
public record NetworkName(String value) {
    /** What {@code docker run --net} takes for something else than a network of that name. */
    private static final String BRIDGE = "default";

    /**
     * Checks the name.
     *
     * @throws Failure of kind {@code USAGE} when it is none
     */
    public NetworkName {
        boolean legal = !value.isEmpty() && isLetterOrDigit(value.charAt(0));
        for (int i = 1; i < value.length(); i++) {
            legal &= isLetterOrDigit(value.charAt(i)) || "_.-".indexOf(value.charAt(i)) >= 0;
        }
        if (!legal) {
            throw Failure.usage(
                    "'" + Display.safe(value) + "' is not a name for a docker network",
                    "letters, digits, '_', '.' and '-', and a letter or a digit first");
        }
        if (value.equals(BRIDGE)) {
            throw Failure.usage(
                    "'" + BRIDGE + "' is not a name for a docker network: 'docker run --net " + BRIDGE
                            + "' means docker's own bridge",
                    "choose another name");
        }
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        return value;
    }
}
