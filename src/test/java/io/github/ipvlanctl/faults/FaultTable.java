package io.github.ipvlanctl.faults;

import io.github.ipvlanctl.faults.Run.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Every command under every fault: which of the runs came out as they must. */
final class FaultTable implements AutoCloseable {
    /** Most of the runs wait: for a process, or for the end of a time. */
    private static final int SIDE_BY_SIDE = 24;

    private final Path directory;
    private final StandIn standIn;
    private final ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE);
    /** What is huge is held in memory. */
    private final Semaphore memory = new Semaphore(1);

    private final AtomicInteger number = new AtomicInteger();
    private final Map<String, Map<String, Cell>> cells = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();

    /** The runs of one command under one family of faults. */
    static final class Cell {
        private int right;
        private int wrong;

        @Override
        public String toString() {
            return right + wrong == 0 ? "-" : wrong == 0 ? Integer.toString(right) : wrong + " WRONG";
        }
    }

    private record Pending(Row row, Fault fault, int at, Outcome clean, Future<Outcome> outcome) {}

    FaultTable(Path directory) throws IOException {
        this.directory = directory;
        this.standIn = new StandIn(directory);
    }

    /** At how many of the calls that a command makes a fault is tried. */
    enum Extent {
        /** One fault of each family, at one call: for a test. What takes much memory is tried with a few commands. */
        SAMPLE,
        /** Faults that differ in words alone at one call, others at each. */
        USUAL,
        /** Each fault at each call. */
        ALL
    }

    /** Runs the commands. */
    void fill(List<Row> rows, List<Fault> faults, Extent extent)
            throws IOException, InterruptedException, ExecutionException {
        List<Pending> pending = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            Row row = rows.get(r);
            // One after the other: the program is not made for several runs in one process, and gets ready with its
            // first.
            Outcome undisturbed = run(row, null, 0);
            cells.put(row.command(), new LinkedHashMap<>());
            for (int i = 0; i < faults.size(); i++) {
                Fault fault = faults.get(i);
                cells.get(row.command()).computeIfAbsent(fault.family(), family -> new Cell());
                if (extent != Extent.SAMPLE || isSample(faults, i, r)) {
                    for (int at : calls(undisturbed.log().size(), extent, fault, r + i)) {
                        if (!row.isHitBy(fault, at)) {
                            continue;
                        }
                        Future<Outcome> outcome = threads.submit(() -> run(row, fault, at));
                        pending.add(new Pending(row, fault, at, undisturbed, outcome));
                    }
                }
            }
        }
        for (Pending one : pending) {
            judge(one);
        }
    }

    /** In each row another one of a family. */
    private static boolean isSample(List<Fault> faults, int i, int row) {
        String family = faults.get(i).family();
        List<Fault> alike =
                faults.stream().filter(fault -> fault.family().equals(family)).toList();
        boolean large = faults.get(i).isLarge() && row % 8 != 0;
        return alike.indexOf(faults.get(i)) == row % alike.size() && !large;
    }

    private static List<Integer> calls(int calls, Extent extent, Fault fault, int turn) {
        boolean each = extent == Extent.ALL || (extent == Extent.USUAL && !fault.isInWords());
        return calls == 0
                ? List.of()
                : each ? IntStream.rangeClosed(1, calls).boxed().toList() : List.of(1 + turn % calls);
    }

    private Outcome run(Row row, @Nullable Fault fault, int at) throws IOException, InterruptedException {
        boolean huge = fault != null
                && (fault.family().equals("huge") || fault.family().equals("floods stderr"));
        if (huge) {
            memory.acquire();
        }
        Path own = Files.createDirectory(directory.resolve(Integer.toString(number.incrementAndGet())));
        try {
            return Run.of(standIn, own, row, fault, at);
        } finally {
            if (huge) {
                memory.release();
            }
            delete(own);
        }
    }

    private static void delete(Path directory) {
        try (var paths = Files.walk(directory)) {
            paths.sorted((a, b) -> b.compareTo(a)).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void judge(Pending one) throws InterruptedException, ExecutionException {
        Outcome outcome = one.outcome().get();
        List<String> found = Judge.wrong(one.row(), one.fault(), one.clean(), outcome);
        Cell cell = cells.get(one.row().command()).get(one.fault().family());
        if (found.isEmpty()) {
            cell.right++;
            return;
        }
        cell.wrong++;
        wrong.add(one.row().command() + ", " + one.fault() + ", call " + one.at() + ": " + String.join("; ", found)
                + "\n" + outcome
                + (outcome.out().equals(one.clean().out()) || outcome.out().isEmpty()
                        ? ""
                        : "\nundisturbed, it is\n" + one.clean()));
    }

    /** What is wrong, run by run. */
    List<String> wrong() {
        return wrong;
    }

    /** The table: a line for each command, a column for each family of faults. */
    void print(PrintStream out) {
        List<String> families = new ArrayList<>(cells.values().iterator().next().keySet());
        int first = cells.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder line = new StringBuilder(" ".repeat(first));
        families.forEach(family -> line.append("  ").append(family));
        out.println(line);
        int runs = 0;
        int empty = 0;
        for (Map.Entry<String, Map<String, Cell>> row : cells.entrySet()) {
            line.setLength(0);
            line.append(row.getKey()).append(" ".repeat(first - row.getKey().length()));
            for (String family : families) {
                Cell cell = row.getValue().get(family);
                String text = String.valueOf(cell);
                line.append("  ")
                        .append(" ".repeat(Math.max(0, family.length() - text.length())))
                        .append(text);
                runs += cell.right + cell.wrong;
                empty += text.equals("-") ? 1 : 0;
            }
            out.println(line);
        }
        int all = cells.size() * families.size();
        out.println(cells.size() + " commands x " + families.size() + " kinds of faults = " + all + " cells, " + empty
                + " of them of commands that call nothing; " + runs + " runs, " + wrong.size() + " wrong");
    }

    @Override
    public void close() {
        threads.shutdownNow();
        standIn.close();
    }

    /**
     * Prints the table, and on stderr what is wrong.
     *
     * @param args {@code -a} for each fault at each call; commands' words, to see no others
     */
    public static void main(String[] args) throws Exception {
        List<String> only = new ArrayList<>(List.of(args));
        Extent extent = only.remove("-a") ? Extent.ALL : only.remove("-s") ? Extent.SAMPLE : Extent.USUAL;
        Path directory = Files.createTempDirectory("faults");
        List<String> wrong;
        try (FaultTable table = new FaultTable(directory)) {
            List<Row> rows = Row.all().stream()
                    .filter(row -> only.isEmpty() || only.contains(row.command()))
                    .toList();
            table.fill(rows, Faults.all(), extent);
            wrong = table.wrong();
            wrong.forEach(System.err::println);
            table.print(System.out);
        } finally {
            delete(directory);
        }
        System.exit(wrong.isEmpty() ? 0 : 1);
    }
}
