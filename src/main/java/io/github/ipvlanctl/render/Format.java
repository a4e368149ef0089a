package io.github.ipvlanctl.render;

/** How a result is written. */
public enum Format {
    /** Columns for people. */
    TABLE,
    /** One JSON array, as {@code ip -j} prints. */
    JSON,
    /** The same as YAML. */
    YAML,
    /** The names alone, one a line. */
    NAME
}
