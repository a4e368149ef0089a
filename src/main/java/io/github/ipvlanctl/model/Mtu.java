package io.github.ipvlanctl.model;

import io.github.ipvlanctl.error.Failure;

/**
 * The largest packet a link sends, in bytes: 68 to 65535, the kernel's bounds for an IPvlan link
 * (ether_setup and ipvlan_link_setup).
 */
public record Mtu(int bytes) {
    /** The smallest with which a link can have IPv6 addresses (RFC 8200, section 5). */
    public static final int MIN_IPV6 = 1280;

    private static final int MIN = 68;
    private static final int MAX = 65535;

    /**
     * Checks the range.
     *
     * @throws Failure of kind {@code USAGE} outside it
     */
    public Mtu {
        if (bytes < MIN || bytes > MAX) {
            throw Failure.usage("'" + bytes + "' is not an MTU", HINT);
        }
    }

    private static final String HINT = "an MTU is a whole number of bytes from " + MIN + " to " + MAX;

    /**
     * Reads a decimal number.
     *
     * @throws Failure of kind {@code USAGE} when it is none, or out of range
     */
    public static Mtu parse(String text) {
        return new Mtu((int) Numbers.parse(text, MIN, MAX, "an MTU", HINT));
    }
}
