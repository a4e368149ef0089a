package io.github.ipvlanctl.exec;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Runs real processes.
 *
 * <p>Both output streams are drained by threads of their own, so that neither can fill up and block the program; the
 * deadline is on the monotonic clock; a program that outlives it, or the interrupt of this thread, is told to end
 * (SIGTERM), then made to (SIGKILL), and reaped, with its children.
 */
public final class SystemProcessRunner implements ProcessRunner {
    /** Where programs named without a path are looked for: never in the caller's PATH, since we may be root. */
    private static final List<String> PROGRAM_DIRECTORIES = List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin");

    /**
     * Names, in the environment of each process that it reads, the process that this one is: who finds this one killed can tell
     * what it had started, and what may still be at work.
     */
    public static final String STARTED_BY = "IPVLANCTL_STARTED_BY";

    /** A link of a full port takes the kernel some milliseconds, with up to four lines each. */
    private static final int LINES_PER_LIMIT = 500;

    /** What stops a whole process group, this process among it: hangup, Ctrl-C, and a request to end. */
    private static final Set<Integer> STOPPING = Set.of(1, 2, 15);

    /** How long this process's own signal may come after the one that ended its child. */
    private static final Duration SIGNAL_LAG = Duration.ofMillis(300);

    /** Of the input, at a time: so small that progress is seen, so large that it costs nothing. */
    private static final int CHUNK = 4096;

    static final Duration GRACE = Duration.ofMillis(500);

    /**
     * How long the end of the output may come after the program's. It comes at once, but on a busy machine the threads that read
     * may have to wait for a processor: what they have not read then would be taken for what the program did not say.
     */
    static final Duration OUTPUT_GRACE = Duration.ofSeconds(5);

    private final Duration limit;
    private final CommandListener listener;

    /**
     * A runner.
     *
     * @param limit how long one captured command may take; positive; one that reads more than 500 lines gets it again for
     *     each further 500
     * @param listener is told of each command
     */
    public SystemProcessRunner(Duration limit, CommandListener listener) {
        this.limit = limit;
        this.listener = listener;
    }

    @Override
    public CommandResult run(Command command, IntConsumer linesTaken) {
        long start = System.nanoTime();
        Process process = start(command, captured(command));
        Drain out = new Drain(process.getInputStream(), "stdout");
        Drain err = new Drain(process.getErrorStream(), "stderr");
        if (command.input() != null) {
            feed(process, command.input(), linesTaken);
        }
        Duration allowed = limit.multipliedBy(1 + command.inputLines() / LINES_PER_LIMIT);
        Termination termination;
        try {
            if (process.waitFor(allowed.toNanos(), TimeUnit.NANOSECONDS)) {
                termination = Termination.ofExitValue(process.exitValue());
                awaitOwnSignal(termination);
            } else {
                end(process);
                termination = new Termination.TimedOut(allowed);
            }
            long deadline = System.nanoTime() + OUTPUT_GRACE.toNanos();
            out.finish(deadline);
            err.finish(deadline);
        } catch (InterruptedException e) {
            end(process);
            throw interrupted(command);
        }
        if (out.isFull() || err.isFull()) {
            throw Failure.of(
                            ErrorKind.FAILED,
                            command.argv().get(0) + " printed more than " + (Drain.LIMIT >> 20) + " MiB",
                            "is --ip really iproute2's ip?")
                    .from(command.argv(), "");
        }
        CommandResult result = new CommandResult(command, termination, out.text(), err.text());
        listener.ended(result, System.nanoTime() - start);
        return result;
    }

    @Override
    public Termination attach(Command command) {
        ProcessBuilder builder = builder(command).inheritIO();
        CallerEnvironment.restore(builder.environment());
        Process process = start(command, builder);
        try {
            return Termination.ofExitValue(process.waitFor());
        } catch (InterruptedException e) {
            end(process);
            throw interrupted(command);
        }
    }

    @Override
    public OngoingCommand start(Command command) {
        return new OngoingProcess(command, start(command, captured(command)), listener);
    }

    /** What ended a process may be about to end this one too, and then is why. */
    static void awaitOwnSignal(Termination termination) throws InterruptedException {
        if (termination instanceof Termination.Signalled signalled && STOPPING.contains(signalled.signal())) {
            Thread.sleep(SIGNAL_LAG.toMillis());
        }
    }

