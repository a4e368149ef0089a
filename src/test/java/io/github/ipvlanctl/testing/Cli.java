package io.github.ipvlanctl.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.cli.Context;
import io.github.ipvlanctl.cli.Program;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;

/** Runs command lines in this process, on a {@link Machine}. */
public final class Cli {
    private final Machine machine;
    private final Map<String, String> environment = new HashMap<>();
    private boolean terminal;

    /** The program on that machine; stdout is no terminal. */
    public Cli(Machine machine) {
        this.machine = machine;
    }

    /** stdout and stderr are a terminal. */
    public Cli onTerminal() {
        terminal = true;
        return this;
    }

    /** An environment variable is set. */
    public Cli with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** What came of a command line. Each assertion tells all of it when it fails. */
    public record Outcome(String out, String err, int exit) {
        /** It succeeded, wrote exactly that as its result, and had nothing to say beside. */
        public void prints(String expected) {
            assertThat(this).isEqualTo(new Outcome(expected, "", 0));
        }

        /** It succeeded and the result holds that. */
        public void printsPart(String part) {
            assertThat(out).as(toString()).contains(part);
            assertThat(exit).as(toString()).isZero();
        }

        /** It failed with two lines, or with one when {@code hint} is empty, and no result. */
        public void fails(int code, String message, String hint) {
            String expected = "ipvlanctl: " + message + "\n" + (hint.isEmpty() ? "" : "  hint: " + hint + "\n");
            assertThat(this).isEqualTo(new Outcome("", expected, code));
        }

        @Override
        public String toString() {
            return "exit " + exit + "\n--- stdout\n" + out + "--- stderr\n" + err + "---";
        }
    }

    /** Runs one command line. */
    public Outcome run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = new Program(context(new PrintWriter(out), new PrintWriter(err))).run(words);
        return new Outcome(out.toString(), err.toString(), exit);
    }

    /** Runs one command line, written with single blanks between its words. */
    public Outcome line(String line) {
        return run(line.split(" ", -1));
    }

    /** The surroundings of a program on this machine. */
    public Context context(PrintWriter out, PrintWriter err) {
        return new Context(
                InputStream.nullInputStream(),
                out,
                err,
                terminal,
                terminal,
                environment::get,
                (settings, notes) -> machine.services(settings.ip(), settings.sudo(), settings.netns(), notes));
    }
}
