package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.error.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells which words of a command line are options, and what their values are, without parsing it. */
record Options(List<Declaration> known) {
    /** A command's own options and the global ones. */
    static Options of(List<Declaration> own, List<Declaration> global) {
        List<Declaration> known = new ArrayList<>(own);
        known.addAll(global);
        return new Options(known);
    }

    /**
     * An option that is given.
     *
     * @param value null when it takes none, or has none
     */
    record Given(Declaration option, @Nullable String value) {
        private boolean lacksValue() {
            return option.needsValue() && value == null;
        }
    }

    /** Whether a word has the form of an option. A dash alone is a name like any other. */
    static boolean isOption(String word) {
        return word.startsWith("-") && word.length() > 1;
    }

    /**
     * The known options among {@code words}, in their order.
     *
     * @param passedOn whether the words from the first on that is no option are somebody else's
     */
    List<Given> given(List<String> words, boolean passedOn) {
        List<Given> given = new ArrayList<>();
        for (int i = 0; i < words.size() && !words.get(i).equals("--"); i++) {
            if (isOption(words.get(i))) {
                given.addAll(in(words.get(i)));
                if (takesNext(words.get(i)) && i + 1 < words.size() && !isKnown(words.get(i + 1))) {
                    i++;
                    Given last = given.remove(given.size() - 1);
                    given.add(new Given(last.option(), words.get(i)));
                }
            } else if (passedOn) {
                break;
            }
        }
        return given;
    }

    /**
     * Refuses options that are given more often than makes sense.
     *
     * @throws Failure of kind {@code USAGE}
     */
    static void requireOnce(List<Given> given) {
        Set<Declaration> once = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Given one : given) {
            if (!one.option().isRepeatable() && !once.add(one.option())) {
                throw Failure.usage(one.option().spec().longestName() + " is given more than once", "give it once");
            }
        }
    }

    /** What the option that {@code word} ends with has for a value when that is left out, as it is in {@code word}; or null. */
    @Nullable
    String fallback(String word) {
        List<Given> given = in(word);
        Given last = given.isEmpty() ? null : given.get(given.size() - 1);
        return last != null && last.value() == null ? last.option().fallback() : null;
    }

    /** Whether the value of an option in {@code word} is the next word. */
    boolean takesNext(String word) {
        return awaiting(word) != null;
    }

    /** The option in {@code word} whose value is the next word, or null. */
    @Nullable
    Declaration awaiting(String word) {
        List<Given> given = in(word);
        Given last = given.isEmpty() ? null : given.get(given.size() - 1);
        return last != null && last.lacksValue() ? last.option() : null;
    }

    /** Whether the parser, too, takes the word for an option where a value is due: the value is missing then. */
    private boolean isKnown(String word) {
        return isOption(word) && (find(word.split("=", 2)[0]) != null || find(word.substring(0, 2)) != null);
    }

    private List<Given> in(String word) {
        List<Given> given = new ArrayList<>();
        if (word.startsWith("--")) {
            int equals = word.indexOf('=');
            Declaration option = find(equals < 0 ? word : word.substring(0, equals));
            if (option != null) {
                given.add(new Given(option, equals < 0 ? null : word.substring(equals + 1)));
            }
            return given;
        }
        boolean ended = false;
        for (int i = 1; i < word.length() && !ended; i++) {
            Declaration option = find("-" + word.charAt(i));
            if (option != null) {
                ended = option.takesValue();
                given.add(new Given(option, ended ? attached(word.substring(i + 1)) : null));
            }
        }
        return given;
    }

    private static @Nullable String attached(String rest) {
        return rest.isEmpty() ? null : rest.startsWith("=") ? rest.substring(1) : rest;
    }

    /** The known option of that name, or null. */
    @Nullable
    Declaration find(String name) {
        for (Declaration option : known) {
            if (option.isNamed(name)) {
                return option;
            }
        }
        return null;
    }
}
