package io.github.ipvlanctl.plan.manifest;

/** A value, and where it stands. */
public record Located<T>(T value, Position at) {}
