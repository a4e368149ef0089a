package io.github.ipvlanctl.cli.manual;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A manual page in the making, in the macros of man(7). */
final class Roff {
    /** In a sentence: {@code 'words to type'}, an option, or another page. */
    private static final Pattern MARKED = Pattern.compile(
            "(?<![\\p{L}\\d'])'(?<typed>[^']+)'(?!\\p{L})|(?<![\\w-])(?<option>--?[a-z][a-z-]*)|(?<page>[a-z][a-z-]*)(?=\\([1-8]\\))");

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.:?!]) (?=['\\p{Lu}])");
    private static final Pattern LABEL = Pattern.compile("[A-Z](?:[A-Z-]*[A-Z])?|[^A-Z]+");
    private static final int ASCII_END = 0x7f;

    private final StringBuilder text = new StringBuilder();

    /**
     * Begins a page.
     *
     * @param date {@code 2026-01-31}: when its text was made
     * @param source the program and its version
     */
    Roff(String name, int section, String date, String source) {
        line(".TH " + literal(name.toUpperCase(Locale.ROOT)) + " " + section + " " + literal(date) + " \""
                + literal(source) + "\"");
    }

    // ---- the page, part by part ------------------------------------------------------------------------------------

    /** The section that {@code whatis} and {@code apropos} read. */
    Roff name(String name, String summary) {
        section("NAME");
        String lower = summary.substring(0, 1).toLowerCase(Locale.ROOT) + summary.substring(1);
        return line(literal(name) + " \\- "
                + sentence(lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower));
    }

    Roff section(String title) {
        return line(".SH " + title);
    }

    Roff subsection(String title) {
        return line(".SS " + literal(title));
    }

    /** A command line in general: marked-up arguments, on lines of their own, which stay whole. */
    Roff synopsis(String command, List<String> arguments) {
        line(".SY \"" + literal(command) + "\"");
        // Three dots are no end of a sentence.
        arguments.forEach(argument -> line(argument + (argument.endsWith("...") ? "\\&" : "")));
        return line(".YS");
    }

    Roff paragraph(String prose) {
        line(".PP");
        return prose(prose);
    }

    /** A thing and what is to be said of it. */
    Roff item(String markedUpTag, String prose) {
        line(".TP");
        line(markedUpTag);
        return prose(prose);
    }

    /** The same, for something that stands for another. */
    Roff equivalent(String markedUpTag, String markedUp) {
        line(".TP");
        line(markedUpTag);
        return line(markedUp);
    }

    /** Lines that stand as they are. */
    Roff verbatim(List<String> lines) {
        line(".PP");
        line(".RS 4");
        line(".EX");
        lines.forEach(line -> line(literal(line)));
        line(".EE");
        return line(".RE");
    }

    /** Other pages, as {@link #reference} writes them. */
    Roff references(List<String> pages) {
        return line(String.join(",\n", pages));
    }

    private Roff prose(String prose) {
        for (String sentence : SENTENCE_END.split(prose, -1)) {
            line(sentence(sentence));
        }
        return this;
    }

    /** A line that is neither empty nor a request unless it is meant to be one, which only this class knows. */
    private Roff line(String line) {
        text.append(line).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    // ---- pieces of a line ------------------------------------------------------------------------------------------

    /** What is to be typed. */
    static String bold(String typed) {
        return bold(typed, "");
    }

    /** The same, with something before each word: {@code \%} keeps it from being divided at the end of a line. */
    private static String bold(String typed, String before) {
        return "\\fB" + before + literal(typed).replace(" ", " " + before) + "\\fR";
    }

    /** What stands for something to be typed: {@code DEST[,via=IP]}, where capitals do. */
    static String label(String label) {
        Matcher matcher = LABEL.matcher(label);
        return matcher.replaceAll(part -> Matcher.quoteReplacement(
                Character.isUpperCase(part.group().charAt(0))
                        ? "\\fI" + literal(part.group()) + "\\fR"
                        : part.group().matches("[\\[\\], .]+") ? part.group() : bold(part.group())));
    }

    /** Another page. */
    static String reference(String page, int section) {
        return bold(page) + "(" + section + ")";
    }

    /** Text in which what is to be typed stands between single quotes or begins with a dash. */
    static String sentence(String prose) {
        StringBuilder marked = new StringBuilder();
        int end = 0;
        for (MatchResult match : MARKED.matcher(prose).results().toList()) {
            marked.append(words(prose.substring(end, match.start())));
            String typed = match.group(1) != null ? match.group(1) : match.group();
            marked.append(bold(typed, "\\%"));
            end = match.end();
        }
        marked.append(words(prose.substring(end)));
        return guarded(marked.toString());
    }

    /** Letters as they are, so that they can be copied and pasted. */
    static String literal(String text) {
        return guarded(escaped(text, true));
    }

    private static String words(String text) {
        return escaped(text, false);
    }

    /** A line must not begin like a request. */
    private static String guarded(String line) {
        return line.startsWith(".") || line.startsWith("'") ? "\\&" + line : line;
    }

    private static String escaped(String text, boolean literal) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int c = text.codePointAt(i);
            if (c == '\\') {
                escaped.append("\\e");
            } else if (c == '-' && (literal || !isHyphen(text, i))) {
                escaped.append("\\-");
            } else if (c == '"') {
                escaped.append("\\(dq");
            } else if (literal && c == '\'') {
                escaped.append("\\(aq");
            } else if (c == '`') {
                escaped.append("\\(ga");
            } else if (c == '^') {
                escaped.append("\\(ha");
            } else if (c == '~') {
                escaped.append("\\(ti");
            } else if (c > ASCII_END) {
                escaped.append("\\[u")
                        .append(String.format(Locale.ROOT, "%04X", c))
                        .append(']');
            } else {
                escaped.appendCodePoint(c);
            }
        }
        return escaped.toString();
    }

    /** Between small letters a dash joins words; elsewhere it is part of a number, a range or something to be typed. */
    private static boolean isHyphen(String text, int i) {
        return i > 0
                && i + 1 < text.length()
                && Character.isLowerCase(text.charAt(i - 1))
                && Character.isLowerCase(text.charAt(i + 1));
    }
}
