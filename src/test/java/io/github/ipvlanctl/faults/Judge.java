package io.github.ipvlanctl.faults;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.faults.Run.Outcome;
import java.util.ArrayList;
import java.util.List;

/** What must come of a run in which something went wrong, given what came of one in which nothing did. */
final class Judge {
    /** Of a line on stderr, in characters: more is nothing that anybody reads. */
    private static final int LONGEST = 1000;

    private static final int TOLD = 1;

    /** What a user is told when something is left. */
    private static final List<String> SAID = List.of(
            "; and it could not all be undone: ",
            "the change was made, but cannot be shown: ",
            "; and the network may be there: ",
            "; and the network may be gone: ");

    private Judge() {}

    /** What is wrong with it; nothing if all is right. */
    static List<String> wrong(Row row, Fault fault, Outcome clean, Outcome outcome) {
        List<String> wrong = new ArrayList<>();
        outcome.log().stream().filter(line -> line.startsWith("!!")).forEach(wrong::add);
        String err = outcome.err();
        if (err.contains("a bug in") || err.contains("Exception") || err.contains("\tat ")) {
            wrong.add("a bug is shown");
        }
        List<String> lines = err.lines()
                .filter(line -> !line.startsWith("ipvlanctl: note: "))
                .toList();
        if (lines.stream().anyMatch(line -> line.length() > LONGEST)) {
            wrong.add("a line of stderr is endless");
        }
        if (outcome.seconds() > (fault.waits() ? 4 + 2 * outcome.log().size() : 30)) {
            wrong.add("it took " + outcome.seconds() + " s");
        }
        boolean anothers =
                row.kind() == Row.Kind.HANDING_OVER || (row.kind() == Row.Kind.FOLLOWING && outcome.exit() == 0);
        if (anothers && lines.isEmpty()) {
            return wrong;
        }
        boolean tells = row.kind() == Row.Kind.TELLING && outcome.exit() <= TOLD && lines.isEmpty();
        if (outcome.exit() == 0 || tells) {
            succeeded(fault, clean, outcome, tells, lines, wrong);
        } else {
            failed(row, fault, outcome, lines, wrong);
        }
        return wrong;
    }

    private static void succeeded(
            Fault fault, Outcome clean, Outcome outcome, boolean tells, List<String> lines, List<String> wrong) {
        if (!lines.isEmpty()) {
            wrong.add("it succeeds with an error on stderr");
        }
        if (!outcome.state().equals(clean.state()) && !fault.gone()) {
            wrong.add("it says that it is done, which it is not");
        }
        if (!outcome.out().equals(clean.out()) && !fault.gone() && !tells) {
            wrong.add("it shows something else as if nothing were wrong");
        }
    }

    private static void failed(Row row, Fault fault, Outcome outcome, List<String> lines, List<String> wrong) {
        if (!outcome.out().isEmpty() && row.kind() != Row.Kind.FOLLOWING) {
            wrong.add("it fails with a result");
        }
        if (lines.size() != 2
                || !lines.get(0).startsWith("ipvlanctl: ")
                || !lines.get(1).startsWith("  hint: ")) {
            wrong.add("it does not fail in two lines");
        }
        boolean expected = fault.kinds().stream().anyMatch(kind -> kind.exitCode() == outcome.exit());
        boolean missing = fault.gone()
                && (outcome.exit() == ErrorKind.NOT_FOUND.exitCode()
                        || outcome.exit() == ErrorKind.CONFLICT.exitCode());
        if (!expected && !missing) {
            wrong.add("exit code " + outcome.exit() + " for " + fault.kinds());
        }
        boolean said = SAID.stream().anyMatch(outcome.err()::contains);
        if (!outcome.state().equals(outcome.before()) && !said && row.kind() != Row.Kind.FOLLOWING) {
            wrong.add("it leaves something, and does not say so");
        }
    }
}
