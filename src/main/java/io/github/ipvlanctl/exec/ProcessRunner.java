package io.github.ipvlanctl.exec;

import io.github.ipvlanctl.error.Failure;

/** Runs commands. The one place where tests put something else. */
public interface ProcessRunner {
    /**
     * Runs {@code command} to its end, or to its deadline, and captures what it wrote.
     *
     * @throws Failure of kind {@code ENVIRONMENT} when the program cannot be started, {@code INTERRUPTED} when this
     *     thread was interrupted: the process is dead by then, and how far it came is unknown
     */
    CommandResult run(Command command);

    /**
     * Runs {@code command} with this process's own streams and environment and no deadline, as a shell would.
     *
     * @throws Failure as {@link #run}
     */
    Termination attach(Command command);
}
