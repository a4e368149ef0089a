package io.github.ipvlanctl.exec;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a command.
 *
 * @param command what was run
 * @param termination how it ended
 * @param stdout all it wrote there, read as UTF-8 (malformed bytes become U+FFFD)
 * @param stderr likewise
 */
public record CommandResult(Command command, Termination termination, String stdout, String stderr) {
    /** True when it ended by itself with exit code 0. */
    public boolean succeeded() {
        return termination.succeeded();
    }

    /** The program's name or path, as it was called; where sudo called it, not sudo's. */
    public String program() {
        List<String> argv = command.argv();
        return argv.get(0).equals("sudo") ? argv.get(2) : argv.get(0);
    }

    /** The failure that it was ended from outside, whatever it had said by then; null when it ended by itself. */
    public @Nullable Failure killed() {
        if (termination instanceof Termination.TimedOut timedOut) {
            return Failure.of(
                    ErrorKind.TIMEOUT,
                    program() + " did not end within " + timedOut.limit().toSeconds() + " s and was killed",
                    "give it longer with --timeout SECONDS");
        }
        return termination instanceof Termination.Signalled signalled
                ? Failure.of(
                        ErrorKind.FAILED, program() + " was killed by signal " + signalled.signal(), "run it again")
                : null;
    }
}
