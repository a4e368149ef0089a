package io.github.ipvlanctl.model;

import io.github.ipvlanctl.error.Failure;

/** An IEEE 802.1Q VLAN's number, 1 to 4094. */
public record VlanId(int number) {
    /**
     * Reads a decimal number.
     *
     * @throws Failure of kind {@code USAGE} when it is none, or out of range
     */
    public static VlanId parse(String text) {
        return new VlanId((int) Numbers.parse(text, 1, 4094, "a VLAN ID"));
    }
}
