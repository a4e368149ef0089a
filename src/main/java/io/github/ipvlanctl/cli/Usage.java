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

    static Failure failure(ParameterException exception) {
        if (exception.getCause() instanceof InvalidValueException invalid) {
            Failure failure = invalid.failure();
            return failure.withMessage(prefix(exception.getArgSpec()) + failure.text());
        }
        if (exception instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        if (exception instanceof MissingParameterException missing) {
            return missing(missing);
        }
        if (!exception.getCommandLine().getSubcommands().isEmpty()) {
            return Failure.usage("a command is missing", seeHelp(exception));
        }
        String message = String.valueOf(exception.getMessage());
        return Failure.usage(
                message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1), seeHelp(exception));
    }

    private static String prefix(@Nullable ArgSpec spec) {
        return spec instanceof OptionSpec option ? option.longestName() + ": " : "";
    }

    /** What is missing may be there, but misspelt. */
    private static Failure missing(MissingParameterException exception) {
        CommandLine line = exception.getCommandLine();
        List<String> unknown =
                line.getUnmatchedArguments().stream().filter(Options::isOption).toList();
        if (!unknown.isEmpty()) {
            return unmatched(new UnmatchedArgumentException(line, unknown));
        }
        List<String> missing = exception.getMissing().stream()
                .map(spec -> prefix(spec).replace(": ", " ") + spec.paramLabel())
                .toList();
        return Failure.usage(
                String.join(" and ", missing) + (missing.size() == 1 ? " is missing" : " are missing"),
                seeHelp(exception));
    }

    private static Failure unmatched(UnmatchedArgumentException exception) {
        String word = exception.getUnmatched().get(0);
        if (Options.isOption(word)) {
            List<String> close = exception.getSuggestions();
            return Failure.usage(
                    "there is no option '" + word + "'",
                    close.isEmpty() ? seeHelp(exception) : "did you mean " + close.get(0) + "?");
        }
        Object command = exception.getCommandLine().getCommandSpec().userObject();
        boolean oneName = command instanceof Command named && named.oneName();
        return Failure.usage(
                "'" + word + "' is one word too many",
                (oneName ? "the first word after the command is the name, whatever it spells; " : "")
                        + seeHelp(exception));
    }

    private static String seeHelp(ParameterException exception) {
        CommandLine line = exception.getCommandLine();
        return "see '" + line.getCommandSpec().qualifiedName() + " --help'";
    }
}