    /** A process that speaks to this one, in words that can be read here. */
    private static ProcessBuilder captured(Command command) {
        ProcessBuilder builder = builder(command);
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", String.join(":", PROGRAM_DIRECTORIES));
        environment.put("LC_ALL", "C");
        environment.put(STARTED_BY, Long.toString(ProcessHandle.current().pid()));
        if (command.input() == null) {
            builder.redirectInput(Redirect.from(new File("/dev/null")));
        }
        return builder;
    }

    private static ProcessBuilder builder(Command command) {
        List<String> argv = new ArrayList<>(command.argv());
        argv.set(0, locate(argv.get(0)));
        return new ProcessBuilder(argv);
    }

    private static String locate(String program) {
        if (program.contains("/")) {
            return program;
        }
        for (String directory : PROGRAM_DIRECTORIES) {
            File candidate = new File(directory, program);
            if (candidate.canExecute()) {
                return candidate.getPath();
            }
        }
        throw cannotStart(program, "not found in " + String.join(", ", PROGRAM_DIRECTORIES));
    }

    private Process start(Command command, ProcessBuilder builder) {
        if (Thread.interrupted()) {
            throw interrupted(command);
        }
        listener.started(command);
        try {
            return builder.start();
        } catch (IOException e) {
            throw notStarted(command, String.valueOf(e.getMessage()).strip());
        }
    }

    /** A helper of Java's starts each program; a signal for all may end it before the program has begun. */
    private static Failure notStarted(Command command, String message) {
        String program = command.argv().get(0);
        if (!message.contains("spawn helper")) {
            return cannotStart(program, reason(message));
        }
        try {
            Thread.sleep(SIGNAL_LAG.toMillis());
        } catch (InterruptedException e) {
            return interrupted(command);
        }
        return Failure.of(
                ErrorKind.ENVIRONMENT,
                "cannot run " + program + ": Java's helper that starts it was ended",
                "run it again; the kernel's log tells whether memory ran out (journalctl -k)");
    }

    /** The kernel's own words: what the virtual machine puts around them differs from one release to the next. */
    private static String reason(String message) {
        int errno = message.lastIndexOf("error=");
        int inBrackets = message.lastIndexOf(" (");
        if (errno >= 0) {
            return message.substring(message.indexOf(", ", errno) + 2);
        }
        return inBrackets >= 0 && message.endsWith(")")
                ? message.substring(inBrackets + 2, message.length() - 1)
                : message;
    }

    private static Failure cannotStart(String program, String reason) {
        String hint =
                switch (program) {
                    case "ip" -> "install iproute2 (apt-get install iproute2), or say where it is with --ip PATH";
                    case "docker" ->
                        "install docker (apt-get install docker.io), or say where it is with --docker PATH";
                    default -> "install the program, or check its path and permissions";
                };
        return Failure.of(ErrorKind.ENVIRONMENT, "cannot run " + program + ": " + reason, hint);
    }

    /** Writes in a thread of its own: a program that does not read must not hold up the deadline. */
    private static void feed(Process process, String input, IntConsumer linesTaken) {
        Thread writer = new Thread(
                () -> {
                    try (OutputStream stdin = process.getOutputStream()) {
                        byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
                        for (int from = 0; from < bytes.length; from += CHUNK) {
                            int to = Math.min(from + CHUNK, bytes.length);
                            stdin.write(bytes, from, to - from);
                            linesTaken.accept(lines(bytes, from, to));
                        }
                    } catch (IOException e) {
                        // The program ended before it had read everything; its exit says why.
                        return;
                    }
                },
                "stdin");
        writer.setDaemon(true);
        writer.start();
    }

    private static int lines(byte[] bytes, int from, int to) {
        int lines = 0;
        for (int i = from; i < to; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
        return lines;
    }

    /** Ends a process and what it started, and reaps it. Not to be cut short by a further interrupt. */
    static void end(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        if (!awaitEnd(process)) {
            process.destroyForcibly();
            awaitEnd(process);
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean awaitEnd(Process process) {
        long deadline = System.nanoTime() + GRACE.toNanos();
        boolean ended = false;
        boolean waiting = true;
        while (waiting) {
            try {
                ended = process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                waiting = false;
            } catch (InterruptedException e) {
                waiting = System.nanoTime() < deadline;
            }
        }
        return ended;
    }

    static Failure interrupted(Command command) {
        return Failure.stopped().from(command.argv(), "");
    }
}
