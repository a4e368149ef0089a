package io.github.ipvlanctl.cli.explain;

import io.github.ipvlanctl.cli.Command;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.cli.Topics;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Display;
import io.github.ipvlanctl.model.Explanation;
import io.github.ipvlanctl.model.Suggestions;
import io.github.ipvlanctl.render.shape.ExplanationShape;
import io.github.ipvlanctl.service.Services;
import java.util.List;

/** {@code explain}. */
public final class Explain extends Command {
    private final Option<List<String>> words = parameters(
            "TOPIC",
            "0..*",
            word -> word,
            "A topic, a kind of error, or a message as it was printed; none lists them.");

    private Explain(Invocation invocation) {
        super(
                invocation,
                "ipvlanctl explain",
                "ipvlanctl explain compare",
                "ipvlanctl explain conflict",
                "ipvlanctl explain 'Device or resource busy'");
    }

    /** The command. */
    public static Command command(Invocation invocation) {
        return new Explain(invocation);
    }

    @Override
    protected List<String> explanation() {
        return List.of("What it says is in ipvlanctl-topics(7) too.");
    }

    @Override
    protected void run(Services services) {
        String asked = String.join(" ", all(words));
        List<Explanation> known = Topics.all();
        show(
                new ExplanationShape(),
                asked.isEmpty()
                        ? known.stream()
                                .map(one -> new Explanation(one.topic(), one.title(), List.of()))
                                .toList()
                        : List.of(explain(asked, known)));
    }

    private static Explanation explain(String asked, List<Explanation> known) {
        return known.stream()
                .filter(one -> one.topic().equals(asked))
                .findFirst()
                .or(() -> Topics.ofMessage(asked))
                .orElseThrow(() -> Failure.usage(
                        "there is no topic '" + Display.safe(asked) + "'",
                        Suggestions.hint(
                                asked, known.stream().map(Explanation::topic).toList(), "there are")));
    }
}
