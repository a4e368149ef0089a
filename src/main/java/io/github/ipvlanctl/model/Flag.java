package io.github.ipvlanctl.model;

import io.github.ipvlanctl.error.Failure;
import java.util.Locale;

/** Who of a port's links may speak to whom ({@code bridge}, {@code private}, {@code vepa} in ip-link(8)). */
public enum Flag {
    /** The links reach each other directly. */
    BRIDGE,
    /** The links do not reach each other. */
    PRIVATE,
    /** What the links send each other goes out to the switch, which must send it back. */
    VEPA;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word that {@code ip} and the options use. */
    public String word() {
        return word;
    }

    /**
     * The flag of that word.
     *
     * @throws Failure of kind {@code USAGE} when there is none
     */
    public static Flag parse(String word) {
        for (Flag value : values()) {
            if (value.word().equals(word)) {
                return value;
            }
        }
        throw Failure.usage("'" + Display.safe(word) + "' is not a flag", "one of bridge, private, vepa");
    }
}
