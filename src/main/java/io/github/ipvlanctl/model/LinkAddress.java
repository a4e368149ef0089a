package io.github.ipvlanctl.model;

import java.util.ArrayList;
import java.util.List;
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
    /** Of the flags of an address, those that can be given with it (CONFFLAG-LIST, ip-address(8)). */
    private static final List<String> SETTABLE_FLAGS = List.of("home", "nodad", "noprefixroute", "autojoin");

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

    /**
     * What else {@code ip} has to be told to give a device of that name the same address, in its words:
     * {@code scope link noprefixroute}; nothing for most.
     */
    public List<String> more(InterfaceName dev) {
        List<String> words = new ArrayList<>();
        if (broadcast != null) {
            words.addAll(List.of("broadcast", broadcast.text()));
        }
        if (!scope.equals("global") && !cidr.address().isIpv6()) {
            words.addAll(List.of("scope", scope));
        }
        // A label is the device's name, or that with a colon and more behind it; the device may have another name now.
        int colon = label == null ? -1 : label.indexOf(':');
        if (label != null && colon >= 0) {
            words.addAll(List.of("label", dev.value() + label.substring(colon)));
        }
        if (lifetime != null) {
            words.addAll(
                    List.of("valid_lft", seconds(lifetime.valid()), "preferred_lft", seconds(lifetime.preferred())));
        }
        SETTABLE_FLAGS.stream().filter(flags::contains).forEach(words::add);
        return words;
    }

    private static String seconds(long lifetime) {
        return lifetime == 0xffff_ffffL ? "forever" : Long.toString(lifetime);
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

    /** Whether the kernel does not use it, since it found another host on the wire that has it (addrconf.c). */
    public boolean isRefused() {
        return flags.contains("dadfailed");
    }
}
