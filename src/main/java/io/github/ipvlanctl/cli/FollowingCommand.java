package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.render.Renderer;
import io.github.ipvlanctl.render.Shape;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The base of the commands that go on until they are stopped. They change nothing, so that nothing is left half done when a
 * signal stops them: it is their end, and no failure.
 */
public abstract class FollowingCommand extends Command {
    /** As {@link Command#Command}. */
    protected FollowingCommand(Invocation invocation, String... examples) {
        super(invocation, examples);
    }

    /** Does what goes on until a {@link Failure} of kind {@code INTERRUPTED}. */
    protected static void untilStopped(Runnable work) {
        try {
            work.run();
        } catch (Failure failure) {
            if (failure.kind() != ErrorKind.INTERRUPTED) {
                throw failure;
            }
        }
    }

    /** Writes a piece of the result at once; whether anybody still reads. */
    protected final <T> boolean tell(Shape<T> shape, List<T> things) {
        GlobalOptions global = invocation().global();
        invocation()
                .out()
                .print(Renderer.piece(
                        shape, things, global.format(), invocation().color()));
        return !invocation().out().checkError();
    }

    /**
     * Shows things now and every {@code period} anew, until stdout has gone: on the whole screen of a terminal, else one
     * after the other.
     */
    protected final <T> void follow(Shape<T> shape, Duration period, Supplier<List<T>> things) {
        if (invocation().hasScreen()) {
            try (Screen screen = new Screen(invocation().out())) {
                repeat(period, () -> screen.show(lines(shape, things.get())));
            }
        } else {
            repeat(period, () -> tell(shape, things.get()));
        }
    }

    private <T> List<String> lines(Shape<T> shape, List<T> things) {
        String text = Renderer.piece(
                shape, things, invocation().global().format(), invocation().color());
        return text.lines().toList();
    }

    private void repeat(Duration period, Runnable work) {
        while (!invocation().out().checkError()) {
            long start = System.nanoTime();
            work.run();
            pause(period.minusNanos(System.nanoTime() - start));
        }
    }

    /**
     * Waits.
     *
     * @throws Failure of kind {@code INTERRUPTED} when a signal comes meanwhile
     */
    protected static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            throw Failure.stopped();
        }
    }
}
