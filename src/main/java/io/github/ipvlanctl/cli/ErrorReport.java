package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.render.Format;
import io.github.ipvlanctl.render.Renderer;
import java.io.PrintWriter;

/** Tells why a command failed: two lines, or the same as JSON. */
final class ErrorReport {
    private final PrintWriter err;
    private final GlobalOptions global;

    /** Written to {@code err}, in the form that {@code global} asks for when something has failed. */
    ErrorReport(PrintWriter err, GlobalOptions global) {
        this.err = err;
        this.global = global;
    }

    /** Writes it; the result is the exit code. */
    int failure(Failure failure) {
        if (global.format() == Format.JSON) {
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
    int exception(Throwable exception) {
        return exception instanceof Failure failure ? failure(failure) : bug(exception);
    }

    private int bug(Throwable bug) {
        int code = failure(Failure.of(
                ErrorKind.FAILED, "a bug in ipvlanctl: " + bug, "run it again with -vv and report what it prints"));
        if (global.verbosity() > 1) {
            bug.printStackTrace(err);
        }
        return code;
    }
}
