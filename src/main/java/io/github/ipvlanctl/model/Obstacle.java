package io.github.ipvlanctl.model;

/**
 * Why a device cannot carry IPvlan links.
 *
 * @param reason completes "eth0 cannot be a parent: "
 * @param advice what to do instead
 */
public record Obstacle(String reason, String advice) {}
