package io.github.ipvlanctl.iproute2;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.exec.CommandResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Changes that happen whole or not at all: when a step fails, is stopped by a signal or takes too long, the steps that
 * were or may have been carried out are taken back, the last one first.
 *
 * <p>The steps come in phases, one after the other. Within a phase each namespace's steps keep their order and go to as
 * few processes as can be ({@code ip -batch}); the namespaces do not wait for each other.
 */
public final class Transaction {
    private final IpClient ip;
    private final List<Phase> phases;

    private Transaction(IpClient ip, List<Phase> phases) {
        this.ip = ip;
        this.phases = phases;
    }

    /** Steps that all depend on those before them; none is fine. */
    public static Transaction of(IpClient ip, List<Step> steps) {
        List<Phase> phases = new ArrayList<>();
        for (List<Step> run : Phase.runs(steps)) {
            phases.add(Phase.of(run));
        }
        return new Transaction(ip, phases);
    }

    /** Steps in phases, within which those of different namespaces do not depend on each other. */
    public static Transaction ofPhases(IpClient ip, List<List<Step>> phases) {
        return new Transaction(ip, phases.stream().map(Phase::of).toList());
    }

    /** The commands that {@link #run} would run, each as text for a POSIX shell. */
    public List<String> shellText() {
        return phases.stream()
                .flatMap(phase -> phase.commands().stream())
                .map(run -> ip.changing(run).shellText())
                .toList();
    }

    /** The commands of phases as anybody may run them later, each as text for a POSIX shell. */
    public static List<String> shellText(List<List<Step>> phases) {
        IpProgram program = new IpProgram("ip", false, null);
        return phases.stream()
                .flatMap(steps -> Phase.of(steps).commands().stream())
                .map(run -> program.changing(run).shellText())
                .toList();
    }

    /** How many steps there are. */
    public long size() {
        return phases.stream()
                .flatMap(phase -> phase.commands().stream())
                .mapToLong(List::size)
                .sum();
    }

    /**
     * Carries the steps out, and looks at what stands then.
     *
     * @param progress is told now and then, from any thread, about how many of them have been taken
     * @param lookAgain gives the result; a signal that stops it undoes the steps too, since nobody learns of them
     * @throws Failure what made a step fail; by then what was done before it is undone, or the message says what is not
     */
    public <T> T run(LongConsumer progress, Supplier<T> lookAgain) {
        AtomicLong taken = new AtomicLong();
        List<List<Step>> reached = new ArrayList<>();
        for (Phase phase : phases) {
            List<Step> now = new ArrayList<>();
            reached.add(now);
            Failure failure = phase.run(ip, now, more -> progress.accept(taken.addAndGet(more)));
            if (failure != null) {
                throw undo(reached, failure);
            }
        }
        try {
            return lookAgain.get();
        } catch (Failure failure) {
            if (failure.kind() == ErrorKind.INTERRUPTED) {
                throw undo(reached, failure);
            }
            throw phases.isEmpty()
                    ? failure
                    : failure.withMessage("the change was made, but cannot be shown: " + failure.text());
        }
    }

    private Failure undo(List<List<Step>> reached, Failure cause) {
        List<List<IpCommand>> undoing = new ArrayList<>();
        for (int i = reached.size() - 1; i >= 0; i--) {
            undoing.addAll(undoing(reached.get(i)));
        }
        List<String> notUndone = new ArrayList<>(gone(reached));
        for (List<IpCommand> run : undoing) {
            try {
                CommandResult result = undo(run);
                if (!result.succeeded() && !IpError.onlyMissing(result)) {
                    notUndone.add(IpError.inWords(result));
                }
            } catch (Failure failure) {
                notUndone.add(failure.text());
            }
        }
        if (!notUndone.isEmpty()) {
            return cause.withMessage(cause.text() + "; and it could not all be undone: " + String.join("; ", notUndone))
                    .withHint("'ipvlanctl link show --all-netns' tells what stands now");
        }
        if (cause.hint() != null) {
            return cause;
        }
        return cause.withHint(
                undoing.isEmpty() ? "nothing was changed" : "nothing is left behind: what had been done was undone");
    }

    /** What was deleted, or may have been, and cannot be made again. */
    private static List<String> gone(List<List<Step>> reached) {
        return reached.stream()
                .flatMap(List::stream)
                .filter(step -> step.undo().isEmpty() && step.command().deletes())
                .map(step -> "'" + String.join(" ", step.command().words()) + "' cannot be taken back if it took place")
                .toList();
    }

    /**
     * What takes one phase's steps back, as single processes can run it. What stays within its namespace does not mind what
     * happens in others meanwhile; but a device that comes from another, or goes there, does.
     */
    private static List<List<IpCommand>> undoing(List<Step> reached) {
        List<List<IpCommand>> runs = new ArrayList<>();
        List<Step> within = new ArrayList<>();
        for (int i = reached.size() - 1; i >= 0; i--) {
            for (IpCommand command : reached.get(i).undo()) {
                if (command.reachesOut()) {
                    runs.addAll(Phase.of(within).commands());
                    runs.add(List.of(command));
                    within.clear();
                } else {
                    within.add(Step.of(command));
                }
            }
        }
        runs.addAll(Phase.of(within).commands());
        return runs;
    }

    /** A signal that stopped the steps may still be on its way to this thread: it must not stop the undoing too. */
    private CommandResult undo(List<IpCommand> run) {
        while (true) {
            Thread.interrupted();
            try {
                return ip.changeRegardless(run);
            } catch (Failure failure) {
                if (failure.kind() != ErrorKind.INTERRUPTED) {
                    throw failure;
                }
            }
        }
    }
}
