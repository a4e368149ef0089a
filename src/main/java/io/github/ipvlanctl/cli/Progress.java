package io.github.ipvlanctl.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A line on a terminal that tells how far work has come. It appears when that takes long, and is gone afterwards. */
final class Progress implements LongConsumer, AutoCloseable {
    /** So long a person waits without wondering. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int UPDATE_MILLIS = 200;
    /** The narrowest terminal in use, less the column where the cursor stands. */
    private static final int WIDTH = 79;

    private final PrintWriter terminal;
    private final long size;
    private final Duration patience;
    private final long start = System.nanoTime();
    private @Nullable ProgressBar bar;

    /**
     * Of work that is done when it has told {@code size}.
     *
     * @param patience how long it may take before anything is shown
     */
    Progress(PrintWriter terminal, long size, Duration patience) {
        this.terminal = terminal;
        this.size = size;
        this.patience = patience;
    }

    @Override
    public synchronized void accept(long done) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        if (bar == null && elapsed.compareTo(patience) > 0) {
            bar = new ProgressBarBuilder()
                    .setTaskName("ip")
                    .setInitialMax(size)
                    .startsFrom(0, elapsed)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(UPDATE_MILLIS)
                    .setConsumer(new Line(terminal))
                    .clearDisplayOnFinish()
                    .build();
        }
        if (bar != null) {
            bar.stepTo(Math.min(done, size));
        }
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        }
    }

    /** Writes over the one line. */
    private record Line(PrintWriter terminal) implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return WIDTH;
        }

        @Override
        public void accept(String text) {
            terminal.print("\r" + text);
            terminal.flush();
        }

        @Override
        public void clear() {
            accept(" ".repeat(WIDTH) + "\r");
        }

        @Override
        public void close() {
            terminal.flush();
        }
    }
}
