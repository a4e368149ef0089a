package io.github.ipvlanctl.render;

/** Colours of a terminal. */
public final class Ink {
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String BOLD = "\u001b[1m";
    private static final String RESET = "\u001b[0m";

    private Ink() {}

    /** In bold. */
    public static String bold(String text) {
        return BOLD + text + RESET;
    }

    /** In red. */
    public static String red(String text) {
        return RED + text + RESET;
    }

    /** A word in the colour of the state that it names; any other as it is. */
    public static String state(String word) {
        return switch (word) {
            case "up" -> GREEN + word + RESET;
            case "down" -> RED + word + RESET;
            case "lowerlayerdown" -> YELLOW + word + RESET;
            default -> word;
        };
    }
}
