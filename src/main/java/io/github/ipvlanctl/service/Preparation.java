package io.github.ipvlanctl.service;

import io.github.ipvlanctl.error.Failure;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * A change that was looked at and checked, and can now be shown or made.
 *
 * @param <T> what stands afterwards
 */
public interface Preparation<T> {
    /** The exact commands that {@link #run} would run, as text for a POSIX shell; none when all is so already. */
    List<String> commands();

    /** How many steps {@link #run} takes. */
    long size();

    /** Makes the change, whole or not at all, and reads back what stands then. */
    default T run() {
        return run(taken -> {});
    }

    /**
     * The same, telling how far it has come.
     *
     * @param progress is told now and then, from any thread, about how many steps have been taken
     * @throws Failure when a command fails; what had been done is undone by then
     */
    T run(LongConsumer progress);
}
