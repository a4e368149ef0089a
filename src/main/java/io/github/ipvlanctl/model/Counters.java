package io.github.ipvlanctl.model;

/**
 * What a device has counted since it was made. All are unsigned numbers of 64 bits, as the kernel has them (struct
 * rtnl_link_stats64, linux/if_link.h).
 *
 * @param rxErrors received, but not fit to be handed on
 * @param rxDropped received, but not handed on
 */
public record Counters(
        long rxBytes,
        long rxPackets,
        long rxErrors,
        long rxDropped,
        long txBytes,
        long txPackets,
        long txErrors,
        long txDropped) {
    /** Nothing yet. */
    public static final Counters ZERO = new Counters(0, 0, 0, 0, 0, 0, 0, 0);

    private interface Operation {
        long apply(long one, long other);
    }

    private Counters with(Counters other, Operation operation) {
        return new Counters(
                operation.apply(rxBytes, other.rxBytes),
                operation.apply(rxPackets, other.rxPackets),
                operation.apply(rxErrors, other.rxErrors),
                operation.apply(rxDropped, other.rxDropped),
                operation.apply(txBytes, other.txBytes),
                operation.apply(txPackets, other.txPackets),
                operation.apply(txErrors, other.txErrors),
                operation.apply(txDropped, other.txDropped));
    }

    /** Both together. */
    public Counters plus(Counters other) {
        return with(other, Long::sum);
    }

    /** What was counted since {@code earlier}. A counter that has become smaller began anew, from 0, in the meantime. */
    public Counters since(Counters earlier) {
        return with(earlier, (now, then) -> Long.compareUnsigned(now, then) < 0 ? now : now - then);
    }
}
