package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.cli.Command.Keyword;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command, or a group of commands, as its help describes it, for who writes that down in another form.
 *
 * @param words what names it, without the program: {@code link}, {@code add}
 * @param summary the one line that groups show of it
 * @param paragraphs what the help says of it beyond that
 * @param examples whole command lines that show its use; none of a group
 * @param spec its parameters and options; the global ones are the program's alone
 * @param keywords {@code ip}'s words that it knows, and what each stands for
 * @param explanation paragraphs that the help has no room for
 * @param commands those below a group that help lists; none below a command
 */
public record Described(
        List<String> words,
        String summary,
        List<String> paragraphs,
        List<String> examples,
        CommandSpec spec,
        Map<String, String> keywords,
        List<String> explanation,
        List<Described> commands) {

    /** The whole program. */
    static Described of(Group root, Invocation invocation) {
        Described program = group(root, List.of(), invocation);
        new GlobalOptions().declarations().forEach(option -> program.spec().addOption(option.spec()));
        return program;
    }

    private static Described group(Group group, List<String> words, Invocation invocation) {
        List<Described> commands = new ArrayList<>();
        for (Group.Entry entry : group.entries()) {
            List<String> named = new ArrayList<>(words);
            named.add(entry.name());
            if (entry instanceof Group.Branch branch) {
                commands.add(group(branch.group(), named, invocation));
            } else if (entry instanceof Group.Leaf leaf && !leaf.isHidden()) {
                commands.add(leaf(leaf, named, invocation));
            }
        }
        return new Described(
                words, group.summary(), List.of(), List.of(), CommandSpec.create(), Map.of(), List.of(), commands);
    }

    private static Described leaf(Group.Leaf leaf, List<String> words, Invocation invocation) {
        Command command = leaf.maker().apply(invocation);
        command.options().forEach(option -> command.spec().addOption(option.spec()));
        command.spec().parser().stopAtPositional(command.passesWordsOn());
        return new Described(
                words,
                leaf.summary(),
                command.paragraphs(),
                command.examples(),
                command.spec(),
                keywords(command),
                command.explanation(),
                List.of());
    }

    private static Map<String, String> keywords(Command command) {
        Map<String, String> keywords = new LinkedHashMap<>();
        command.keywords().forEach((word, keyword) -> {
            OptionSpec option = keyword.option() == null ? null : command.spec().findOption(keyword.option());
            if (option == null) {
                String name = command.spec().positionalParameters().get(0).paramLabel();
                keywords.put(word + " " + name, name);
            } else if (!option.hidden()) {
                String label = keyword.takesValue() ? " " + option.paramLabel() : "";
                keywords.put(word + label, option.longestName() + (keyword.takesValue() ? label : value(keyword)));
            }
        });
        return keywords;
    }

    private static String value(Keyword keyword) {
        return keyword.value() == null || keyword.value().isEmpty() ? "" : " " + keyword.value();
    }
}
