package io.github.ipvlanctl.fuzz;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;

/** Gives the program what nobody meant, for as long as one likes. */
final class Fuzz {
    private static final int SIZE = 1000;
    private static final int SHOWN = 20;

    private final List<Tally<?>> tallies = new ArrayList<>();
    private int bugs;

    /** What came of one target's inputs. */
    private static final class Tally<T> {
        private final Target<T> target;
        private final RandomGenerator<T> generator;
        private final Map<String, Integer> outcomes = new TreeMap<>();
        private int inputs;

        Tally(Target<T> target) {
            this.target = target;
            this.generator = target.inputs().generator(SIZE);
        }

        void next(long seed, Fuzz fuzz) {
            T input = generator.next(new Random(seed)).value();
            inputs++;
            try {
                outcomes.merge(target.trial().apply(input), 1, Integer::sum);
            } catch (RuntimeException | Error bug) {
                outcomes.merge("BUG", 1, Integer::sum);
                fuzz.show(target.name(), seed, input, bug);
            }
        }
    }

    /** All that is tried. */
    static List<Target<?>> targets() {
        return List.of(
                Values.target(),
                Lines.target(),
                Manifests.target(),
                Printed.texts(),
                Printed.listings(),
                Shell.dryRuns(),
                Shell.texts());
    }

    private void show(String target, long seed, Object input, Throwable bug) {
        bugs++;
        if (bugs <= SHOWN) {
            System.err.println("== " + target + ", input of seed " + seed + ":\n" + input);
            bug.printStackTrace();
        }
    }

    private void run(long seed, long seconds) {
        targets().forEach(target -> tallies.add(new Tally<>(target)));
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        Random seeds = new Random(seed);
        while (System.nanoTime() < end) {
            tallies.forEach(tally -> tally.next(seeds.nextLong(), this));
        }
    }

    private void print(PrintStream out, long seed) {
        int inputs = 0;
        for (Tally<?> tally : tallies) {
            out.printf("%-14s %8d inputs: %s%n", tally.target.name(), tally.inputs, tally.outcomes);
            inputs += tally.inputs;
        }
        out.println("seed " + seed + ": " + inputs + " inputs, " + bugs + " stack traces");
    }

    /**
     * Prints what came of all inputs, and on stderr those that are bugs.
     *
     * @param args how many seconds; the seed
     */
    public static void main(String[] args) {
        Fuzz fuzz = new Fuzz();
        long seed = Long.parseLong(args[1]);
        JqwikSession.run(() -> fuzz.run(seed, Long.parseLong(args[0])));
        fuzz.print(System.out, seed);
        System.exit(fuzz.bugs == 0 ? 0 : 1);
    }
}
