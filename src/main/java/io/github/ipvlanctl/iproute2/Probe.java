package io.github.ipvlanctl.iproute2;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.exec.Command;
import io.github.ipvlanctl.exec.CommandResult;
import io.github.ipvlanctl.exec.ProcessRunner;
import io.github.ipvlanctl.exec.Termination;
import io.github.ipvlanctl.model.Netns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Runs other programs than {@code ip} in any namespace, to see what {@code ip} does not tell. None of them changes anything. */
public final class Probe {
    private final ProcessRunner runner;
    private final IpProgram program;

    Probe(ProcessRunner runner, IpProgram program) {
        this.runner = runner;
        this.program = program;
    }

    /** What a program that ended by itself has said. */
    public record Answer(int exit, String out, String err) {}

    /**
     * Runs a program.
     *
     * @return nothing when it is not installed, may not be run, or did not end by itself
     * @throws Failure of kind {@code INTERRUPTED}
     */
    public Optional<Answer> run(Netns netns, List<String> argv) {
        try {
            CommandResult result = runner.run(Command.of(program.within(netns, argv)));
            return result.termination() instanceof Termination.Exited exited && !isMissing(result.stderr())
                    ? Optional.of(new Answer(exited.code(), result.stdout(), result.stderr()))
                    : Optional.empty();
        } catch (Failure failure) {
            if (failure.kind() == ErrorKind.INTERRUPTED) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    /** Asks several times at once, a few side by side; the answers in the order of the questions. */
    public <Q, A> List<A> ask(List<Q> questions, Function<Q, A> answer) {
        return questions.isEmpty() ? List.of() : SideBySide.read(questions, answer);
    }

    /**
     * The files' texts by their paths, as processes in that namespace see them; those that are not there are left out.
     *
     * @throws Failure of kind {@code ENVIRONMENT} when nobody could look
     */
    public Map<String, String> files(Netns netns, Collection<String> paths) {
        List<String> argv = new ArrayList<>(List.of("grep", "-sH", ""));
        argv.addAll(paths);
        Map<String, String> texts = new HashMap<>();
        // No path here has a colon in it, since no device's name has; what grep says of a file that is no text has none
        // either.
        Answer answer = run(netns, argv)
                .orElseThrow(() -> Failure.of(ErrorKind.ENVIRONMENT, "cannot run grep" + netns.remark(), null));
        answer.out().lines().forEach(line -> {
            int colon = line.indexOf(':');
            // Whatever else a stranger in grep's place writes tells of no file.
            if (colon > 0) {
                texts.merge(
                        line.substring(0, colon), line.substring(colon + 1), (before, more) -> before + "\n" + more);
            }
        });
        return texts;
    }

    /** How a program is run there, as text for a shell. */
    public String text(Netns netns, List<String> argv) {
        return Command.of(program.within(netns, argv)).shellText();
    }

    /** A command line as text for a shell, whatever it runs. */
    public static String text(List<String> argv) {
        return Command.of(argv).shellText();
    }

    private static boolean isMissing(String stderr) {
        return stderr.startsWith("exec of ")
                || stderr.startsWith("nsenter: failed to execute")
                || stderr.contains("Operation not permitted")
                || stderr.contains("Permission denied");
    }
}
