package io.github.ipvlanctl.model;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv6.IPv6Address;
import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address.
 *
 * <p>It holds the kernel's spelling ({@code inet_ntop(3)}), so that two of them are equal when their texts are; what
 * needs arithmetic is worked out on demand.
 *
 * @param text the address in that spelling
 */
public record IpAddress(String text) {
    /**
     * Reads an address as a user types it: four decimal numbers, or IPv6 in any of its spellings; no zone, no range.
     *
     * @throws Failure of kind {@code USAGE} when it is none
     */
    public static IpAddress parse(String text) {
        IPAddress value = Syntax.strict(text);
        // The library overlooks white space around an address.
        if (value == null || text.chars().anyMatch(Character::isWhitespace)) {
            throw Failure.usage(
                    "'" + Display.safe(text) + "' is not an IP address", "for example 192.168.1.10 or 2001:db8::10");
        }
        return of(value);
    }

    static IpAddress of(IPAddress value) {
        return new IpAddress(value.isIPv6() ? spelling(value.toIPv6()) : value.toCanonicalString());
    }

    /** Like {@code inet_ntop}, with ::ffff:1.2.3.4 and ::1.2.3.4 in the mixed notation. */
    private static String spelling(IPv6Address value) {
        if (value.isIPv4Mapped()) {
            return "::ffff:" + value.getEmbeddedIPv4Address().toCanonicalString();
        }
        boolean compatible = value.isIPv4Compatible() && value.getValue().bitLength() > 16;
        return compatible ? "::" + value.getEmbeddedIPv4Address().toCanonicalString() : value.toCanonicalString();
    }

    /** True for IPv6. */
    public boolean isIpv6() {
        return text.indexOf(':') >= 0;
    }

    /** The length of its prefix when it stands for itself alone: 32 or 128. */
    public int bits() {
        return isIpv6() ? 128 : 32;
    }

    /** True for 169.254.0.0/16 and fe80::/10. */
    public boolean isLinkLocal() {
        return value().isLinkLocal();
    }

    /**
     * True when the kernel made it from that MAC address (addrconf_ifid_eui48, net/ipv6/addrconf.c): its halves stand at
     * both ends of the interface identifier; an IPvlan link has its number between them.
     */
    boolean holdsMac(String mac) {
        String[] octets = mac.split(":", -1);
        if (!isIpv6() || octets.length != 6) {
            return false;
        }
        byte[] bytes = value().getBytes();
        for (int i = 0; i < 6; i++) {
            int difference = (bytes[i < 3 ? 8 + i : 10 + i] & 0xff) ^ octet(octets[i]);
            // The first octet's "universal" bit is turned, except in the links of an IPvlan port.
            if (difference != 0 && !(i == 0 && difference == 2)) {
                return false;
            }
        }
        return true;
    }

    /** A negative number for what is none. */
    private static int octet(String text) {
        boolean hex = text.length() == 2
                && Character.digit(text.charAt(0), 16) >= 0
                && Character.digit(text.charAt(1), 16) >= 0;
        return hex ? Integer.parseInt(text, 16) : -1;
    }

    /** True when no single device can have it: unspecified, multicast, or the limited broadcast. */
    public boolean isUnusable() {
        IPAddress value = value();
        return value.isAnyLocal() || value.isMulticast() || (value.isIPv4() && value.isMax());
    }

    /** True for 127.0.0.0/8 and ::1. */
    public boolean isLoopback() {
        return value().isLoopback();
    }

    IPAddress value() {
        IPAddress value = Syntax.strict(text);
        if (value == null) {
            // Nobody has typed it: those that are printed are not looked at before they are needed.
            throw Failure.of(
                    ErrorKind.FAILED,
                    "ip has printed an address that is none: " + Display.beginning(text),
                    "see it with -vv; is --ip really iproute2's ip?");
        }
        return value;
    }

    @Override
    public String toString() {
        return text;
    }

    /** The library's syntax, narrowed to single plain addresses; a holder, since its set-up is not cheap. */
    private static final class Syntax {
        private static final IPAddressStringParameters PLAIN = new IPAddressStringParameters.Builder()
                .allowAll(false)
                .allowEmpty(false)
                .allowSingleSegment(false)
                .allowWildcardedSeparator(false)
                .allowPrefix(false)
                .allowMask(false)
                .setRangeOptions(RangeParameters.NO_RANGE)
                .allow_inet_aton(false)
                .getIPv4AddressParametersBuilder()
                .allowLeadingZeros(false)
                .allowBinary(false)
                .getParentBuilder()
                .getIPv6AddressParametersBuilder()
                .allowZone(false)
                .allowBase85(false)
                .allowBinary(false)
                .getParentBuilder()
                .toParams();

        private static @Nullable IPAddress strict(String text) {
            IPAddressString parsed = new IPAddressString(text, PLAIN);
            return parsed.isIPAddress() ? parsed.getAddress() : null;
        }
    }
}
