package io.github.ipvlanctl.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a command cannot be carried out: what is wrong, and what to do about it.
 *
 * <p>Anything else that is thrown is a bug.
 */
public final class Failure extends RuntimeException {
    private final ErrorKind kind;
    private final @Nullable String hint;
    private final List<String> command;
    private final @Nullable String stderr;
    private final List<String> details;

    private Failure(
            ErrorKind kind,
            String message,
            @Nullable String hint,
            List<String> command,
            @Nullable String stderr,
            List<String> details) {
        super(message);
        this.kind = kind;
        this.hint = hint;
        this.command = List.copyOf(command);
        this.stderr = stderr;
        this.details = List.copyOf(details);
    }

    /** A failure of {@code kind}: one line that says what is wrong, and one that says what to do, if anything can be. */
    public static Failure of(ErrorKind kind, String message, @Nullable String hint) {
        return new Failure(kind, message, hint, List.of(), null, List.of());
    }

    /** An invalid value or wrong usage. */
    public static Failure usage(String message, @Nullable String hint) {
        return of(ErrorKind.USAGE, message, hint);
    }

    /** What was asked contradicts what is there. */
    public static Failure conflict(String message, @Nullable String hint) {
        return of(ErrorKind.CONFLICT, message, hint);
    }

    /** Something named is not there. */
    public static Failure notFound(String message, @Nullable String hint) {
        return of(ErrorKind.NOT_FOUND, message, hint);
    }

    /** A signal came before the end. */
    public static Failure stopped() {
        return of(ErrorKind.INTERRUPTED, "stopped by a signal", null);
    }

    /** The same failure, naming the command (its argument vector) that failed and what it wrote to stderr. */
    public Failure from(List<String> failedCommand, String itsStderr) {
        return replaced(text(), hint, failedCommand, itsStderr, details);
    }

    /** The same failure with another message. */
    public Failure withMessage(String newMessage) {
        return replaced(newMessage, hint, command, stderr, details);
    }

    /** The same failure with another hint. */
    public Failure withHint(@Nullable String newHint) {
        return replaced(text(), newHint, command, stderr, details);
    }

    /** The same failure with lines that stand between the message and the hint: many mistakes told at once. */
    public Failure withDetails(List<String> lines) {
        return replaced(text(), hint, command, stderr, lines);
    }

    private Failure replaced(
            String message,
            @Nullable String newHint,
            List<String> newCommand,
            @Nullable String err,
            List<String> newDetails) {
        Failure copy = new Failure(kind, message, newHint, newCommand, err, newDetails);
        copy.setStackTrace(getStackTrace());
        return copy;
    }

    /** What the user can tell it by. */
    public ErrorKind kind() {
        return kind;
    }

    /** The message; never null. */
    public String text() {
        String message = getMessage();
        return message == null ? kind.word() : message;
    }

    /** What to do, or null where nothing is known to help. */
    public @Nullable String hint() {
        return hint;
    }

    /** The argument vector of the command that failed; empty where none was run. */
    public List<String> command() {
        return command;
    }

    /** What that command wrote to stderr, or null where none was run. */
    public @Nullable String stderr() {
        return stderr;
    }

    /** Further lines, mostly none. */
    public List<String> details() {
        return details;
    }
}
