package io.github.ipvlanctl.fuzz;

import io.github.ipvlanctl.exec.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** What is shown for a shell, a shell reads as the very words, byte for byte. */
final class Shell {
    /** A real shell reads the text; what it would run tells its words and its stdin. */
    private static final String READER = """
            ip() {
                printf '%s\\0' "$#" "$@"
                case "$*" in *'-batch -') cat ;; esac
                printf '\\0'
            }
            """;

    private static final String HERE_DOCUMENT_READER = READER.replace("case \"$*\" in *'-batch -') cat ;; esac", "cat");

    private Shell() {}

    /** Command lines: what --dry-run prints, does the same in a shell as the program does without it. */
    static Target<?> dryRuns() {
        return new Target<>("dry runs", Lines.sensible(), Shell::dryRun);
    }

    /** Any commands, however strange their words. */
    static Target<?> texts() {
        Arbitrary<String> word = Arbitraries.oneOf(
                Words.any(), Arbitraries.strings().ofMaxLength(12), Arbitraries.of("EOF", "EOF_", "'EOF'", "'\\''"));
        Arbitrary<Command> commands = Combinators.combine(
                        word.map(Shell::plain).list().ofMaxSize(6),
                        word.map(Shell::plain).list().ofMaxSize(4))
                .as((words, lines) -> {
                    List<String> argv = new ArrayList<>(List.of("ip"));
                    argv.addAll(words);
                    return new Command(argv, lines.isEmpty() ? null : String.join("\n", lines) + "\n");
                });
        return new Target<>("shell texts", commands, Shell::text);
    }

    /** What can be a word of a process's: no byte of it is 0, and it is whole characters. */
    private static String plain(String word) {
        byte[] bytes = word.replace("\0", "").getBytes(StandardCharsets.UTF_8);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String dryRun(List<String> line) {
        List<String> dry = new ArrayList<>(List.of("--dry-run"));
        dry.addAll(line);
        Machines.Outcome shown = Machines.run(dry, "", text -> text);
        Machines.Outcome done = Machines.run(line, "", text -> text);
        done.word();
        String word = shown.word();
        if (shown.exit() != 0) {
            return word;
        }
        List<Command> changing = new ArrayList<>(done.commands());
        changing.removeIf(
                command -> command.argv().contains("show") || command.argv().contains("list-id"));
        compare(read(READER, shown.out()), changing);
        return changing.isEmpty() ? "nothing to do" : "the same";
    }

    private static String text(Command command) {
        boolean reads = command.input() != null;
        compare(
                read(reads ? HERE_DOCUMENT_READER : READER.replace("cat", ":"), command.shellText() + "\n"),
                List.of(command));
        return "the same";
    }

    private static void compare(String read, List<Command> commands) {
        StringBuilder expected = new StringBuilder();
        for (Command command : commands) {
            expected.append(command.argv().size() - 1).append('\0');
            command.argv().subList(1, command.argv().size()).forEach(word -> expected.append(word)
                    .append('\0'));
            expected.append(command.input() == null ? "" : command.input()).append('\0');
        }
        if (!read.equals(expected.toString())) {
            throw new AssertionError("a shell reads\n" + read + "\nand meant was\n" + expected);
        }
    }

    private static String read(String reader, String text) {
        try {
            Process shell =
                    new ProcessBuilder("sh", "-s").redirectErrorStream(true).start();
            try (var in = shell.getOutputStream()) {
                in.write((reader + text).getBytes(StandardCharsets.UTF_8));
            }
            return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
