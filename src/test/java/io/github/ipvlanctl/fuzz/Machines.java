package io.github.ipvlanctl.fuzz;

import io.github.ipvlanctl.cli.Context;
import io.github.ipvlanctl.cli.Program;
import io.github.ipvlanctl.exec.Command;
import io.github.ipvlanctl.played.PlayedMachine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Runs of the program on machines that are played. */
final class Machines {
    private static final Set<Integer> EXIT_CODES = Set.of(0, 1, 2, 3, 4, 5, 6, 7, 10);

    private Machines() {}

    /**
     * What came of a command line.
     *
     * @param commands what was run
     */
    record Outcome(int exit, String out, String err, List<Command> commands) {
        /** In a word; what is a bug is thrown. */
        String word() {
            if (!EXIT_CODES.contains(exit) || err.contains("a bug in ipvlanctl") || err.contains("\tat ")) {
                throw new AssertionError("exit " + exit + ": " + err);
            }
            return "exit " + exit;
        }
    }

    /** Runs a command line on a new machine, with a text on stdin, and with damage done to what is printed. */
    static Outcome run(List<String> words, String stdin, UnaryOperator<String> damage) {
        Path directory = null;
        try {
            directory = Files.createTempDirectory("fuzz");
            PlayedRunner runner = new PlayedRunner(new PlayedMachine(directory), damage);
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            Context context = new Context(
                    new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                    new PrintWriter(out),
                    new PrintWriter(err),
                    false,
                    false,
                    name -> null,
                    runner::services);
            int exit = new Program(context).run(words.toArray(String[]::new));
            return new Outcome(exit, out.toString(), err.toString(), runner.commands());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(directory);
        }
    }

    private static void delete(@Nullable Path directory) {
        if (directory != null) {
            try (var paths = Files.walk(directory)) {
                paths.sorted((a, b) -> b.compareTo(a))
                        .forEach(path -> path.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
