package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.render.Renderer;
import java.io.PrintWriter;
import java.util.List;

/** Tells why a command failed: two lines, or the same as JSON. */
final class ErrorReport {
    private final PrintWriter err;
    private final List<String> words;

    /** The words are needed since a command line that cannot be parsed may ask for JSON all the same. */
    ErrorReport(PrintWriter err, String... words) {
        this.err = err;
        this.words = List.of(words);
    }

    /** Writes it; the result is the exit code. */
    int failure(Failure failure) {
        if (wantsJson()) {
            err.print(Renderer.json(failure));
        } else {
            err.println(Program.NAME + ": " + failure.text());
            failure.details().forEach(line -> err.println("  " + line));
            if (failure.hint() != null) {
                err.println("  hint: " + failure.hint());
            }
        }
        return failure.kind().exitCode();
    }

    /** Anything that was thrown: a failure, or else a bug, whose stack trace is shown only on request. */
    int exception(Exception exception) {
        return exception instanceof Failure failure ? failure(failure) : bug(exception);
    }

    private int bug(Exception bug) {
        int code = failure(Failure.of(
                ErrorKind.FAILED, "a bug in ipvlanctl: " + bug, "run it again with -vv and report what it prints"));
        if (words.stream().anyMatch(word -> word.startsWith("-vv"))) {
            bug.printStackTrace(err);
        }
        return code;
    }

    private boolean wantsJson() {
        int output = Math.max(words.indexOf("-o"), words.indexOf("--output"));
        return words.contains("-j")
                || words.contains("--json")
                || words.contains("--output=json")
                || words.contains("-ojson")
                || (output >= 0
                        && output + 1 < words.size()
                        && words.get(output + 1).equals("json"));
    }
}
