package io.github.ipvlanctl.model;

import java.util.List;
import java.util.Locale;

/** Whether a device passes packets. */
public enum LinkState {
    /** Set up, and so is what lies below. */
    UP,
    /** Set down by its administrator. */
    DOWN,
    /** Set up, but what lies below is down or has no carrier. */
    LOWERLAYERDOWN;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** Reads the flags that {@code ip link} prints between angle brackets. */
    static LinkState of(List<String> flags) {
        if (!flags.contains("UP")) {
            return DOWN;
        }
        return flags.contains("M-DOWN") || flags.contains("NO-CARRIER") ? LOWERLAYERDOWN : UP;
    }

    /** The word that output uses. */
    public String word() {
        return word;
    }
}
