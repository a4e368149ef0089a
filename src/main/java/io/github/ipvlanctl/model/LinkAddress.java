package io.github.ipvlanctl.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An address on a device, with all that the kernel keeps beside it.
 *
 * @param cidr the device's own address, with the length of the prefix
 * @param peer the other end's address where the prefix is that one's (point to point), or null
 * @param scope {@code global}, {@code link}, {@code host}, …, as {@code ip address} spells it
 * @param broadcast the broadcast address, or null when none is set
 * @param label the name that old programs know it by, or null
 * @param lifetime what is left of its time, or null when that is for ever
 * @param flags the kernel's marks in {@code ip}'s words: {@code dynamic}, {@code noprefixroute}, {@code nodad}, …
 */
public record LinkAddress(
        Cidr cidr,
        @Nullable IpAddress peer,
        String scope,
        @Nullable IpAddress broadcast,
        @Nullable String label,
        @Nullable Lifetime lifetime,
        Set<String> flags) {
    /** How long an address is still valid, and how long new connections may begin from it, in seconds. */
    public record Lifetime(long valid, long preferred) {}

    /** Copies the flags. */
    public LinkAddress {
        flags = Set.copyOf(flags);
    }

    /** An address about which nothing is special. */
    public LinkAddress(Cidr cidr, String scope) {
        this(cidr, null, scope, null, null, null, Set.of());
    }

    /** True when it was learnt (DHCP, router advertisement) and not set. */
    public boolean dynamic() {
        return flags.contains("dynamic");
    }

    /** True for those that somebody gave it, and not the kernel: all but IPv6 link-local ones. */
    public boolean isAssigned() {
        return !(scope.equals("link") && cidr.address().isIpv6());
    }

    /** True when the kernel made it from a router's advertisement, and will again. */
    public boolean isFromRouter() {
        return flags.contains("mngtmpaddr") || flags.contains("temporary");
    }
}
