package io.github.ipvlanctl.model;

import io.github.ipvlanctl.error.Failure;

/** Whole numbers as users type them. */
public final class Numbers {
    private Numbers() {}

    /**
     * Reads a decimal number without sign.
     *
     * @param what the value's name with its article, for the message
     * @throws Failure of kind {@code USAGE} when {@code text} is no number from {@code min} to {@code max}
     */
    public static long parse(String text, long min, long max, String what, String hint) {
        boolean digits = !text.isEmpty() && text.length() <= 18;
        for (int i = 0; digits && i < text.length(); i++) {
            digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        long value = digits ? Long.parseLong(text) : -1;
        if (!digits || value < min || value > max) {
            throw Failure.usage("'" + Display.safe(text) + "' is not " + what, hint);
        }
        return value;
    }

    /** As {@link #parse(String, long, long, String, String)}, with a hint that gives the range. */
    public static long parse(String text, long min, long max, String what) {
        return parse(text, min, max, what, "a whole number from " + min + " to " + max);
    }
}
