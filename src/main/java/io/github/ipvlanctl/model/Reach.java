package io.github.ipvlanctl.model;

import io.github.ipvlanctl.error.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What a shim shall lead to; one of the two.
 *
 * @param network a network or a single address
 * @param link links of the parent by their name, with all addresses that they have
 */
public record Reach(@Nullable Cidr network, @Nullable InterfaceName link) {
    /**
     * Reads a network, an address, or else a link's name.
     *
     * @throws Failure of kind {@code USAGE} when it is none of them, or everything
     */
    public static Reach parse(String text) {
        if (!isAddress(text)) {
            return new Reach(null, new InterfaceName(text));
        }
        Cidr network = Destination.parse(text).network();
        if (network == null || network.prefixLength() == 0) {
            throw Failure.usage(
                    "a shim leads to the parent's links, and not everywhere", "give the network that they are in");
        }
        return new Reach(network, null);
    }

    /** No link's name has a slash or a colon; of numbers with dots, an address is meant. */
    private static boolean isAddress(String text) {
        return text.indexOf('/') >= 0 || text.indexOf(':') >= 0 || text.matches("[0-9]+(\\.[0-9]+){3}");
    }
}
