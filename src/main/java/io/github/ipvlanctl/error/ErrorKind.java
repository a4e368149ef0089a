package io.github.ipvlanctl.error;

import java.util.Locale;

/** The kinds of failure that a user can tell apart, each with the exit code that the contract gives it. */
public enum ErrorKind {
    /** The kernel or {@code ip} said no, or there is a bug in this program. */
    FAILED(1),
    /** Wrong usage or an invalid value; nothing was run. */
    USAGE(2),
    /** Refused: it would break or contradict what is there. */
    CONFLICT(3),
    /** A parent, link, namespace or file that is not there. */
    NOT_FOUND(4),
    /** The caller lacks the rights. */
    PERMISSION(5),
    /** The environment cannot: no {@code ip}, one too old, no ipvlan driver. */
    ENVIRONMENT(6),
    /** A program did not end in time. */
    TIMEOUT(7),
    /** Stopped by a signal, after what was half done had been undone. */
    INTERRUPTED(130);

    private final int exitCode;

    ErrorKind(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The process's exit code, 1 to 130. */
    public int exitCode() {
        return exitCode;
    }

    /** The kind as JSON spells it: {@code not_found}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
