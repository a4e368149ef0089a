package io.github.ipvlanctl.exec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program to run: its argument vector, the program first, and what it reads on stdin.
 *
 * <p>No shell is ever between: an argument is one argument, whatever is in it.
 *
 * @param argv the program's name or path, then its arguments; at least one element
 * @param input text for its stdin, or null for an empty one
 */
public record Command(List<String> argv, @Nullable String input) {
    /** Checks that there is a program, and copies the list. */
    public Command {
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        argv = List.copyOf(argv);
    }

    /** A command with an empty stdin. */
    public static Command of(List<String> argv) {
        return new Command(argv, null);
    }

    /** How many lines it reads: a deadline for one command must be longer for a batch of thousands. */
    public long inputLines() {
        return input == null ? 0 : input.lines().count();
    }

    /** The command as text that does the same when pasted into a POSIX shell. */
    public String shellText() {
        String line = ShellQuoting.quote(argv);
        return input == null ? line : line + " " + ShellQuoting.hereDocument(input);
    }

    @Override
    public String toString() {
        return shellText();
    }
}
