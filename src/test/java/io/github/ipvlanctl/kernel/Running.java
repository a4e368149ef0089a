package io.github.ipvlanctl.kernel;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that a test started, which ends with the test at the latest. */
record Running(Process process, String line, Path out, Path err) {
    private static final long LIMIT_SECONDS = 300;
    private static final List<Running> ALL = new ArrayList<>();

    /** Starts a program that reads {@code input}. */
    static Running start(List<String> argv, String input) {
        try {
            Path out = Files.createTempFile("kernel", ".out");
            Path err = Files.createTempFile("kernel", ".err");
            Process process = new ProcessBuilder(argv)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            Running running = new Running(process, String.join(" ", argv), out, err);
            ALL.add(running);
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for its end. */
    Outcome await() {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("still running: " + line);
            }
            return new Outcome(line, Files.readString(out), Files.readString(err), process.exitValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends it, and only it, a signal. */
    void signal(String name) {
        Machine.sh("kill -" + name + " " + process.pid()).succeeds();
    }

    /** Ends all that still run. */
    static void endAll() {
        for (Running running : ALL) {
            running.process.descendants().forEach(ProcessHandle::destroyForcibly);
            running.process.destroyForcibly().onExit().join();
            delete(running.out);
            delete(running.err);
        }
        ALL.clear();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
