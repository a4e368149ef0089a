package io.github.ipvlanctl.model;

import java.util.Locale;

/** What came of looking for one thing that can be wrong, the worst first. */
public enum Verdict {
    /** It does not work, or breaks something else. */
    PROBLEM,
    /** It works, but not as somebody may expect. */
    WARNING,
    /** Nobody could look. */
    UNKNOWN,
    /** Nothing is wrong. */
    OK;

    /** True for what is to be mended. */
    public boolean isFinding() {
        return this == PROBLEM || this == WARNING;
    }

    /** As output spells it: {@code problem}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
