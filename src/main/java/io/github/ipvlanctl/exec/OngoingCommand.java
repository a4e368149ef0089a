package io.github.ipvlanctl.exec;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A command that goes on until it is closed. That it writes is noticed; what it writes is not kept, however much it is, but
 * for the end of what it complains of.
 */
public interface OngoingCommand extends AutoCloseable {
    /**
     * Waits until it writes something to either of its streams, or ends. What it wrote since the last call counts.
     *
     * @param limit how long to wait at most; zero only looks
     * @return whether it did
     * @throws io.github.ipvlanctl.error.Failure of kind {@code INTERRUPTED} when this thread was interrupted
     */
    boolean awaitOutput(Duration limit);

    /**
     * What came of it when it has ended by itself, without its stdout and with the last of its stderr; null while it runs.
     *
     * @throws io.github.ipvlanctl.error.Failure of kind {@code INTERRUPTED} when what ended it is ending this process too
     */
    @Nullable
    CommandResult result();

    /** Ends it, if it still runs, with what it started. */
    @Override
    void close();
}
