package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A command that only has others below it. It knows each one's name and line of help, and how to make it, so that no more
 * is made than the command line names.
 */
public record Group(String name, String summary, Supplier<List<Entry>> below) {
    /** What {@code ip} calls commands, and what they are called here. Neither help nor completion tells of these words. */
    private static final Map<String, List<String>> SYNONYMS = Map.of(
            "address", List.of("addr"),
            "delete", List.of("del", "rm"),
            "list", List.of("ls", "show"),
            "ls", List.of("list", "show"),
            "show", List.of("list"));

    /**
     * One below a group: either a further group, or a command.
     */
    public sealed interface Entry {
        /** The word that names it. */
        String name();

        /** One line of help. */
        String summary();

        /** True for what is not for people. */
        boolean isHidden();
    }

    /** A command, not yet made. */
    public record Leaf(String name, String summary, boolean isHidden, Function<Invocation, Command> maker)
            implements Entry {}

    /** A group below a group. */
    public record Branch(Group group) implements Entry {
        @Override
        public String name() {
            return group.name();
        }

        @Override
        public String summary() {
            return group.summary();
        }

        @Override
        public boolean isHidden() {
            return false;
        }
    }

    /** What is below it. */
    public List<Entry> entries() {
        return below.get();
    }

    /** A group below a group. */
    public static Entry branch(String name, String summary, Supplier<List<Entry>> below) {
        return new Branch(new Group(name, summary, below));
    }

    /** A command of a group. */
    public static Entry leaf(String name, String summary, Function<Invocation, Command> maker) {
        return new Leaf(name, summary, false, maker);
    }

    /** A command that help does not list. */
    public static Entry hidden(String name, String summary, Function<Invocation, Command> maker) {
        return new Leaf(name, summary, true, maker);
    }

    /**
     * The entry of that name, or of another that {@code ip} has for it.
     *
     * @throws Failure of kind {@code USAGE}, with close matches
     */
    Entry require(String word) {
        List<Entry> entries = entries();
        List<String> spellings = new ArrayList<>(List.of(word));
        spellings.addAll(SYNONYMS.getOrDefault(word, List.of()));
        for (String spelling : spellings) {
            for (Entry entry : entries) {
                if (entry.name().equals(spelling)) {
                    return entry;
                }
            }
        }
        throw Failure.usage(
                "there is no command '" + word + "'" + (name.equals(Program.NAME) ? "" : " of '" + name + "'"),
                Suggestions.hint(word, names(), "there are"));
    }

    /** The names of those that are for people. */
    List<String> names() {
        return entries().stream()
                .filter(entry -> !entry.isHidden())
                .map(Entry::name)
                .toList();
    }
}
