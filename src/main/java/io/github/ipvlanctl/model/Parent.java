package io.github.ipvlanctl.model;

import org.jspecify.annotations.Nullable;

/**
 * A device as a parent of IPvlan links.
 *
 * @param obstacle what keeps it from being one, or null
 * @param port its links with their mode and flag, or null when it has none
 */
public record Parent(
        Device device,
        @Nullable Obstacle obstacle,
        @Nullable Port port) {}
