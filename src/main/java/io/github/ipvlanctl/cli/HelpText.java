package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.cli.Command.Keyword;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command's help: text and two columns. The global options are told of once, in the program's own. */
final class HelpText {
    private static final int WIDTH = 100;
    /** Where descriptions begin, and by how much their further lines are indented. */
    private static final int COLUMN = 26;

    private static final int INDENT = 2;

    private static final List<String> PROGRAM_NOTES = List.of(
            "",
            "'" + Program.NAME
                    + " help COMMAND' shows a command's help. A name that starts with a dash stands after '--'.",
            "",
            "Exit codes: 0 done, 1 the kernel or 'ip' said no, 2 wrong usage, 3 refused, 4 not found, 5 no permission, "
                    + "6 the environment cannot, 7 timed out, 10 changes ('plan --detailed-exitcode'), 130 and 143 "
                    + "stopped by a signal.");

    private final CommandSpec spec;
    private final String summary;
    private final @Nullable Command command;
    private final List<Group.Entry> commands;
    private final boolean ofProgram;
    private final Options known;

    /** The help of a command. */
    HelpText(CommandSpec spec, String summary, Command command) {
        this.spec = spec;
        this.summary = summary;
        this.command = command;
        this.commands = List.of();
        this.ofProgram = false;
        this.known = new Options(command.options());
    }

    /** The help of a group; the program's own tells of the global options. */
    HelpText(CommandSpec spec, Group group, List<Declaration> global) {
        this.spec = spec;
        this.summary = group.summary();
        this.command = null;
        this.commands = group.entries();
        this.ofProgram = group.name().equals(Program.NAME);
        this.known = new Options(ofProgram ? global : List.of());
    }

    /** What {@code ip} calls a command's parameters and options, in one paragraph. */
    private void keywords(StringBuilder text, Command command) {
        Map<String, Keyword> keywords = command.keywords();
        Map<String, List<String>> words = new LinkedHashMap<>();
        Map<String, String> labels = new LinkedHashMap<>();
        keywords.forEach((word, keyword) -> {
            String option = String.valueOf(keyword.option());
            words.computeIfAbsent(option, key -> new ArrayList<>()).add(word);
            labels.put(option, keyword.takesValue() ? " " + label(keyword) : "");
        });
        if (!words.isEmpty()) {
            List<String> phrases = words.keySet().stream()
                    .map(option -> String.join("|", words.get(option)) + labels.get(option))
                    .toList();
            wrap(text.append('\n'), "As with ip: " + String.join(", ", phrases) + ".", 0, 0);
        }
    }

    private String label(Keyword keyword) {
        Declaration option = keyword.option() == null ? null : known.find(keyword.option());
        return option == null
                ? spec.positionalParameters().get(0).paramLabel()
                : option.spec().paramLabel();
    }

    /** Whether there are commands below. */
    boolean isOfGroup() {
        return !commands.isEmpty();
    }

    /** The whole text. */
    String text() {
        StringBuilder text = new StringBuilder();
        synopsis(text);
        wrap(text, summary, 0, 0);
        if (command != null) {
            for (String paragraph : command.paragraphs()) {
                wrap(text.append('\n'), paragraph, 0, 0);
            }
            keywords(text, command);
        }
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            row(text, "      " + label(parameter), parameter);
        }
        for (OptionSpec option : options()) {
            if (!option.hidden()) {
                row(text, names(option), option);
            }
        }
        if (!ofProgram) {
            text.append("\nGlobal options: see '" + Program.NAME + " --help'.\n");
        }
        commands(text);
        if (ofProgram) {
            PROGRAM_NOTES.forEach(paragraph -> wrap(text, paragraph, 0, 0));
        }
        if (command != null) {
            text.append("\nExamples:\n");
            command.examples().forEach(example -> wrap(text, "  " + example, 0, 0));
        }
        return text.toString();
    }

    private List<OptionSpec> options() {
        return known.known().stream().map(Declaration::spec).toList();
    }

    private void synopsis(StringBuilder text) {
        boolean passesWordsOn = command != null && command.passesWordsOn();
        text.append("Usage: ").append(spec.name());
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            text.append(passesWordsOn && parameter.arity().max() > 1 ? " -- " : " ")
                    .append(label(parameter));
        }
        for (OptionSpec option : options()) {
            if (option.required()) {
                text.append(' ').append(option.longestName()).append(' ').append(option.paramLabel());
            }
        }
        text.append(isOfGroup() ? " COMMAND" : "");
        text.append(known.known().isEmpty() ? "" : " [OPTION]...").append('\n');
    }

    private static String label(PositionalParamSpec parameter) {
        String label = parameter.paramLabel() + (parameter.arity().max() > 1 ? "..." : "");
        return parameter.required() ? label : "[" + label + "]";
    }

    private static String names(OptionSpec option) {
        String value = option.arity().max() > 0 ? "=" + option.paramLabel() : "";
        String name =
                option.longestName() + (option.arity().min() < option.arity().max() ? "[" + value + "]" : value);
        String shortest = option.shortestName();
        if (shortest.startsWith("--")) {
            return "      " + name;
        }
        return "  " + (shortest.equals(option.longestName()) ? "" : shortest + ", ") + name;
    }

    private void commands(StringBuilder text) {
        List<Group.Entry> listed =
                commands.stream().filter(entry -> !entry.isHidden()).toList();
        int longest = 0;
        for (Group.Entry entry : listed) {
            longest = Math.max(longest, entry.name().length());
        }
        text.append(listed.isEmpty() ? "" : "Commands:\n");
        for (Group.Entry entry : listed) {
            text.append("  ")
                    .append(entry.name())
                    .append(" ".repeat(longest - entry.name().length() + 2));
            text.append(entry.summary()).append('\n');
        }
    }

    /** What stands on the left, and its description, which begins on the next line if there is no room for it. */
    private static void row(StringBuilder text, String left, ArgSpec described) {
        text.append(left);
        if (left.length() > COLUMN - 2) {
            text.append('\n').append(" ".repeat(COLUMN));
        } else {
            text.append(" ".repeat(COLUMN - left.length()));
        }
        for (String description : described.description()) {
            wrap(text, description, COLUMN, COLUMN + INDENT);
        }
    }

    /**
     * Adds a paragraph in lines that are not too long.
     *
     * @param column where its first line begins
     * @param indent where the others begin
     */
    private static void wrap(StringBuilder text, String paragraph, int column, int indent) {
        String space = "";
        int width = column;
        for (String word : paragraph.split(" ", -1)) {
            if (width + space.length() + word.length() >= WIDTH) {
                text.append('\n').append(" ".repeat(indent));
                width = indent;
            } else {
                text.append(space);
                width += space.length();
            }
            text.append(word);
            width += word.length();
            space = " ";
        }
        text.append('\n');
    }
}
