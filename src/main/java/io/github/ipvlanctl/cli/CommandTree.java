package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.error.Failure;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
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
     * @param options all that may be given: the parser has those among {@code words}
     * @param command null when they name a group, which can only show its help
     */
    record Request(
            CommandLine parser,
            List<Declaration> options,
            HelpText help,
            @Nullable Command command,
            List<String> words) {
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
                // What is close to a word that is none, it can only say of those that it knows.
                options.forEach(option -> add(parser.getCommandSpec(), option.spec()));
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
        List<Declaration> global = invocation.global().declarations();
        Options options = new Options(global);
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
                CommandSpec spec = command.spec().name(path.toString());
                spec.parser().stopAtPositional(command.passesWordsOn());
                HelpText text = new HelpText(spec, leaf.summary(), command);
                return help
                        ? asksForHelp(spec, text, global)
                        : request(spec, text, command, invocation, before, line.subList(i, line.size()));
            }
        }
        CommandSpec spec = CommandSpec.create().name(path.toString()).interpolateVariables(false);
        HelpText text = new HelpText(spec, group, global);
        if (help) {
            return asksForHelp(spec, text, global);
        }
        Options.requireOnce(given);
        return new Request(parser(spec, given), global, text, null, before);
    }

    private static Request asksForHelp(CommandSpec spec, HelpText text, List<Declaration> global) {
        List<String> words = List.of("--help");
        return new Request(parser(spec, new Options(global).given(words, false)), global, text, null, words);
    }

    private static Request request(
            CommandSpec spec,
            HelpText text,
            Command command,
            Invocation invocation,
            List<String> before,
            List<String> after) {
        invocation.global().allow(command.formats());
        List<Declaration> global = invocation.global().declarations();
        Options options = Options.of(command.options(), global);
        List<String> arguments = new Keywords(command, options).rewrite(after);
        List<Options.Given> given = options.given(before, false);
        given.addAll(options.given(arguments, command.passesWordsOn()));
        invocation.global().read(given);
        Options.requireOnce(given);
        List<String> all = new ArrayList<>(before);
        all.addAll(arguments);
        for (Declaration option : command.options()) {
            if (option.isRequired()) {
                add(spec, option.spec());
            }
        }
        return new Request(parser(spec, given), options.known(), text, command, all);
    }

    /** A parser that knows, beside what must be given, what is: each option that it is told of takes it a while. */
    private static CommandLine parser(CommandSpec spec, List<Options.Given> given) {
        for (Options.Given one : given) {
            add(spec, one.option().spec());
        }
        CommandLine parser = new CommandLine(spec);
        parser.setExpandAtFiles(false);
        parser.setTrimQuotes(false);
        return parser;
    }

    private static void add(CommandSpec spec, OptionSpec option) {
        if (!spec.optionsMap().containsKey(option.longestName())) {
            spec.addOption(option);
        }
    }
}
