package io.github.ipvlanctl.cli;

import java.util.ArrayList;
import java.util.List;
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

    static void addDescription(CommandSpec spec, String paragraph) {
        spec.usageMessage().description("", escape(paragraph));
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
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
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
