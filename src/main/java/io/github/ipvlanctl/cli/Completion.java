package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.cli.Command.Keyword;
import io.github.ipvlanctl.cli.Invocation.Expected;
import io.github.ipvlanctl.cli.Invocation.Value;
import io.github.ipvlanctl.cli.Invocation.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What may come next on a command line, read from the same declarations that parse it. Good for one command line. */
final class Completion {
    private final Invocation invocation;
    private final CommandSpec global = CommandSpec.create();

    private Group group;
    private @Nullable Command command;
    private int positionals;
    private @Nullable String awaited;

    Completion(Group root, Invocation invocation) {
        this.group = root;
        this.invocation = invocation;
        new GlobalOptions().specs().forEach(global::addOption);
    }

    /** What may follow {@code words}; options only when {@code last} has begun with a dash. */
    List<Expected> after(List<String> words, String last) {
        words.forEach(this::take);
        List<Expected> expected = new ArrayList<>();
        if (awaited != null) {
            expected.add(new Value(awaited));
        } else if (last.startsWith("-")) {
            if (command != null) {
                options(command.spec(), expected);
            }
            options(global, expected);
        } else if (command != null) {
            positionals(command, positionals, expected);
        } else {
            group.entries().stream()
                    .filter(entry -> !entry.isHidden())
                    .forEach(entry -> expected.add(new Word(entry.name())));
        }
        return expected;
    }

    private void take(String word) {
        if (awaited != null) {
            awaited = null;
        } else if (word.startsWith("-")) {
            awaited = valueLabel(word);
        } else if (command == null) {
            Group.Entry entry = group.require(word);
            if (entry instanceof Group.Branch branch) {
                group = branch.group();
            } else if (entry instanceof Group.Leaf leaf) {
                command = leaf.maker().apply(invocation);
            }
        } else {
            Keyword keyword = command.keywords().get(word);
            if (keyword == null || (positionals == 0 && command.nameFirst())) {
                positionals++;
            } else if (keyword.takesValue() && keyword.option() != null) {
                awaited = valueLabel(keyword.option());
            }
        }
    }

    private static void options(CommandSpec spec, List<Expected> expected) {
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                expected.add(new Word(option.longestName()));
            }
        }
    }

    private static void positionals(Command command, int given, List<Expected> expected) {
        int index = 0;
        for (PositionalParamSpec parameter : command.spec().positionalParameters()) {
            if (index == given || (parameter.arity().max() > 1 && given >= index)) {
                expected.add(new Value(parameter.paramLabel()));
            }
            index++;
        }
        if (given > 0 || !command.nameFirst()) {
            command.keywords().keySet().forEach(word -> expected.add(new Word(word)));
        }
    }

    private @Nullable String valueLabel(String name) {
        OptionSpec option = command == null ? null : command.spec().findOption(name);
        if (option == null) {
            option = global.findOption(name);
        }
        return option == null || option.arity().max() == 0 ? null : option.paramLabel();
    }
}
