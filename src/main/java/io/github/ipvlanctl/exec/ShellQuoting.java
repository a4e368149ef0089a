package io.github.ipvlanctl.exec;

import java.util.List;

/** Quoting for display: text that a POSIX shell reads back as the same arguments. Nothing here is ever executed. */
public final class ShellQuoting {
    private static final String PLAIN = "@%+=:,./-_";

    private ShellQuoting() {}

    /** The arguments as one shell line. */
    public static String quote(List<String> argv) {
        StringBuilder line = new StringBuilder();
        for (String argument : argv) {
            if (line.length() > 0) {
                line.append(' ');
            }
            line.append(quote(argument));
        }
        return line.toString();
    }

    /** One argument, quoted only when a shell would read it differently bare. */
    public static String quote(String argument) {
        return isPlain(argument) ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }

    /** A here-document (POSIX 2.7.4) that carries {@code text} to stdin as it is. */
    static String hereDocument(String text) {
        String end = "EOF";
        while (text.lines().anyMatch(end::equals)) {
            end += "_";
        }
        return "<<'" + end + "'\n" + text + (text.endsWith("\n") || text.isEmpty() ? "" : "\n") + end;
    }

    private static boolean isPlain(String argument) {
        if (argument.isEmpty()) {
            return false;
        }
        for (int i = 0; i < argument.length(); i++) {
            char c = argument.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && PLAIN.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
