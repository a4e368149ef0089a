package io.github.ipvlanctl.model;

import io.github.ipvlanctl.error.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Where a route leads: everywhere, or a network.
 *
 * @param network a network without host bits, or null for everywhere
 */
public record Destination(@Nullable Cidr network) {
    /** Everywhere. */
    public static final Destination DEFAULT = new Destination(null);

    /** What everywhere is where no nexthop tells the family. */
    static final Cidr ALL_IPV4 = new Cidr(new IpAddress("0.0.0.0"), 0);

    /**
     * Reads {@code default}, a network ({@code 10.0.0.0/8}) or a single address.
     *
     * @throws Failure of kind {@code USAGE} when it is none of them, or the network has host bits
     */
    public static Destination parse(String text) {
        if (text.equals("default") || text.equals("0.0.0.0/0") || text.equals("::/0")) {
            return text.equals("::/0") ? new Destination(Cidr.parseAny(text)) : DEFAULT;
        }
        if (text.indexOf('/') < 0) {
            IpAddress host = IpAddress.parse(text);
            return new Destination(new Cidr(host, host.bits()));
        }
        return new Destination(Cidr.parseNetwork(text));
    }

    /** The word for {@code ip}; {@code nexthop} tells which family's "everywhere" is meant. */
    public String word(@Nullable IpAddress nexthop) {
        if (network != null) {
            return network.toString();
        }
        return nexthop != null && nexthop.isIpv6() ? "::/0" : "default";
    }

    /** True when a nexthop of that family can be meant; everywhere fits both. */
    public boolean fits(IpAddress nexthop) {
        return network == null || network.address().isIpv6() == nexthop.isIpv6();
    }

    @Override
    public String toString() {
        return word(null);
    }
}
