package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.model.NetnsName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the global options say about running {@code ip}.
 *
 * @param netns the named namespace to act in, or null for the caller's own
 * @param ip the program's name or path
 * @param sudo whether it runs through {@code sudo -n}
 * @param timeout for one {@code ip} process
 * @param verbosity 0 silent, 1 the commands, 2 how each ended too
 */
public record Settings(@Nullable NetnsName netns, String ip, boolean sudo, Duration timeout, int verbosity) {}
