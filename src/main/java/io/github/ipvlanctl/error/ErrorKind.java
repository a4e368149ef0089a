package io.github.ipvlanctl.error;

import java.util.Locale;

/** The kinds of failure that a user can tell apart, each with the exit code that the contract gives it. */
public enum ErrorKind {
    FAILED(1, "the kernel or 'ip' said no, or a bug"),
    USAGE(2, "wrong usage or an invalid value; nothing was run"),
    CONFLICT(3, "refused: it would break or contradict what is there"),
    NOT_FOUND(4, "not found: parent, link, namespace, file"),
    PERMISSION(5, "no permission"),
    ENVIRONMENT(6, "the environment cannot: no 'ip' or docker, one too old, no ipvlan driver"),
    TIMEOUT(7, "timed out"),
    INTERRUPTED(130, "stopped by a signal, after what was half done had been undone");

    private final int exitCode;
    private final String meaning;

    ErrorKind(int exitCode, String meaning) {
        this.exitCode = exitCode;
        this.meaning = meaning;
    }

    /** The process's exit code, 1 to 130. */
    public int exitCode() {
        return exitCode;
    }

    /** What it says of the run, for people. */
    public String meaning() {
        return meaning;
    }

    /** The kind as JSON spells it: {@code not_found}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
