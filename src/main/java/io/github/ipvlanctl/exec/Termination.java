package io.github.ipvlanctl.exec;

import java.time.Duration;

/** How a process ended. */
public sealed interface Termination {
    /** It ended by itself with {@code code}, 0 to 255. */
    record Exited(int code) implements Termination {
        @Override
        public String text(Duration elapsed) {
            return "exit " + code + " after " + elapsed.toMillis() + " ms";
        }
    }

    /** A signal ended it ({@code signal(7)}). */
    record Signalled(int signal) implements Termination {
        @Override
        public String text(Duration elapsed) {
            return "killed by signal " + signal + " after " + elapsed.toMillis() + " ms";
        }
    }

    /** It was still running after {@code limit} and was killed. */
    record TimedOut(Duration limit) implements Termination {
        @Override
        public String text(Duration elapsed) {
            return "timed out after " + limit.toSeconds() + " s";
        }
    }

    /** The same in words, of a process that ran for {@code elapsed}: {@code exit 0 after 12 ms}. */
    String text(Duration elapsed);

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
