package io.github.ipvlanctl.exec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real process that goes on: a thread for each of its streams reads that, and drops what it has read. */
final class OngoingProcess implements OngoingCommand {
    /** Of stderr, in bytes: what a program says last tells why it ended. */
    private static final int KEPT = 4096;

    private static final int BUFFER = 16_384;

    private final Command command;
    private final Process process;
    private final CommandListener listener;
    private final long start = System.nanoTime();
    private final ByteArrayOutputStream complaint = new ByteArrayOutputStream();
    private int open = 2;
    private boolean written;
    private boolean closed;

    OngoingProcess(Command command, Process process, CommandListener listener) {
        this.command = command;
        this.process = process;
        this.listener = listener;
        read(process.getInputStream(), "stdout", false);
        read(process.getErrorStream(), "stderr", true);
    }

    private void read(InputStream stream, String name, boolean keep) {
        Thread thread = new Thread(
                () -> {
                    byte[] buffer = new byte[BUFFER];
                    try {
                        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                            noteOutput(buffer, keep ? n : 0);
                        }
                    } catch (IOException e) {
                        // Closed from here, with the process.
                        return;
                    } finally {
                        noteEnd();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized void noteOutput(byte[] bytes, int kept) {
        written = true;
        if (complaint.size() + kept > KEPT) {
            complaint.reset();
        }
        complaint.write(bytes, 0, Math.min(kept, KEPT));
        notifyAll();
    }

    private synchronized void noteEnd() {
        open--;
        notifyAll();
    }

    @Override
    public synchronized boolean awaitOutput(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!written && open > 0) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            throw SystemProcessRunner.interrupted(command);
        }
        written = false;
        return true;
    }

    @Override
    public @Nullable CommandResult result() {
        synchronized (this) {
            if (open > 0) {
                return null;
            }
        }
        try {
            // A program that has closed both its streams has nothing more to tell, even if it stays.
            if (!process.waitFor(SystemProcessRunner.GRACE.toNanos(), TimeUnit.NANOSECONDS)) {
                SystemProcessRunner.end(process);
            }
            Termination termination = Termination.ofExitValue(process.waitFor());
            SystemProcessRunner.awaitOwnSignal(termination);
            return new CommandResult(command, termination, "", complaint());
        } catch (InterruptedException e) {
            throw SystemProcessRunner.interrupted(command);
        }
    }

    private synchronized String complaint() {
        return complaint.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        SystemProcessRunner.end(process);
        if (!process.isAlive()) {
            Termination termination = Termination.ofExitValue(process.exitValue());
            listener.ended(new CommandResult(command, termination, "", complaint()), System.nanoTime() - start);
        }
    }
}
