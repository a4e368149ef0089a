package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.kernel.Figures.Wrong;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many runs at once on one parent. What stands in the end, and each run's exit code, must be what comes of one order of all
 * the runs, one after the other: who was refused has changed nothing, and who was not has not been overrun.
 */
@OnAKernel
class ManyAtOnceKernelTest {
    private static final int ROUNDS = Integer.getInteger("ipvlanctl.concurrency.rounds", 1);
    private static final int RUNS = Integer.getInteger("ipvlanctl.concurrency.runs", 16);
    private static final long SEED = Long.getLong("ipvlanctl.concurrency.seed", System.nanoTime());

    @TempDir
    Path files;

    /** A run with the exit code that it had. */
    private record Ended(RunAtOnce run, int exit, String err) {
        @Override
        public String toString() {
            return run.line() + ": " + exit
                    + (exit == 0 ? "" : " " + err.lines().findFirst().orElse(""));
        }
    }

    /** Looks for an order of runs that leads from one state to another. */
    private record Orders(List<Ended> runs, PortState wanted, Set<Reached> seen) {
        /** A state, and which runs led there. */
        private record Reached(int runs, PortState state) {}

        static boolean explain(PortState before, List<Ended> runs, PortState after) {
            return new Orders(runs, after, new HashSet<>()).leadOn(new Reached(0, before));
        }

        private boolean leadOn(Reached reached) {
            if (!seen.add(reached)) {
                return false;
            }
            if (reached.runs == (1 << runs.size()) - 1) {
                return reached.state.equals(wanted);
            }
            for (int i = 0; i < runs.size(); i++) {
                int bit = 1 << i;
                if ((reached.runs & bit) == 0) {
                    Ended next = runs.get(i);
                    RunAtOnce.Effect effect = next.run.effect().apply(reached.state);
                    if (effect.exit() == next.exit && leadOn(new Reached(reached.runs | bit, effect.after()))) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    @Test
    void leaveWhatOneOrderOfThemLeaves() {
        Random random = new Random(SEED);
        Figures figures = new Figures(SEED);
        String manifest = new Manifests(files).write("edge.yaml", RunAtOnce.MANIFEST);
        givenParent("eth9");
        PortState before = PortState.read(figures, "at first");
        TreeMap<Integer, Integer> exits = new TreeMap<>();
        for (int round = 1; round <= ROUNDS; round++) {
            List<Ended> ended = atOnce(random, manifest);
            ended.forEach(run -> exits.merge(run.exit, 1, Integer::sum));
            String story = "round " + round + ", from " + before + ":\n"
                    + ended.stream().map(Ended::toString).collect(Collectors.joining("\n"));
            PortState after = PortState.read(figures, story);
            figures.lookAtTheLock(story);
            figures.addIf(!Orders.explain(before, ended, after), Wrong.END_STATES, after + ", " + story);
            before = after;
        }
        figures.show(ROUNDS + " rounds of " + RUNS + " runs at once, exit codes " + exits);
    }

    /** Starts runs together; all of them, in the order of their ends. */
    private static List<Ended> atOnce(Random random, String manifest) {
        List<RunAtOnce> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            runs.add(RunAtOnce.any(random, manifest));
        }
        List<Running> started = new ArrayList<>();
        List<CompletableFuture<Long>> ends = new ArrayList<>();
        for (RunAtOnce run : runs) {
            Running running = Launcher.start(run.words());
            ends.add(running.process().onExit().thenApply(process -> System.nanoTime()));
            started.add(running);
        }
        TreeMap<Long, Ended> ended = new TreeMap<>();
        for (int i = 0; i < RUNS; i++) {
            Outcome outcome = started.get(i).await();
            long end = ends.get(i).join();
            while (ended.containsKey(end)) {
                end++;
            }
            ended.put(end, new Ended(runs.get(i), outcome.exit(), outcome.err()));
        }
        return List.copyOf(ended.values());
    }

    @Test
    void anOrderIsNotFoundWhereThereIsNone() {
        PortState nothing = new PortState("", new TreeMap<>());
        PortState both = nothing.with("l0", new TreeSet<>(Set.of("10.1.0.1")), "l2")
                .with("l1", new TreeSet<>(Set.of("10.1.0.1")), "l2");
        RunAtOnce first = RunAtOnce.add("l0", "10.1.0.1", null);
        RunAtOnce second = RunAtOnce.add("l1", "10.1.0.1", null);
        PortState one = nothing.with("l0", new TreeSet<>(Set.of("10.1.0.1")), "l2");

        assertThat(Orders.explain(nothing, List.of(new Ended(second, 3, ""), new Ended(first, 0, "")), one))
                .isTrue();
        assertThat(Orders.explain(nothing, List.of(new Ended(second, 0, ""), new Ended(first, 0, "")), both))
                .isFalse();
        assertThat(Orders.explain(nothing, List.of(new Ended(first, 3, "")), nothing))
                .isFalse();
    }
}
