package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.error.Failure;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Finds the command that a command line names, makes a parser for that one alone, with the global options among its own,
 * and brings {@code ip}'s keywords into picocli's form.
 */
final class CommandTree {
    /** Before a command's name, or in its place, the same as {@code --help} after it. */
    static final String HELP = "help";

    private CommandTree() {}

    /**
     * What a command line asks for.
     *
     * @param parser one for {@code words}, those that name the command left out
     * @param command null when they name a group, which can only show its help
     */
    record Request(
            CommandLine parser, HelpText help, @Nullable Command command, List<String> words) {
        /**
         * Does it.
         *
         * @throws Failure of kind {@code USAGE} when the words cannot be parsed, or whatever the command throws
         */
        int execute(PrintWriter out) {
            ParseResult parsed = parse();
            if (parsed.isUsageHelpRequested()) {
                out.print(help.text());
            } else if (parsed.isVersionHelpRequested()) {
                out.println(Version.text());
            } else if (command == null) {
                throw Usage.commandMissing(parser);
            } else {
                return command.call();
            }
            return 0;
        }

        private ParseResult parse() {
            try {
                return parser.parseArgs(words.toArray(String[]::new));
            } catch (ParameterException exception) {
                throw Usage.failure(exception, words);
            }
        }
    }

    /**
     * Finds the command that {@code words} name.
     *
     * @throws Failure of kind {@code USAGE} when there is none
     */
    static Request build(Group root, Invocation invocation, String... words) {
        List<String> line = List.of(words);
        CommandSpec global = CommandSpec.create();
        invocation.global().specs().forEach(global::addOption);
        Options options = new Options(global, null);
        List<Options.Given> given = options.given(line, false);
        invocation.global().read(given);
        StringBuilder path = new StringBuilder(root.name());
        List<String> before = new ArrayList<>();
        boolean help = false;
        Group group = root;
        int i = 0;
        while (i < line.size()) {
            String word = line.get(i);
            i++;
            if (word.startsWith("-")) {
                before.add(word);
                if (options.takesNext(word) && i < line.size()) {
                    before.add(line.get(i));
                    i++;
                }
                continue;
            }
            if (word.equals(HELP)) {
                help = true;
                continue;
            }
            Group.Entry entry = group.require(word);
            path.append(' ').append(entry.name());
            if (entry instanceof Group.Branch branch) {
                group = branch.group();
            } else if (entry instanceof Group.Leaf leaf) {
                Command command = leaf.maker().apply(invocation);
                CommandSpec spec = leafSpec(path.toString(), leaf, command);
                HelpText text = new HelpText(spec, List.of(), global);
                List<String> after = line.subList(i, line.size());
                List<String> all = help ? List.of("--help") : withArguments(command, global, invocation, before, after);
                return new Request(parser(spec, global), text, command, all);
            }
        }
        Options.requireOnce(given);
        CommandSpec spec = groupSpec(path.toString(), group);
        HelpText text = new HelpText(spec, group.entries(), global);
        return new Request(parser(spec, global), text, null, help ? List.of("--help") : before);
    }

    private static List<String> withArguments(
            Command command, CommandSpec global, Invocation invocation, List<String> before, List<String> after) {
        Options options = new Options(command.spec(), global);
        List<String> arguments = new Keywords(command, options).rewrite(after);
        List<Options.Given> given = options.given(before, false);
        given.addAll(options.given(arguments, command.passesWordsOn()));
        invocation.global().read(given);
        Options.requireOnce(given);
        List<String> all = new ArrayList<>(before);
        all.addAll(arguments);
        return all;
    }

    private static CommandSpec groupSpec(String path, Group group) {
        CommandSpec spec = CommandSpec.create().name(path).interpolateVariables(false);
        HelpText.summarize(spec, group.summary());
        return spec;
    }

    private static CommandSpec leafSpec(String path, Group.Leaf leaf, Command command) {
        CommandSpec spec = command.spec().name(path);
        HelpText.summarize(spec, leaf.summary());
        spec.parser().stopAtPositional(command.passesWordsOn());
        return spec;
    }

    private static CommandLine parser(CommandSpec spec, CommandSpec global) {
        global.options().forEach(spec::addOption);
        CommandLine parser = new CommandLine(spec);
        parser.setExpandAtFiles(false);
        parser.setTrimQuotes(false);
        return parser;
    }
}
