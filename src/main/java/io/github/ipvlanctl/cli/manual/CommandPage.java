package io.github.ipvlanctl.cli.manual;

import io.github.ipvlanctl.cli.Described;
import io.github.ipvlanctl.cli.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The page of a command, or of a group of commands. What all of them share stands in {@link ProgramPage} alone. */
final class CommandPage {
    private static final String MANIFEST = Roff.reference("ipvlanctl-manifest", 5);

    /** Other programs' pages, by a command's first word. */
    private static final Map<String, List<String>> ELSEWHERE = Map.of(
            "link", List.of(Roff.reference("ip-link", 8)),
            "addr", List.of(Roff.reference("ip-address", 8)),
            "mode", List.of(Roff.reference("ip-link", 8)),
            "flag", List.of(Roff.reference("ip-link", 8)),
            "route", List.of(Roff.reference("ip-route", 8)),
            "netns", List.of(Roff.reference("ip-netns", 8), Roff.reference("network_namespaces", 7)),
            "plan", List.of(MANIFEST),
            "apply", List.of(MANIFEST),
            "destroy", List.of(MANIFEST),
            "export", List.of(MANIFEST));

    private final Described command;
    private final List<Described> siblings;

    CommandPage(Described command, List<Described> siblings) {
        this.command = command;
        this.siblings = siblings;
    }

    /** The page's name: {@code ipvlanctl-link-add}. */
    static String name(Described command) {
        return Program.NAME + "-" + String.join("-", command.words());
    }

    String text(Edition edition) {
        Roff page = edition.page(name(command), 1).name(name(command), command.summary());
        page.section("SYNOPSIS").synopsis(Program.NAME + " " + String.join(" ", command.words()), synopsis());
        page.section("DESCRIPTION").paragraph(command.summary());
        command.paragraphs().forEach(page::paragraph);
        command.explanation().forEach(page::paragraph);
        if (command.commands().isEmpty()) {
            arguments(page);
            keywords(page);
            page.section("EXIT STATUS")
                    .paragraph("0 when all is done, or was so already. The others are in ipvlanctl(1).");
            page.section("EXAMPLES").verbatim(command.examples());
        } else {
            page.section("COMMANDS");
            listed(page, command.commands());
        }
        return page.section("SEE ALSO").references(related()).toString();
    }

    /** Commands with their pages. */
    static void listed(Roff page, List<Described> commands) {
        for (Described command : commands) {
            page.item(Roff.reference(name(command), 1), command.summary());
        }
    }

    private List<String> synopsis() {
        List<String> arguments = new ArrayList<>();
        boolean passesWordsOn = command.spec().parser().stopAtPositional();
        for (PositionalParamSpec parameter : command.spec().positionalParameters()) {
            boolean several = parameter.arity().max() > 1;
            String label = Roff.label(parameter.paramLabel());
            arguments.add((passesWordsOn && several ? Roff.bold("--") + "\\ " : "")
                    + (parameter.required() ? label : "[" + label + "]")
                    + (several ? "..." : ""));
        }
        for (OptionSpec option : visibleOptions()) {
            String text = tag(option).replace(" ", "\\ ");
            arguments.add((option.required() ? text : "[" + text + "]") + (option.isMultiValue() ? "..." : ""));
        }
        if (!command.commands().isEmpty()) {
            arguments.add(Roff.label("COMMAND"));
        }
        arguments.add(passesWordsOn ? 0 : arguments.size(), "[" + Roff.label("GLOBAL-OPTION") + "]...");
        return arguments;
    }

    private List<OptionSpec> visibleOptions() {
        return command.spec().options().stream()
                .filter(option -> !option.hidden())
                .toList();
    }

    private void arguments(Roff page) {
        page.section("OPTIONS");
        for (PositionalParamSpec parameter : command.spec().positionalParameters()) {
            String more = parameter.arity().max() > 1 ? "..." : "";
            page.item(Roff.label(parameter.paramLabel()) + more, help(parameter));
        }
        visibleOptions().forEach(option -> page.item(tag(option), help(option)));
        page.paragraph("The options that every command has are in ipvlanctl(1).");
    }

    /** An option with all its names, and its value. */
    static String tag(OptionSpec option) {
        List<String> names = new ArrayList<>();
        for (String name : option.names()) {
            names.add(Roff.bold(name));
        }
        String value = option.arity().max() == 0 ? "" : Roff.label(option.paramLabel());
        boolean optional = option.arity().min() < option.arity().max();
        return String.join(", ", names) + (optional ? "[=" + value + "]" : value.isEmpty() ? "" : " " + value);
    }

    /** What the help says of an option or a parameter. */
    static String help(ArgSpec argument) {
        return String.join(" ", argument.description());
    }

    private void keywords(Roff page) {
        if (command.keywords().isEmpty()) {
            return;
        }
        page.section("IP KEYWORDS").paragraph("Words of 'ip' that may stand in an option's place:");
        command.keywords().forEach((words, meaning) -> page.equivalent(typed(words), typed(meaning)));
    }

    /** Words of which the last, when it is in capitals, stands for something. */
    private static String typed(String words) {
        List<String> marked = new ArrayList<>();
        for (String word : words.split(" ", -1)) {
            marked.add(Character.isUpperCase(word.charAt(0)) ? Roff.label(word) : Roff.bold(word));
        }
        return String.join(" ", marked);
    }

    private List<String> related() {
        List<String> pages = new ArrayList<>(List.of(Roff.reference(Program.NAME, 1)));
        for (Described sibling : siblings) {
            if (!sibling.words().equals(command.words())) {
                pages.add(Roff.reference(name(sibling), 1));
            }
        }
        pages.add(Roff.reference("ipvlanctl-topics", 7));
        pages.addAll(ELSEWHERE.getOrDefault(command.words().get(0), List.of()));
        return pages;
    }
}
