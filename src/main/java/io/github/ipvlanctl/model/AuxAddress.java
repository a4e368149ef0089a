package io.github.ipvlanctl.model;

import io.github.ipvlanctl.error.Failure;

/**
 * An address that docker gives to no container.
 *
 * @param name whose it is; docker keeps it under this name; without {@code =}
 */
public record AuxAddress(String name, IpAddress address) {
    /**
     * Reads {@code NAME=IP}.
     *
     * @throws Failure of kind {@code USAGE} when it is not of that form
     */
    public static AuxAddress parse(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw Failure.usage(
                    "'" + Display.safe(text) + "' is not an address with a name", "for example router=192.168.1.1");
        }
        return new AuxAddress(text.substring(0, equals), IpAddress.parse(text.substring(equals + 1)));
    }

    @Override
    public String toString() {
        return name + "=" + address;
    }
}
