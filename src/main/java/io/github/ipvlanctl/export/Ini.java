package io.github.ipvlanctl.export;

import java.util.ArrayList;
import java.util.List;

/** Text in sections of keys and values, as systemd and NetworkManager read it. */
final class Ini {
    private final List<String> lines = new ArrayList<>();

    Ini(String comment) {
        lines.add(comment);
    }

    /** Begins a section. */
    Ini section(String name) {
        lines.add("");
        lines.add("[" + name + "]");
        return this;
    }

    /** A key of the section that was begun last. */
    Ini put(String key, Object value) {
        lines.add(key + "=" + value);
        return this;
    }

    /** The text, with a line end. */
    String text() {
        return String.join("\n", lines) + "\n";
    }
}
