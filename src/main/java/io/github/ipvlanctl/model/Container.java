package io.github.ipvlanctl.model;

/**
 * A container that runs.
 *
 * @param name as its engine has it
 * @param pid its first process, as this machine counts them; 0 when it has just ended
 * @param guest whether it lives in the network namespace of another container
 */
public record Container(String name, long pid, boolean guest) {}
