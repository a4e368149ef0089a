package io.github.ipvlanctl.model;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What passes a link, or a port, whose numbers are the sums of its links'.
 *
 * @param device the link, or the port's parent; null when that is in a namespace that cannot be looked into
 * @param port the port that the link belongs to, or that it is
 * @param isPort whether it is the port
 * @param rates null when there is nothing to tell them by: no earlier count
 * @param time when it was counted
 */
public record Traffic(
        @Nullable Device device,
        Port port,
        boolean isPort,
        Counters counters,
        @Nullable Rates rates,
        OffsetDateTime time) {
    /** What rows can be ordered by: names from the first on, numbers from the highest on. */
    public enum Column {
        NAME,
        RX_BYTES,
        TX_BYTES,
        RX_PACKETS,
        TX_PACKETS,
        ERRORS,
        DROPPED,
        RX_BPS,
        TX_BPS,
        RX_PPS,
        TX_PPS;

        private final String word = name().toLowerCase(Locale.ROOT);

        /** What users call it. */
        public String word() {
            return word;
        }

        /** Whether it takes two counts to know. */
        public boolean isRate() {
            return compareTo(RX_BPS) >= 0;
        }

        Comparator<Traffic> order() {
            return Comparator.comparingDouble((Traffic row) -> row.number(this))
                    .reversed()
                    .thenComparing(row -> Objects.toString(row.name()));
        }
    }

    private double number(Column column) {
        Rates known = rates == null ? Rates.ZERO : rates;
        return switch (column) {
            case NAME -> 0;
            case RX_BYTES -> unsigned(counters.rxBytes());
            case TX_BYTES -> unsigned(counters.txBytes());
            case RX_PACKETS -> unsigned(counters.rxPackets());
            case TX_PACKETS -> unsigned(counters.txPackets());
            case ERRORS -> unsigned(counters.rxErrors()) + unsigned(counters.txErrors());
            case DROPPED -> unsigned(counters.rxDropped()) + unsigned(counters.txDropped());
            case RX_BPS -> known.rxBps();
            case TX_BPS -> known.txBps();
            case RX_PPS -> known.rxPps();
            case TX_PPS -> known.txPps();
        };
    }

    /** The link's name, or the parent's; null when that cannot be seen. */
    public @Nullable String name() {
        return device == null ? null : device.name().value();
    }

    private static double unsigned(long number) {
        return number >= 0 ? number : number + 0x1p64;
    }
}
