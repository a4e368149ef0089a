package io.github.ipvlanctl.model;

import io.github.ipvlanctl.error.Failure;
import java.util.Locale;

/** How an IPvlan port passes packets on ({@code mode} in ip-link(8)). */
public enum Mode {
    /** Switches among the links; they answer ARP with the parent's MAC address. */
    L2,
    /** Routes among the links; no ARP, no broadcast, no multicast. */
    L3,
    /** As {@link #L3}, with the netfilter hooks of the parent's namespace. */
    L3S;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word that {@code ip} and the options use. */
    public String word() {
        return word;
    }

    /**
     * The mode of that word.
     *
     * @throws Failure of kind {@code USAGE} when there is none
     */
    public static Mode parse(String word) {
        for (Mode value : values()) {
            if (value.word().equals(word)) {
                return value;
            }
        }
        throw Failure.usage("'" + Display.safe(word) + "' is not a mode", "one of l2, l3, l3s");
    }
}
