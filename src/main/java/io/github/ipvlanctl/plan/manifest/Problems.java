package io.github.ipvlanctl.plan.manifest;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Display;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with manifests, so that all of it is told at once. */
public final class Problems {
    private static final int SHOWN = 100;

    /** Nobody reads so many, and each takes a while to find. */
    private static final int MANY = 1_000;

    /** What a message has of a longer text, at its beginning and at its end. */
    private static final int HEAD = 300;

    private static final int TAIL = 100;

    private record Problem(Position at, String text) {}

    private final List<Problem> found = new ArrayList<>();

    /** Something is wrong at {@code at}. */
    public void add(Position at, String text) {
        found.add(new Problem(at, shortened(Display.safe(text))));
    }

    /** The same, from a value that was refused. */
    public void add(Position at, Failure failure) {
        add(at, failure.text() + (failure.hint() == null ? "" : " (" + failure.hint() + ")"));
    }

    /** Notes what {@code check} refuses. */
    public void attempt(Position at, Runnable check) {
        try {
            check.run();
        } catch (Failure failure) {
            add(at, failure);
        }
    }

    /** A value may be of any length, and stands in the middle of a message. */
    private static String shortened(String text) {
        return text.length() <= HEAD + TAIL
                ? text
                : text.substring(0, HEAD) + "…" + text.substring(text.length() - TAIL);
    }

    /**
     * Ends here if something is wrong with what the files say.
     *
     * @throws Failure of kind {@code USAGE}
     */
    public void throwMistakes() {
        throwIfAny(ErrorKind.USAGE, "in the manifest", "nothing was run");
    }

    /** Ends here if that is very much already. */
    void throwIfMany() {
        if (found.size() >= MANY) {
            throwIfAny(ErrorKind.USAGE, "in the part of the manifest that was read", "nothing was run");
        }
    }

    /**
     * Ends here if anything was found.
     *
     * @param kind {@code USAGE} for what the file says, {@code CONFLICT} for what the machine says to it
     * @throws Failure that lists all of it, in the order of the files
     */
    public void throwIfAny(ErrorKind kind, String summary, @Nullable String hint) {
        if (found.isEmpty()) {
            return;
        }
        found.sort(Comparator.comparing((Problem problem) -> problem.at().file())
                .thenComparingInt(problem -> problem.at().line())
                .thenComparingInt(problem -> problem.at().column()));
        List<String> all = found.stream()
                .map(problem -> problem.at() + ": " + problem.text())
                .distinct()
                .toList();
        List<String> details = new ArrayList<>(all.subList(0, Math.min(all.size(), SHOWN)));
        if (all.size() > SHOWN) {
            details.add("and " + (all.size() - SHOWN) + " more");
        }
        String number = all.size() == 1 ? "1 mistake" : all.size() + " mistakes";
        throw Failure.of(kind, number + " " + summary, hint).withDetails(details);
    }
}
