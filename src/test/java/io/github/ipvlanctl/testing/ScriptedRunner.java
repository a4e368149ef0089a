package io.github.ipvlanctl.testing;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.exec.Command;
import io.github.ipvlanctl.exec.CommandResult;
import io.github.ipvlanctl.exec.OngoingCommand;
import io.github.ipvlanctl.exec.ProcessRunner;
import io.github.ipvlanctl.exec.Termination;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Plays processes by a script: the commands that are to be run, in their order, and what comes of each.
 *
 * <p>A command is written as its shell text, which says argument vector and stdin without ambiguity. One that is not the
 * next of the script fails the test at once; {@link #verify} fails it when some were never run.
 */
public final class ScriptedRunner implements ProcessRunner {
    private record Entry(String text, Function<Command, CommandResult> answer) {}

    private static final String OUTPUT = "(output)";
    private static final String RESULT = "(result)";

    private final Deque<Entry> script = new ArrayDeque<>();
    private final List<String> run = new ArrayList<>();
    private int closed;

    /** What comes of the command that was named last. */
    public final class Answer {
        private final String text;

        private Answer(String text) {
            this.text = text;
        }

        /** It succeeds without a word. */
        public ScriptedRunner succeeds() {
            return prints("");
        }

        /** It succeeds and writes that to stdout. */
        public ScriptedRunner prints(String stdout) {
            return ends(new Termination.Exited(0), stdout, "");
        }

        /** It exits with a code and writes that to stderr. */
        public ScriptedRunner fails(int code, String stderr) {
            return ends(new Termination.Exited(code), "", stderr);
        }

        /** It has to be killed. */
        public ScriptedRunner timesOut() {
            return ends(new Termination.TimedOut(Duration.ofSeconds(30)), "", "");
        }

        /** A signal ends it. */
        public ScriptedRunner isKilledBy(int signal) {
            return ends(new Termination.Signalled(signal), "", "");
        }

        /** The program itself is stopped while it runs. */
        public ScriptedRunner isInterrupted() {
            return throwsFailure(ErrorKind.INTERRUPTED, "stopped by a signal");
        }

        /** It cannot be run. */
        public ScriptedRunner throwsFailure(ErrorKind kind, String message) {
            return add(command -> {
                throw Failure.of(kind, message, null);
            });
        }

        /** It ends in any way. */
        public ScriptedRunner ends(Termination termination, String stdout, String stderr) {
            return add(command -> new CommandResult(command, termination, stdout, stderr));
        }

        private ScriptedRunner add(Function<Command, CommandResult> answer) {
            script.add(new Entry(text, answer));
            return ScriptedRunner.this;
        }
    }

    /** What is made of a command that goes on: as {@link #expect}, its output is awaited by further entries. */
    public ScriptedRunner expectStart(String text) {
        return expect(text).succeeds();
    }

    /** The output of the command that goes on is awaited, and comes. */
    public ScriptedRunner itWrites() {
        return expect(OUTPUT).succeeds();
    }

    /** The output of the command that goes on is awaited, and none comes in time. */
    public ScriptedRunner itIsSilent() {
        return expect(OUTPUT).fails(1, "");
    }

    /** The output of the command that goes on is awaited, when the program itself is stopped. */
    public ScriptedRunner isStoppedMeanwhile() {
        return expect(OUTPUT).isInterrupted();
    }

    /** The output of the command that goes on is awaited, and it ends. */
    public ScriptedRunner itEnds(Termination termination, String stderr) {
        return expect(OUTPUT).ends(termination, "", stderr).expect(RESULT).ends(termination, "", stderr);
    }

    /** The next command, as text for a shell; for several lines on stdin a here-document. */
    public Answer expect(String text) {
        return new Answer(text);
    }

    /** The next command is a batch of these lines, in a process with these words before {@code -batch -}. */
    public Answer expectBatch(String program, String... lines) {
        return expect(batch(program, lines));
    }

    /** A batch as its shell text. */
    public static String batch(String program, String... lines) {
        return program + " -batch - <<'EOF'\n" + String.join("\n", lines) + "\nEOF";
    }

    @Override
    public CommandResult run(Command command, IntConsumer linesTaken) {
        Entry next = next(command.shellText());
        linesTaken.accept((int) command.inputLines());
        return next.answer().apply(command);
    }

    private Entry next(String text) {
        run.add(text);
        Entry next = script.poll();
        if (next == null || !next.text().equals(text)) {
            throw new AssertionError(
                    "not what the script has next\n  expected: " + (next == null ? "nothing more" : next.text())
                            + "\n  but ran:  " + text + "\n  all so far: " + run);
        }
        return next;
    }

    @Override
    public Termination attach(Command command) {
        return run(command).termination();
    }

    @Override
    public OngoingCommand start(Command command) {
        run(command);
        return new Ongoing(command);
    }

    private final class Ongoing implements OngoingCommand {
        private final Command command;

        Ongoing(Command command) {
            this.command = command;
        }

        @Override
        public boolean awaitOutput(Duration limit) {
            return play(OUTPUT).succeeded() || endsNext();
        }

        private boolean endsNext() {
            return !script.isEmpty() && script.element().text().equals(RESULT);
        }

        @Override
        public @Nullable CommandResult result() {
            return endsNext() ? play(RESULT) : null;
        }

        private CommandResult play(String what) {
            return next(what).answer().apply(command);
        }

        @Override
        public void close() {
            closed++;
        }
    }

    /** How many of the commands that went on have been closed. */
    public int closed() {
        return closed;
    }

    /** Fails when something of the script was not run. */
    public void verify() {
        if (!script.isEmpty()) {
            throw new AssertionError(
                    "never run: " + script.stream().map(Entry::text).toList() + "\n  but ran: " + run);
        }
    }
}
