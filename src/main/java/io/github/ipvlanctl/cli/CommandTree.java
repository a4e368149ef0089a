package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.error.Failure;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;

/** Builds as much of the command tree as a command line names, and brings {@code ip}'s keywords into picocli's form. */
final class CommandTree {
    private CommandTree() {}

    /** A parser, and the words to parse with it. */
    record Parsed(CommandLine line, List<String> words) {}

    /**
     * Finds the command that {@code words} name.
     *
     * @throws Failure of kind {@code USAGE} when there is none
     */
    static Parsed build(Group root, Invocation invocation, String... words) {
        CommandSpec spec = groupSpec(root);
        invocation.global().specs().forEach(spec::addOption);
        Options options = new Options(spec, null);
        invocation.global().read(options.given(List.of(words), false));
        CommandSpec parent = spec;
        Group group = root;
        int i = 0;
        while (i < words.length) {
            if (words[i].startsWith("-")) {
                i += options.takesNext(words[i]) ? 2 : 1;
                continue;
            }
            Group.Entry entry = group.require(words[i]);
            i++;
            if (entry instanceof Group.Branch branch) {
                CommandSpec child = groupSpec(branch.group());
                parent.addSubcommand(branch.name(), child);
                parent = child;
                group = branch.group();
            } else if (entry instanceof Group.Leaf leaf) {
                Command command = leaf.maker().apply(invocation);
                leafSpec(leaf, command);
                parent.addSubcommand(leaf.name(), command.spec());
                List<String> before = List.of(words).subList(0, i);
                Options own = new Options(command.spec(), spec);
                List<String> after =
                        new Keywords(command, own).rewrite(List.of(words).subList(i, words.length));
                List<Options.Given> given = options.given(before, false);
                given.addAll(own.given(after, command.passesWordsOn()));
                invocation.global().read(given);
                List<String> all = new ArrayList<>(before);
                all.addAll(after);
                return new Parsed(line(spec), all);
            }
        }
        describe(parent, group);
        return new Parsed(line(spec), List.of(words));
    }

    private static CommandSpec groupSpec(Group group) {
        CommandSpec spec = CommandSpec.create().name(group.name());
        spec.usageMessage().description(HelpText.escape(group.summary()));
        return spec;
    }

    private static void leafSpec(Group.Leaf leaf, Command command) {
        CommandSpec spec = command.spec();
        spec.name(leaf.name());
        HelpText.summarize(spec, leaf.summary());
        spec.parser().stopAtPositional(command.passesWordsOn());
    }

    /** A group that the command line stops at shows what is below it; without a request for help it is incomplete. */
    private static void describe(CommandSpec spec, Group group) {
        for (Group.Entry entry : group.entries()) {
            CommandSpec child = CommandSpec.create();
            child.usageMessage().description(HelpText.escape(entry.summary())).hidden(entry.isHidden());
            spec.addSubcommand(entry.name(), child);
        }
    }

    private static CommandLine line(CommandSpec spec) {
        CommandLine line = new CommandLine(spec);
        line.setExpandAtFiles(false);
        line.setTrimQuotes(false);
        everywhere(line, () -> new String[] {Version.text()});
        HelpText.layOut(line);
        return line;
    }

    /** --version stands anywhere, and picocli asks the command where it stands. */
    private static void everywhere(CommandLine line, IVersionProvider version) {
        line.getCommandSpec().versionProvider(version);
        line.getSubcommands().values().forEach(child -> everywhere(child, version));
    }
}
