package io.github.ipvlanctl.model;

import org.jspecify.annotations.Nullable;

/**
 * A route as the kernel has it.
 *
 * @param to {@code default}, a network or an address, in the kernel's spelling
 * @param family {@code inet} or {@code inet6}
 * @param via the nexthop, or null for what is on the link
 * @param metric its metric, or null where the kernel names none
 * @param table the table's name or number: {@code main}
 * @param protocol who made it: {@code kernel}, {@code boot}, {@code static}, …
 */
public record Route(
        String to,
        String family,
        InterfaceName dev,
        Netns netns,
        @Nullable IpAddress via,
        @Nullable Long metric,
        String table,
        String protocol) {
    /** True for those that somebody set, and not the kernel by itself or from a router's advertisement. */
    public boolean isAssigned() {
        return !protocol.equals("kernel") && !protocol.equals("ra");
    }

    /** As a manifest's route is written in a sentence. */
    public String text() {
        return to + (via == null ? "" : " via " + via);
    }
}
