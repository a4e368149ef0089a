package io.github.ipvlanctl.iproute2;

import io.github.ipvlanctl.error.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Work of several namespaces at the same time, on a few threads. */
final class SideBySide {
    /** The kernel takes one change at a time (rtnl_mutex): more processes than this only wait. */
    private static final int MOST_AT_ONCE = 4;

    private SideBySide() {}

    /**
     * Does all of it. When this thread is stopped, so is the work, or it is not begun; but it is waited for, since what it did
     * must be known. What it throws is thrown here, and not lost with its thread.
     *
     * @return whether it was stopped
     */
    static boolean run(List<? extends Runnable> work) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(MOST_AT_ONCE, work.size()));
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        work.forEach(one -> threads.execute(() -> {
            try {
                one.run();
            } catch (RuntimeException | Error e) {
                thrown.compareAndSet(null, e);
            }
        }));
        threads.shutdown();
        boolean stopped = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = threads.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                stopped = true;
                threads.shutdownNow();
            }
        }
        if (thrown.get() instanceof RuntimeException e) {
            throw e;
        }
        if (thrown.get() instanceof Error e) {
            throw e;
        }
        return stopped;
    }

    /**
     * What {@code read} gives for each of them, in their order. After a failure no more is begun.
     *
     * @throws Failure the first one in that order
     */
    static <T, R> List<R> read(List<T> places, Function<T, R> read) {
        AtomicBoolean failed = new AtomicBoolean();
        List<Reading<T, R>> readings = new ArrayList<>();
        for (T place : places) {
            readings.add(new Reading<>(place, read, failed));
        }
        boolean stopped = run(readings);
        for (Reading<T, R> reading : readings) {
            reading.throwIfFailed();
        }
        if (stopped) {
            throw Failure.stopped();
        }
        List<R> results = new ArrayList<>();
        readings.forEach(reading -> results.addAll(reading.result));
        return results;
    }

    /** One result, or none after a failure. */
    private static final class Reading<T, R> implements Runnable {
        private final T place;
        private final Function<T, R> read;
        private final AtomicBoolean failed;
        private List<R> result = List.of();
        private @Nullable RuntimeException failure;

        Reading(T place, Function<T, R> read, AtomicBoolean failed) {
            this.place = place;
            this.read = read;
            this.failed = failed;
        }

        @Override
        public void run() {
            if (failed.get()) {
                return;
            }
            try {
                result = List.of(read.apply(place));
            } catch (RuntimeException e) {
                failure = e;
                failed.set(true);
            }
        }

        void throwIfFailed() {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
