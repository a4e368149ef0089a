package io.github.ipvlanctl;

import io.github.ipvlanctl.error.ErrorKind;
import org.jspecify.annotations.Nullable;

/**
 * The work of this process, in the thread that makes it, and its end: a signal interrupts it, and it is then undone and told;
 * the process ends after that. Without java.util.concurrent, whose first use takes a millisecond of a command that takes ten.
 */
final class Work {
    /** How long a signal waits for what is half done to be undone, in milliseconds. */
    private static final long UNDO_TIME = 60_000;

    private final Thread worker = Thread.currentThread();
    private boolean stopping;
    private @Nullable Integer code;

    /** What a signal is to start, before the process ends. */
    Thread stopper() {
        return new Thread(this::stop);
    }

    /**
     * Tells that the work has ended.
     *
     * @param exitCode its exit code
     * @return whether it is the process's too: false when a signal came before, which then ends the process
     */
    synchronized boolean end(int exitCode) {
        code = exitCode;
        notifyAll();
        return !stopping;
    }

    /**
     * A signal's exit code, 128 and its number, is the virtual machine's to give; but where the signal came too late to stop
     * anything, the work's own counts.
     */
    private void stop() {
        if (begin()) {
            worker.interrupt();
            int ended = await();
            if (ended != ErrorKind.INTERRUPTED.exitCode()) {
                Runtime.getRuntime().halt(ended);
            }
        }
    }

    private synchronized boolean begin() {
        stopping = code == null;
        return stopping;
    }

    /** The exit code of work that ends in time; of other work, as if it had been stopped. */
    private synchronized int await() {
        long start = System.nanoTime();
        try {
            long left = UNDO_TIME;
            while (code == null && left > 0) {
                wait(left);
                left = UNDO_TIME - (System.nanoTime() - start) / 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return code == null ? ErrorKind.INTERRUPTED.exitCode() : code;
    }
}
