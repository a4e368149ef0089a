package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.error.Failure;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Builds as much of the command tree as a command line names, and brings {@code ip}'s keywords into picocli's form. */
final class CommandTree {
    /** Before a command's name, or in its place, the same as {@code --help} after it. */
    static final String HELP = "help";

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
        HelpText.addProgramNotes(spec);
        Options options = new Options(spec, null);
        List<String> line = new ArrayList<>(List.of(words));
        List<Options.Given> given = options.given(line, false);
        invocation.global().read(given);
        List<String> path = new ArrayList<>();
        boolean help = false;
        CommandSpec parent = spec;
        Group group = root;
        int i = 0;
        while (i < line.size()) {
            String word = line.get(i);
            if (word.startsWith("-")) {
                i += options.takesNext(word) ? 2 : 1;
                continue;
            }
            if (word.equals(HELP)) {
                help = true;
                i++;
                continue;
            }
            Group.Entry entry = group.require(word);
            path.add(entry.name());
            line.set(i, entry.name());
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
                return help
                        ? helpOf(spec, path)
                        : withArguments(spec, command, invocation, line.subList(0, i), line.subList(i, line.size()));
            }
        }
        Options.requireOnce(given);
        describe(parent, group);
        Parsed incomplete = help ? helpOf(spec, path) : new Parsed(line(spec), line);
        incomplete.line().setExecutionStrategy(CommandTree::helpAtMost);
        return incomplete;
    }

    /** Of a line that ends with a group there is nothing to run. */
    private static int helpAtMost(ParseResult parsed) {
        Integer exit = CommandLine.executeHelpRequest(parsed);
        if (exit == null) {
            List<CommandLine> lines = parsed.asCommandLineList();
            CommandLine last = lines.get(lines.size() - 1);
            Failure missing = Usage.commandMissing(last);
            throw new ExecutionException(last, missing.text(), missing);
        }
        return exit;
    }

    private static Parsed helpOf(CommandSpec spec, List<String> path) {
        path.add("--help");
        return new Parsed(line(spec), path);
    }

    private static Parsed withArguments(
            CommandSpec root, Command command, Invocation invocation, List<String> before, List<String> after) {
        Options options = new Options(command.spec(), root);
        List<String> arguments = new Keywords(command, options).rewrite(after);
        List<Options.Given> given = options.given(before, false);
        given.addAll(options.given(arguments, command.passesWordsOn()));
        invocation.global().read(given);
        Options.requireOnce(given);
        List<String> all = new ArrayList<>(before);
        all.addAll(arguments);
        return new Parsed(line(root), all);
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
        HelpText.addKeywords(spec, command.keywords());
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
