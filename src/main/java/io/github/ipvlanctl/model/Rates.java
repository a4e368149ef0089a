package io.github.ipvlanctl.model;

/** What passes a device each second: bits and packets, of what it receives and of what it sends. */
public record Rates(double rxBps, double rxPps, double txBps, double txPps) {
    /** No traffic. */
    public static final Rates ZERO = new Rates(0, 0, 0, 0);

    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * Those that have led to these counts.
     *
     * @param nanos in so many nanoseconds, at least 1
     */
    public static Rates of(Counters counted, long nanos) {
        double perSecond = NANOS_PER_SECOND / Math.max(1, nanos);
        return new Rates(
                counted.rxBytes() * Byte.SIZE * perSecond,
                counted.rxPackets() * perSecond,
                counted.txBytes() * Byte.SIZE * perSecond,
                counted.txPackets() * perSecond);
    }

    /** Both together. */
    public Rates plus(Rates other) {
        return new Rates(rxBps + other.rxBps, rxPps + other.rxPps, txBps + other.txBps, txPps + other.txPps);
    }
}
