package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.render.Format;
import io.github.ipvlanctl.render.Renderer;
import io.github.ipvlanctl.service.Services;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** One run of the program: its surroundings, and what the global options say. */
public final class Invocation {
    private final Context context;
    private final Group commands;
    private final GlobalOptions global = new GlobalOptions();

    Invocation(Context context, Group commands) {
        this.context = context;
        this.commands = commands;
    }

    /** What may come next on a command line. */
    public sealed interface Expected {}

    /** This very word. */
    public record Word(String text) implements Expected {}

    /**
     * Some value.
     *
     * @param label what it is, in the words of the help: {@code LINK}, {@code DEV}, …
     */
    public record Value(String label) implements Expected {}

    /**
     * What may follow on a command line.
     *
     * @param expected each of the possibilities
     * @param services the use cases as this line's options want them
     */
    public record Expectation(List<Expected> expected, Services services) {}

    /** What may follow these words of a command line, when the next one has begun with {@code last}. */
    public Expectation expectedAfter(List<String> words, String last) {
        Completion completion = new Completion(commands, this);
        List<Expected> expected = completion.after(words, last);
        return new Expectation(expected, services(completion.global()));
    }

    /** The whole program as its help describes it. */
    public Described described() {
        return Described.of(commands, this);
    }

    /** The global options. */
    public GlobalOptions global() {
        return global;
    }

    /** Standard input. */
    public InputStream in() {
        return context.in();
    }

    /** Where results go. */
    public PrintWriter out() {
        return context.out();
    }

    /** Where everything for people goes. */
    PrintWriter err() {
        return context.err();
    }

    /** Whether results may be coloured. */
    boolean color() {
        return switch (global.color()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> context.outIsTerminal() && variable("NO_COLOR").isEmpty();
        };
    }

    /** Whether a table can have a terminal's whole screen. */
    boolean hasScreen() {
        String terminal = variable("TERM");
        return context.outIsTerminal()
                && global.format() == Format.TABLE
                && !terminal.isEmpty()
                && !terminal.equals("dumb");
    }

    private String variable(String name) {
        return Objects.requireNonNullElse(context.environment().apply(name), "");
    }

    /**
     * Does work that tells how far it has come: shown where a person looks on, and it takes long.
     *
     * @param size what the work tells when it is done
     */
    <T> T follow(long size, Function<LongConsumer, T> work) {
        if (!context.errIsTerminal() || global.isQuiet() || global.verbosity() > 0) {
            return work.apply(done -> {});
        }
        try (Progress progress = new Progress(context.err(), size, Progress.PATIENCE)) {
            return work.apply(progress);
        }
    }

    /** The use cases. */
    Services services() {
        return services(global);
    }

    private Services services(GlobalOptions options) {
        return context.factory().create(options.settings(), this::note);
    }

    private void note(String text) {
        if (!global.isQuiet()) {
            boolean json = global.format() == Format.JSON;
            context.err().print(json ? Renderer.note(text) : Program.NAME + ": note: " + text + System.lineSeparator());
            context.err().flush();
        }
    }
}
