package io.github.ipvlanctl.cli.watch;

import io.github.ipvlanctl.cli.Command;
import io.github.ipvlanctl.cli.Invocation;

/** {@code ipvlanctl monitor} and {@code stats}. */
public final class WatchCommands {
    private WatchCommands() {}

    /** {@code monitor}. */
    public static Command monitor(Invocation invocation) {
        return new Monitor(invocation);
    }

    /** {@code stats}. */
    public static Command stats(Invocation invocation) {
        return new Stats(invocation);
    }
}
