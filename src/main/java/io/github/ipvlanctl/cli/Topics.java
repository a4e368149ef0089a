package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.model.Explanation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** What {@code explain} and the manual say of IPvlan itself, and of each refusal: one text for both. */
public final class Topics {
    /** Each is the name of a resource: a title, and then paragraphs. */
    private static final List<String> TOPICS = List.of("modes", "flags", "host", "dhcp", "l3", "kubernetes", "compare");

    private static final String HEADING = "= ";

    private Topics() {}

    /**
     * What is refused, and why.
     *
     * @param kind as JSON spells it: {@code conflict}
     * @param phrases one of them is in a message that says so
     */
    public record Refusal(String kind, List<String> phrases, String reason) {
        /** What the messages say: {@code "… would switch …"}. */
        String said() {
            return "\"… " + String.join(" …\", \"… ", phrases) + " …\"";
        }
    }

    /** All topics, with their texts, and then all kinds of failures, with theirs. */
    public static List<Explanation> all() {
        List<Explanation> all = new ArrayList<>();
        for (String name : TOPICS) {
            List<String> blocks = blocks(name);
            all.add(new Explanation(name, String.join(" ", blocks.get(0).lines().toList()), paragraphs(blocks)));
        }
        for (ErrorKind kind : ErrorKind.values()) {
            String title = "Exit code " + kind.exitCode() + ": " + kind.meaning() + ".";
            List<String> paragraphs = refusals().stream()
                    .filter(refusal -> refusal.kind().equals(kind.word()))
                    .map(refusal -> refusal.said() + ": " + refusal.reason())
                    .toList();
            all.add(new Explanation(kind.word(), title, paragraphs));
        }
        return all;
    }

    private static List<String> paragraphs(List<String> blocks) {
        return blocks.stream()
                .skip(1)
                .map(block -> block.startsWith(Explanation.VERBATIM) ? block : block.replace('\n', ' '))
                .toList();
    }

    /** Why somebody was refused with this message, or with a part of it that tells. */
    public static Optional<Explanation> ofMessage(String message) {
        String said = message.toLowerCase(Locale.ROOT);
        return refusals().stream()
                .filter(refusal ->
                        refusal.phrases().stream().anyMatch(phrase -> said.contains(phrase.toLowerCase(Locale.ROOT))))
                .findFirst()
                .map(refusal -> new Explanation(refusal.kind(), refusal.said(), List.of(refusal.reason())));
    }

    /** The refusals of all kinds; where a message has phrases of two, the first one is meant. */
    static List<Refusal> refusals() {
        List<Refusal> refusals = new ArrayList<>();
        for (String block : blocks("refusals")) {
            List<String> phrases = new ArrayList<>();
            StringBuilder reason = new StringBuilder();
            String kind = "";
            for (String line : block.split("\n", -1)) {
                if (line.startsWith(HEADING)) {
                    int colon = line.indexOf(": ");
                    kind = line.substring(HEADING.length(), colon);
                    phrases.add(line.substring(colon + 2));
                } else {
                    reason.append(reason.length() == 0 ? "" : " ").append(line);
                }
            }
            refusals.add(new Refusal(kind, List.copyOf(phrases), reason.toString()));
        }
        return refusals;
    }

    private static List<String> blocks(String name) {
        try (InputStream in = Objects.requireNonNull(
                Topics.class.getResourceAsStream("/io/github/ipvlanctl/explain/" + name + ".txt"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return List.of(text.stripTrailing().split("\n\n", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
