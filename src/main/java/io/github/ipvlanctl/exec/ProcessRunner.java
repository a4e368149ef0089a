package io.github.ipvlanctl.exec;

import io.github.ipvlanctl.error.Failure;
import java.util.function.IntConsumer;

/** Runs commands. The one place where tests put something else. */
public interface ProcessRunner {
    /**
     * Runs {@code command} to its end, or to its deadline, and captures what it wrote.
     *
     * @param linesTaken is told, from another thread, how many more lines of the input are on their way to the program: as
     *     many as the pipe to it holds, 64 KiB, may not have been read by it yet
     * @throws Failure of kind {@code ENVIRONMENT} when the program cannot be started, {@code INTERRUPTED} when this
     *     thread was interrupted: the process is dead by then, and how far it came is unknown
     */
    CommandResult run(Command command, IntConsumer linesTaken);

    /** The same, when nobody wants to know how far it has come. */
    default CommandResult run(Command command) {
        return run(command, lines -> {});
    }

    /**
     * Runs {@code command} with this process's own streams and environment and no deadline, as a shell would.
     *
     * @throws Failure as {@link #run}
     */
    Termination attach(Command command);

    /**
     * Starts {@code command}, which then runs without a deadline until it is closed.
     *
     * @throws Failure as {@link #run}
     */
    OngoingCommand start(Command command);
}
