package io.github.ipvlanctl.render;

import java.util.List;
import java.util.Locale;

/** How a result is written. */
public enum Format {
    /** Columns for people. */
    TABLE,
    /** One JSON array, as {@code ip -j} prints. */
    JSON,
    /** The same as YAML. */
    YAML,
    /** The names alone, one a line. */
    NAME,
    /** Lines for people, what belongs to a thing below it. */
    TREE,
    /** A graph in the language of Graphviz. */
    DOT,
    /** A flowchart in the language of Mermaid. */
    MERMAID,
    /** A picture. */
    SVG;

    /** Those that every command knows. */
    public static final List<Format> COMMON = List.of(TABLE, JSON, YAML, NAME);

    /** The word that users type. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
