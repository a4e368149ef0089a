package io.github.ipvlanctl.faults;

import io.github.ipvlanctl.cli.Context;
import io.github.ipvlanctl.cli.Program;
import io.github.ipvlanctl.exec.CommandListener;
import io.github.ipvlanctl.exec.SystemProcessRunner;
import io.github.ipvlanctl.played.Call;
import io.github.ipvlanctl.played.PlayedMachine;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One run of a command, on a machine of its own, with real processes for {@code ip} and docker; something goes wrong. */
final class Run {
    private static final String MANIFEST = """
            version: 1
            stack: edge
            pools: {lan: {subnet: 192.0.2.0/24, range: 192.0.2.110-192.0.2.119}}
            parents:
              - name: eth0
                links:
                  - {name: app, replicas: 2, pool: lan, netns: "{name}"}
                  - {name: db0, netns: db, addresses: [192.0.2.51/24], gateway: 192.0.2.254, mtu: 1400}
            """;

    private final Path directory;
    private final PlayedMachine machine;
    private final Row row;
    private final @Nullable Fault fault;
    private final int at;
    private final AtomicInteger calls = new AtomicInteger();
    private final List<String> log = new ArrayList<>();

    /**
     * What came of it.
     *
     * @param state all that is there afterwards
     * @param seconds how long it took
     * @param log the calls
     */
    record Outcome(int exit, String out, String err, String before, String state, double seconds, List<String> log) {
        @Override
        public String toString() {
            return "  exit " + exit + " after " + seconds + " s\n  stdout: " + out.strip() + "\n  stderr: "
                    + err.strip()
                    + "\n  calls:\n    " + String.join("\n    ", log)
                    + (state.equals(before) ? "" : "\n  before:\n" + before + "\n  after:\n" + state);
        }
    }

    private Run(Path directory, Row row, @Nullable Fault fault, int at) throws IOException {
        this.directory = directory;
        this.row = row;
        this.fault = fault;
        this.at = at;
        machine = new PlayedMachine(directory);
        Files.writeString(directory.resolve("manifest.yaml"), MANIFEST);
    }

    /**
     * Runs the command.
     *
     * @param fault happens to the call with the number {@code at}, from 1; null for nothing
     */
    static Outcome of(StandIn standIn, Path directory, Row row, @Nullable Fault fault, int at) throws IOException {
        Run run = new Run(directory, row, fault, at);
        standIn.playIn(directory, run::play);
        run.sabotageBefore(1);
        return run.outcome();
    }

    private Outcome outcome() {
        String before = machine.state();
        StringWriter err = new StringWriter();
        Reader out = new Reader(row.kind() == Row.Kind.FOLLOWING);
        long start = System.nanoTime();
        int exit = new Program(context(new PrintWriter(out), new PrintWriter(err))).run(words());
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Outcome(exit, out.toString(), err.toString(), before, machine.state(), seconds, log);
    }

    private String[] words() {
        List<String> words = new ArrayList<>(List.of(row.command().split(" ", -1)));
        words.addAll(0, List.of("--ip", directory + "/ip", "--timeout", fault != null && fault.waits() ? "1" : "60"));
        row.rest().forEach(word -> words.add(word.replace("DIR", directory.toString())));
        return words.toArray(String[]::new);
    }

    private Context context(PrintWriter out, PrintWriter err) {
        return new Context(
                InputStream.nullInputStream(),
                out,
                err,
                false,
                false,
                name -> null,
                (settings, notes) -> machine.services(
                        new SystemProcessRunner(settings.timeout(), CommandListener.NONE), settings, notes));
    }

    private Played play(String program, List<String> words, String input) {
        int number = calls.incrementAndGet();
        synchronized (log) {
            log.add(program + " " + String.join(" ", words)
                    + (input.isEmpty() ? "" : " <<" + input.replace("\n", "; ")));
        }
        Call call = machine.call(program, words, input);
        Function<Call, Played> strike = strike(number);
        try {
            Played played = strike == null ? Played.undisturbed(call) : strike.apply(call);
            sabotageBefore(number + 1);
            return played;
        } catch (IOException | RuntimeException | AssertionError e) {
            synchronized (log) {
                log.add("!! " + e);
            }
            return new Played("", "", "exit 99");
        }
    }

    private @Nullable Function<Call, Played> strike(int number) {
        if (fault == null || number < at) {
            return null;
        }
        return number == at || fault.lasting() ? fault.strike() : number == at + 1 ? fault.next() : null;
    }

    private void sabotageBefore(int number) throws IOException {
        if (fault != null && fault.sabotage() != null && number == at) {
            fault.sabotage().to(directory.resolve("ip"));
            fault.sabotage().to(directory.resolve("docker"));
        }
    }

    /** stdout, which a reader that follows leaves when it has read something. */
    private static final class Reader extends Writer {
        private final StringBuilder read = new StringBuilder();
        private final boolean leaves;

        Reader(boolean leaves) {
            this.leaves = leaves;
        }

        @Override
        public void write(char[] characters, int offset, int length) {
            read.append(characters, offset, length);
        }

        @Override
        public void flush() throws IOException {
            if (leaves && read.length() > 0) {
                throw new IOException("Broken pipe");
            }
        }

        @Override
        public void close() {}

        @Override
        public String toString() {
            return read.toString();
        }
    }
}
