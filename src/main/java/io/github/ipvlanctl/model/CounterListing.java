package io.github.ipvlanctl.model;

import java.util.Map;

/**
 * The counters of a namespace's devices at one moment.
 *
 * @param byIndex by the devices' indexes
 * @param nanos when they were read, on the clock of {@link System#nanoTime}
 */
public record CounterListing(Map<Integer, Counters> byIndex, long nanos) {
    /** Copies the map. */
    public CounterListing {
        byIndex = Map.copyOf(byIndex);
    }
}
