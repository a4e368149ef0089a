package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.cli.Command.Keyword;
import io.github.ipvlanctl.cli.Invocation.Expected;
import io.github.ipvlanctl.cli.Invocation.Value;
import io.github.ipvlanctl.cli.Invocation.Word;
import io.github.ipvlanctl.render.Format;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What may come next on a command line, read from the same declarations that parse it. Good for one command line. */
final class Completion {
    private final Invocation invocation;
    private final GlobalOptions global = new GlobalOptions();

    private Group group;
    private Options options;
    private boolean help;
    private @Nullable Command command;
    private int positionals;
    private boolean onlyPositionals;
    /** The word before is the name, or the keyword before it: {@code dev}. */
    private boolean perhapsAnnounced;

    private @Nullable Declaration awaited;

    Completion(Group root, Invocation invocation) {
        this.group = root;
        this.invocation = invocation;
        this.options = new Options(global.declarations());
    }

    /** The global options that were given. */
    GlobalOptions global() {
        return global;
    }

    /** What may follow {@code words}; options only when {@code last} has begun with a dash. */
    List<Expected> after(List<String> words, String last) {
        words.forEach(this::take);
        List<Expected> expected = new ArrayList<>();
        if (awaited != null && global.isOutput(awaited)) {
            for (Format format : command == null ? Format.COMMON : command.formats()) {
                expected.add(new Word(format.word()));
            }
        } else if (awaited != null) {
            expected.add(new Value(awaited.spec().paramLabel()));
        } else if (help && command != null) {
            return expected;
        } else if (last.startsWith("-") && !onlyPositionals) {
            if (command != null) {
                options(command.options(), expected);
            }
            options(global.declarations(), expected);
        } else if (command != null) {
            arguments(command, expected);
        } else {
            group.names().forEach(name -> expected.add(new Word(name)));
        }
        return expected;
    }

    private void take(String word) {
        if (awaited != null) {
            global.take(new Options.Given(awaited, word));
            awaited = null;
        } else if (command != null && word.equals("--")) {
            onlyPositionals = true;
        } else if (word.startsWith("-") && !onlyPositionals) {
            options.given(List.of(word), false).forEach(global::take);
            awaited = options.awaiting(word);
        } else if (command != null) {
            argument(command, word);
        } else if (word.equals(CommandTree.HELP)) {
            help = true;
        } else {
            Group.Entry entry = group.require(word);
            if (entry instanceof Group.Branch branch) {
                group = branch.group();
            } else if (entry instanceof Group.Leaf leaf) {
                command = leaf.maker().apply(invocation);
                options = Options.of(command.options(), global.declarations());
            }
        }
    }

    private void argument(Command of, String word) {
        Keyword keyword = onlyPositionals ? null : of.keywords().get(word);
        boolean isAnnounced = perhapsAnnounced && keyword == null;
        perhapsAnnounced = false;
        if (isAnnounced) {
            return;
        }
        if (keyword == null || (positionals == 0 && of.nameFirst())) {
            perhapsAnnounced = keyword != null && keyword.option() == null;
            positionals++;
            onlyPositionals |= of.passesWordsOn();
        } else if (keyword.takesValue() && keyword.option() != null) {
            awaited = options.awaiting(keyword.option());
        }
    }

    private static void options(List<Declaration> options, List<Expected> expected) {
        for (Declaration option : options) {
            if (!option.spec().hidden()) {
                expected.add(new Word(option.spec().longestName()));
            }
        }
    }

    private void arguments(Command command, List<Expected> expected) {
        int index = 0;
        for (PositionalParamSpec parameter : command.spec().positionalParameters()) {
            boolean several = parameter.arity().max() > 1 && positionals >= index;
            boolean announced = perhapsAnnounced && index == 0;
            if (index == positionals || several || announced) {
                expected.add(new Value(parameter.paramLabel()));
            }
            index++;
        }
        if (command.severalNames() || onlyPositionals || (positionals == 0 && command.nameFirst())) {
            return;
        }
        command.keywords().forEach((word, keyword) -> {
            if (keyword.option() != null || !command.nameFirst()) {
                expected.add(new Word(word));
            }
        });
    }
}
