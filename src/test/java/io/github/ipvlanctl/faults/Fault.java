package io.github.ipvlanctl.faults;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.played.Call;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong with a call of {@code ip} or docker.
 *
 * @param family the column of the table that it is counted in
 * @param name tells it from others of its family
 * @param strike what becomes of the call, or null for nothing
 * @param next what becomes of the call after it, or null for nothing
 * @param sabotage what is done to the program before the call, or null for nothing
 * @param lasting whether the calls after it fare the same
 * @param kinds the failures that may come of it
 * @param gone whether it says that something is not there, or not to be looked at: less is found then, and nothing is wrong
 * @param waits whether somebody has to wait for the end of a time
 */
record Fault(
        String family,
        String name,
        @Nullable Function<Call, Played> strike,
        @Nullable Function<Call, Played> next,
        @Nullable Sabotage sabotage,
        boolean lasting,
        Set<ErrorKind> kinds,
        boolean gone,
        boolean waits) {
    /** Does something to a program. */
    @FunctionalInterface
    interface Sabotage {
        void to(Path program) throws IOException;
    }

    static Fault of(String family, String name, ErrorKind kind, Function<Call, Played> strike) {
        return new Fault(family, name, strike, null, null, false, Set.of(kind), false, kind == ErrorKind.TIMEOUT);
    }

    /** A call that has begun to start just then fails in words of its own. */
    static Fault sabotage(String family, Sabotage sabotage) {
        return new Fault(
                family, "", null, null, sabotage, true, Set.of(ErrorKind.ENVIRONMENT, ErrorKind.FAILED), false, false);
    }

    /** The same, from then on. */
    Fault forGood() {
        return new Fault(family, name + ", for good", strike, next, sabotage, true, kinds, gone, waits);
    }

    /** The same, with what becomes of the next call, which may be an undoing one. */
    Fault then(Function<Call, Played> nextStrike) {
        return new Fault(family, name, strike, nextStrike, sabotage, lasting, kinds, gone, waits);
    }

    /** The same, where others are looked at without what it says is not there. */
    Fault ofThingsGone() {
        return new Fault(family, name, strike, next, sabotage, lasting, kinds, true, waits);
    }

    /** The same, where the failure may be of that kind too. */
    Fault or(ErrorKind kind) {
        Set<ErrorKind> more = new TreeSet<>(kinds);
        more.add(kind);
        return new Fault(family, name, strike, next, sabotage, lasting, more, gone, waits);
    }

    /** Whether it is one of many that differ in what is said alone. */
    boolean isInWords() {
        return Set.of("message", "exit code", "wrong shape").contains(family);
    }

    /** Whether it takes a hundred megabytes. */
    boolean isLarge() {
        return family.equals("huge") || family.equals("floods stderr");
    }

    @Override
    public String toString() {
        return name.isEmpty() ? family : family + " (" + name + ")";
    }
}
