package io.github.ipvlanctl.model;

/** Text from the kernel or a user, made safe to print: a name may hold escape sequences that a terminal would obey. */
public final class Display {
    /** Of a message, in characters: no reason is longer. */
    private static final int MUCH = 300;

    private Display() {}

    /** {@code text} with each control, format or unassigned character as a backslash, u and its code. */
    public static String safe(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUnsafe(text.charAt(i))) {
                return escaped(text);
            }
        }
        return text;
    }

    /** The same of the beginning of a line that somebody else wrote, who may never come to its end. */
    public static String beginning(String line) {
        return line.length() <= MUCH ? safe(line) : safe(line.substring(0, MUCH)) + "…";
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isUnsafe(c)) {
                safe.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    safe.append(Character.forDigit((c >> shift) & 0xf, 16));
                }
            } else {
                safe.append(c);
            }
        }
        return safe.toString();
    }

    private static boolean isUnsafe(char c) {
        if (c >= ' ' && c <= '~') {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
