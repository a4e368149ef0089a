package io.github.ipvlanctl.exec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Reads one stream of a process to its end, in a thread of its own; but no more of it than can be meant. */
final class Drain {
    /** In bytes; the listing of a full port's links has forty million. */
    static final int LIMIT = 64 << 20;

    private final InputStream stream;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Thread thread;
    private boolean full;

    Drain(InputStream stream, String name) {
        this.stream = stream;
        this.thread = new Thread(this::copy, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void copy() {
        byte[] buffer = new byte[16384];
        try {
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                synchronized (bytes) {
                    if (bytes.size() + n > LIMIT) {
                        full = true;
                        stream.close();
                        return;
                    }
                    bytes.write(buffer, 0, n);
                }
            }
        } catch (IOException e) {
            // Closed by finish(): a grandchild holds the other end. What came before is kept.
            return;
        }
    }

    /**
     * Waits for the end of the stream: a grandchild may hold it open for ever.
     *
     * @param deadline by {@link System#nanoTime()}
     */
    void finish(long deadline) throws InterruptedException {
        TimeUnit.NANOSECONDS.timedJoin(thread, deadline - System.nanoTime());
        if (thread.isAlive()) {
            try {
                stream.close();
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Whether there was more than the limit; the rest was not read. */
    boolean isFull() {
        synchronized (bytes) {
            return full;
        }
    }

    /** What was read so far. */
    String text() {
        synchronized (bytes) {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
