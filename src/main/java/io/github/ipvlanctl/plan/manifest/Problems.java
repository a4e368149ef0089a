package io.github.ipvlanctl.plan.manifest;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with manifests, so that all of it is told at once. */
public final class Problems {
    private static final int SHOWN = 100;

    private record Problem(Position at, String text) {}

    private final List<Problem> found = new ArrayList<>();

    /** Something is wrong at {@code at}. */
    public void add(Position at, String text) {
        found.add(new Problem(at, text));
    }

    /** The same, from a value that was refused. */
    public void add(Position at, Failure failure) {
        add(at, failure.text() + (failure.hint() == null ? "" : " (" + failure.hint() + ")"));
    }

    /** True when nothing was found so far. */
    public boolean isEmpty() {
        return found.isEmpty();
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
                .thenComparing(problem -> problem.at().line())
                .thenComparing(problem -> problem.at().column()));
        List<String> details = found.stream()
                .limit(SHOWN)
                .map(problem -> problem.at() + ": " + problem.text())
                .distinct()
                .toList();
        String number = found.size() == 1 ? "1 mistake" : found.size() + " mistakes";
        throw Failure.of(kind, number + " " + summary, hint).withDetails(details);
    }
}
