package io.github.ipvlanctl.exec;

import java.time.Duration;

/** How a process ended. */
public sealed interface Termination {
    /** It ended by itself with {@code code}, 0 to 255. */
    record Exited(int code) implements Termination {}

    /** A signal ended it ({@code signal(7)}). */
    record Signalled(int signal) implements Termination {}

    /** It was still running after {@code limit} and was killed. */
    record TimedOut(Duration limit) implements Termination {}

    /** True for an exit with code 0. */
    default boolean succeeded() {
        return this instanceof Exited exited && exited.code() == 0;
    }

    /**
     * True when it is unknown how far the process came: it was killed, so what it was told last may or may not have
     * happened.
     */
    default boolean uncertain() {
        return !(this instanceof Exited);
    }

    /**
     * Reads {@link Process#exitValue()}, which gives a signal's number plus 128. A program may exit with such a code
     * itself (a shell does, for its child's signal), which means the same.
     */
    static Termination ofExitValue(int value) {
        int signal = value - 128;
        return signal > 0 && signal <= 64 ? new Signalled(signal) : new Exited(value);
    }
}
