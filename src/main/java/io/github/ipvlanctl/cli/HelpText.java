package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.cli.Command.Keyword;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What a help text looks like. The global options are told of once, in the program's own help. */
final class HelpText {
    private static final int WIDTH = 100;

    private HelpText() {}

    /** picocli formats descriptions (java.util.Formatter) and expands variables in them: text is to stand as it is. */
    static String escape(String text) {
        return text.replace("%", "%%").replace("${", "$${");
    }

    /** Puts the one line that groups show of a command before its own paragraphs. */
    static void summarize(CommandSpec spec, String summary) {
        List<String> lines = new ArrayList<>(List.of(escape(summary)));
        lines.addAll(List.of(spec.usageMessage().description()));
        spec.usageMessage().description(lines.toArray(String[]::new));
    }

    static void addParagraph(CommandSpec spec, String paragraph) {
        List<String> lines = new ArrayList<>(List.of(spec.usageMessage().description()));
        lines.addAll(List.of("", escape(paragraph)));
        spec.usageMessage().description(lines.toArray(String[]::new));
    }

    /** What {@code ip} calls a command's parameters and options, in one paragraph. */
    static void addKeywords(CommandSpec spec, Map<String, Keyword> keywords) {
        Map<String, List<String>> words = new LinkedHashMap<>();
        Map<String, String> labels = new LinkedHashMap<>();
        keywords.forEach((word, keyword) -> {
            String option = String.valueOf(keyword.option());
            words.computeIfAbsent(option, key -> new ArrayList<>()).add(word);
            labels.put(option, keyword.takesValue() ? " " + label(spec, keyword) : "");
        });
        if (!words.isEmpty()) {
            List<String> phrases = words.keySet().stream()
                    .map(option -> String.join("|", words.get(option)) + labels.get(option))
                    .toList();
            addParagraph(spec, "As with ip: " + String.join(", ", phrases) + ".");
        }
    }

    private static String label(CommandSpec spec, Keyword keyword) {
        ArgSpec stoodFor =
                keyword.option() == null ? spec.positionalParameters().get(0) : spec.findOption(keyword.option());
        return stoodFor.paramLabel();
    }

    /** What the program's own help says at its end. */
    static void addProgramNotes(CommandSpec spec) {
        spec.usageMessage()
                .footer(
                        "",
                        "'" + Program.NAME + " help COMMAND' shows a command's help. A name that starts with a dash "
                                + "stands after '--'.",
                        "",
                        "Exit codes: 0 done, 1 the kernel or 'ip' said no, 2 wrong usage, 3 refused, 4 not found, "
                                + "5 no permission, 6 the environment cannot, 7 timed out, 10 changes "
                                + "('plan --detailed-exitcode'), 130 and 143 stopped by a signal.");
    }

    static void addExamples(CommandSpec spec, String... examples) {
        List<String> footer = new ArrayList<>(List.of("", "Examples:"));
        for (String example : examples) {
            footer.add("  " + escape(example));
        }
        spec.usageMessage().footer(footer.toArray(String[]::new));
    }

    /** Gives a parser, and those below it, this program's help. */
    static void layOut(CommandLine line) {
        line.setUsageHelpWidth(WIDTH);
        layOut(line, line.getCommandSpec());
    }

    private static void layOut(CommandLine line, CommandSpec root) {
        CommandSpec spec = line.getCommandSpec();
        spec.usageMessage().sortOptions(false);
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_SYNOPSIS, help -> synopsis(spec, root));
        if (spec != root) {
            Set<OptionSpec> inherited =
                    spec.options().stream().filter(ArgSpec::inherited).collect(Collectors.toSet());
            line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> options(help, inherited));
        }
        line.getSubcommands().values().forEach(child -> layOut(child, root));
    }

    private static String synopsis(CommandSpec spec, CommandSpec root) {
        StringBuilder text = new StringBuilder(spec.qualifiedName());
        boolean passesWordsOn = spec.userObject() instanceof Command command && command.passesWordsOn();
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            text.append(passesWordsOn && parameter.arity().max() > 1 ? " --" : "");
            String label = parameter.paramLabel() + (parameter.arity().max() > 1 ? "..." : "");
            text.append(' ').append(parameter.required() ? label : "[" + label + "]");
        }
        for (OptionSpec option : spec.options()) {
            if (option.required()) {
                text.append(' ').append(option.longestName()).append(' ').append(option.paramLabel());
            }
        }
        text.append(spec.subcommands().isEmpty() ? "" : " COMMAND");
        boolean hasOptions = spec == root || spec.options().stream().anyMatch(option -> !option.inherited());
        return text.append(hasOptions ? " [OPTION]..." : "").append("\n").toString();
    }

    private static String options(Help help, Set<OptionSpec> inherited) {
        List<OptionSpec> own = new ArrayList<>(help.commandSpec().options());
        own.removeAll(inherited);
        own.removeIf(OptionSpec::hidden);
        String list = own.isEmpty() ? "" : help.optionListExcludingGroups(own);
        return list + "\nGlobal options: see '" + Program.NAME + " --help'.\n";
    }
}
