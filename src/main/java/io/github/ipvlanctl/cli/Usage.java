package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.error.Failure;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What picocli says of a command line that it cannot parse, in this program's words. */
final class Usage {
    private Usage() {}

    /**
     * The failure that an exception of the parser is.
     *
     * @param words what was parsed
     */
    static Failure failure(ParameterException exception, List<String> words) {
        if (exception.getCause() instanceof InvalidValueException invalid) {
            Failure failure = invalid.failure();
            return failure.withMessage(prefix(exception.getArgSpec()) + failure.text());
        }
        if (exception instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched, words);
        }
        if (exception instanceof MissingParameterException missing) {
            return missing(missing, words);
        }
        String message = String.valueOf(exception.getMessage());
        return Failure.usage(
                message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1),
                seeHelp(exception.getCommandLine()));
    }

    /** A line that ends with a group of commands. */
    static Failure commandMissing(CommandLine line) {
        return Failure.usage("a command is missing", seeHelp(line));
    }

    private static String prefix(@Nullable ArgSpec spec) {
        return spec instanceof OptionSpec option ? option.longestName() + ": " : "";
    }

    /** What is missing may be there, but misspelt. */
    private static Failure missing(MissingParameterException exception, List<String> words) {
        CommandLine line = exception.getCommandLine();
        List<String> unknown = line.getUnmatchedArguments().stream()
                .filter(word -> isMeantAsOption(word, words))
                .toList();
        if (!unknown.isEmpty()) {
            return unmatched(new UnmatchedArgumentException(line, unknown), words);
        }
        List<String> missing = exception.getMissing().stream()
                .map(spec -> prefix(spec).replace(": ", " ") + spec.paramLabel())
                .toList();
        return Failure.usage(
                String.join(" and ", missing) + (missing.size() == 1 ? " is missing" : " are missing"),
                seeHelp(exception.getCommandLine()));
    }

    private static Failure unmatched(UnmatchedArgumentException exception, List<String> words) {
        String word = exception.getUnmatched().get(0);
        if (isMeantAsOption(word, words)) {
            List<String> close = exception.getSuggestions();
            return Failure.usage(
                    "there is no option '" + word + "'",
                    close.isEmpty() ? seeHelp(exception.getCommandLine()) : "did you mean " + close.get(0) + "?");
        }
        Object command = exception.getCommandLine().getCommandSpec().userObject();
        boolean oneName = command instanceof Command named && named.oneName();
        String rule = Options.isOption(word)
                ? "options stand before '--'; "
                : oneName ? "the first word after the command is the name, whatever it spells; " : "";
        return Failure.usage("'" + word + "' is one word too many", rule + seeHelp(exception.getCommandLine()));
    }

    /** After {@code --} nothing is an option, whatever it looks like. */
    private static boolean isMeantAsOption(String word, List<String> words) {
        int dashes = words.indexOf("--");
        return Options.isOption(word) && (dashes < 0 || words.subList(0, dashes).contains(word));
    }

    private static String seeHelp(CommandLine line) {
        return "see '" + line.getCommandName() + " --help'";
    }
}
