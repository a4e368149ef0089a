package io.github.ipvlanctl.cli.watch;

import io.github.ipvlanctl.cli.Group;
import java.util.List;

/** {@code ipvlanctl monitor} and {@code stats}. */
public final class WatchCommands {
    /** The commands. */
    public static final List<Group.Entry> ENTRIES = List.of(
            Group.leaf("monitor", "Tell what happens to links, as it happens.", Monitor::new),
            Group.leaf("stats", "Show what links and ports count, and how fast.", Stats::new));

    private WatchCommands() {}
}
