package io.github.ipvlanctl;

import io.github.ipvlanctl.cli.Context;
import io.github.ipvlanctl.cli.Program;
import io.github.ipvlanctl.cli.Settings;
import io.github.ipvlanctl.docker.DockerClient;
import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.exec.CommandListener;
import io.github.ipvlanctl.exec.CommandLog;
import io.github.ipvlanctl.exec.ProcessRunner;
import io.github.ipvlanctl.exec.ReadAhead;
import io.github.ipvlanctl.exec.SystemProcessRunner;
import io.github.ipvlanctl.iproute2.IpClient;
import io.github.ipvlanctl.iproute2.IpProgram;
import io.github.ipvlanctl.iproute2.Namespaces;
import io.github.ipvlanctl.model.Display;
import io.github.ipvlanctl.service.Notes;
import io.github.ipvlanctl.service.Services;
import java.io.File;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The entry point: builds the objects, runs the command line, and ends the process with its exit code. */
public final class Main {
    /** The program's own: the lock between runs is there. */
    private static final File DIRECTORY = new File("/run/ipvlanctl");

    private Main() {}

    /** Runs the program as a process of its own. */
    public static void main(String[] args) {
        OptionalInt code = runAsProcess(args);
        if (code.isPresent()) {
            // A return would have the virtual machine tidy up first, which takes it a tenth of a short command's time.
            Runtime.getRuntime().halt(code.getAsInt());
        }
    }

    /** Runs one command line with this process's streams and signals: its exit code, or none when a signal ends the process. */
    static OptionalInt runAsProcess(String... args) {
        readAhead(args);
        CheckedOutput stdout = new CheckedOutput(FileDescriptor.out);
        Work work = new Work();
        Runtime.getRuntime().addShutdownHook(work.stopper());
        int code = ErrorKind.FAILED.exitCode();
        boolean last;
        try {
            code = stdout.exitCode(
                    run(stdout, System.err, isTerminal(1), isTerminal(2), System::getenv, args), System.err);
        } finally {
            last = work.end(code);
        }
        return last ? OptionalInt.of(code) : OptionalInt.empty();
    }

    /** Has what the first process takes made ready while the command line is still being parsed, if it may come to one. */
    private static void readAhead(String... words) {
        for (String word : words) {
            if (!word.startsWith("-")) {
                ReadAhead.start();
                return;
            }
        }
    }

    /** Runs one command line within this process; the result is its exit code. */
    public static int run(
            OutputStream out,
            OutputStream err,
            boolean outIsTerminal,
            boolean errIsTerminal,
            Function<String, @Nullable String> environment,
            String... args) {
        return run(DIRECTORY, out, err, outIsTerminal, errIsTerminal, environment, args);
    }

    /** The same, with another directory in the place of the one below /run. */
    static int run(
            File directory,
            OutputStream out,
            OutputStream err,
            boolean outIsTerminal,
            boolean errIsTerminal,
            Function<String, @Nullable String> environment,
            String... args) {
        PrintWriter errors = writer(err);
        Context context = new Context(
                System.in,
                writer(out),
                errors,
                outIsTerminal,
                errIsTerminal,
                environment,
                (settings, notes) -> services(directory, settings, notes, errors));
        return new Program(context).run(args);
    }

    private static Services services(File directory, Settings settings, Notes notes, PrintWriter err) {
        CommandListener listener = CommandListener.NONE;
        if (settings.verbosity() > 0) {
            Logging.to(err, settings.verbosity());
            listener = new CommandLog(Display::safe);
        }
        ProcessRunner runner = new SystemProcessRunner(settings.timeout(), listener);
        IpClient ip = new IpClient(runner, new IpProgram(settings.ip(), settings.sudo(), settings.netns()));
        DockerClient docker = new DockerClient(runner, settings.sudo(), new File("/run/docker.pid"));
        return new Services(
                ip,
                docker,
                new Namespaces(new File("/run/netns"), new File("/proc")),
                settings.netns(),
                directory,
                notes);
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false);
    }

    /** Whether a file descriptor of this process is a terminal; System.console() answers for stdin and stdout together. */
    private static boolean isTerminal(int descriptor) {
        try {
            String target = new File("/proc/self/fd/" + descriptor).getCanonicalPath();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }
}
