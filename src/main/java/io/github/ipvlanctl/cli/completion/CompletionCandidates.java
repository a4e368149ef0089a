package io.github.ipvlanctl.cli.completion;

import io.github.ipvlanctl.cli.Command;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.cli.Topics;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Explanation;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.render.shape.RouterSyntax;
import io.github.ipvlanctl.service.DoctorService;
import io.github.ipvlanctl.service.Services;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code completion candidates}: what the last of the words may be, one a line; asked by the shells' scripts. */
final class CompletionCandidates extends Command {
    static final String NAME = "candidates";

    /** Printed in the place of names of files, which a shell knows better. */
    private static final String FILES = ":files";

    private final Option<List<String>> words =
            parameters("WORD", "0..*", word -> word, "The command line so far, without the program.");

    CompletionCandidates(Invocation invocation) {
        super(invocation, "ipvlanctl completion candidates -- link add ipvl0 --parent ''");
    }

    @Override
    protected void run(Services services) {
        List<String> line = new ArrayList<>(all(words));
        String last = line.isEmpty() ? "" : line.remove(line.size() - 1);
        // bash takes '=' for a word of its own; the others leave it within one.
        line.removeIf("="::equals);
        if (last.equals("=")) {
            last = "";
        }
        String before = "";
        int equals = last.indexOf('=');
        if (last.startsWith("--") && equals > 0) {
            before = last.substring(0, equals + 1);
            line.add(last.substring(0, equals));
            last = last.substring(equals + 1);
        }
        Invocation.Expectation next = invocation().expectedAfter(line, last);
        for (Invocation.Expected expected : next.expected()) {
            for (String candidate : candidates(next.services(), expected)) {
                if (candidate.startsWith(last) || candidate.equals(FILES)) {
                    invocation().out().println(before + candidate);
                }
            }
        }
    }

    private static List<String> candidates(Services services, Invocation.Expected expected) {
        if (expected instanceof Invocation.Word word) {
            return List.of(word.text());
        }
        String label = ((Invocation.Value) expected).label();
        try {
            return switch (label) {
                case "LINK" -> services.links().names();
                case "DEV" -> services.parents().names();
                case "NETNS" -> services.namespaces().names();
                case "NETWORK" -> services.docker(null).names();
                case "MODE" -> Stream.of(Mode.values()).map(Mode::word).toList();
                case "FLAG" -> Stream.of(Flag.values()).map(Flag::word).toList();
                case "ROUTER" ->
                    Stream.of(RouterSyntax.values()).map(RouterSyntax::word).toList();
                case "TOPIC" -> Topics.all().stream().map(Explanation::topic).toList();
                case "CHECK" -> DoctorService.checks();
                case "FILE", "PATH", "DIR" -> List.of(FILES);
                case "WHEN" -> List.of("auto", "always", "never");
                default -> List.of();
            };
        } catch (Failure failure) {
            // A completion that cannot look has nothing to offer; the command itself will say why.
            return List.of();
        }
    }
}
