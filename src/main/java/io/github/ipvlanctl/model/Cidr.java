package io.github.ipvlanctl.model;

import inet.ipaddr.IPAddress;
import io.github.ipvlanctl.error.Failure;

/**
 * An address with the length of its prefix, as a device has it: {@code 192.168.1.100/24}.
 *
 * @param address the address itself, host bits included
 * @param prefixLength 0 to 32 or 0 to 128
 */
public record Cidr(IpAddress address, int prefixLength) {
    /** Checks the length. */
    public Cidr {
        if (prefixLength < 0 || prefixLength > address.bits()) {
            throw Failure.usage(
                    "'" + address + "/" + prefixLength + "' has no legal prefix length",
                    "it is 0 to " + address.bits() + " here");
        }
    }

    /**
     * Reads an address for a link.
     *
     * @throws Failure of kind {@code USAGE} when it is none, when it has no prefix length (which {@code ip} would take
     *     for /32), or when it is no device's: multicast, unspecified, a network's own or its broadcast address
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            if (looksLikeMac(text)) {
                throw Failure.usage(
                        "'" + Display.safe(text) + "' is a MAC address: an IPvlan link always has its parent's",
                        "leave it out; give IP addresses with their prefix length, for example 192.168.1.100/24");
            }
            IpAddress address = IpAddress.parse(text);
            throw Failure.usage(
                    "'" + address + "' has no prefix length",
                    "write " + address + (address.isIpv6() ? "/64" : "/24") + ", or " + address + "/" + address.bits()
                            + " for the address alone");
        }
        Cidr cidr = parseAny(text);
        if (cidr.address.isUnusable()) {
            throw Failure.usage("'" + cidr + "' is not an address that a link can have", null);
        }
        boolean shared = !cidr.address.isIpv6() && cidr.prefixLength < 31;
        if (shared && cidr.network().equals(cidr.address)) {
            throw Failure.usage("'" + cidr + "' is the address of the network itself", "give one of its hosts'");
        }
        if (shared && of(cidr.prefixed().toMaxHost()).equals(cidr.address)) {
            throw Failure.usage("'" + cidr + "' is the broadcast address of its network", "give one of its hosts'");
        }
        return cidr;
    }

    /**
     * Reads a network: an address without host bits, and the length of its prefix.
     *
     * @throws Failure of kind {@code USAGE} when it is none
     */
    public static Cidr parseNetwork(String text) {
        if (text.indexOf('/') < 0) {
            throw Failure.usage("'" + Display.safe(text) + "' has no prefix length", "for example 192.168.1.0/24");
        }
        Cidr network = parseAny(text);
        if (!network.network().equals(network.address())) {
            throw Failure.usage(
                    "'" + network + "' has host bits set",
                    "the network is " + network.network() + "/" + network.prefixLength());
        }
        return network;
    }

    /**
     * Reads any address with a prefix length, a network's among them.
     *
     * @throws Failure of kind {@code USAGE} when it is none
     */
    public static Cidr parseAny(String text) {
        int slash = text.indexOf('/');
        IpAddress address = IpAddress.parse(text.substring(0, Math.max(slash, 0)));
        long length = Numbers.parse(
                text.substring(slash + 1), 0, address.bits(), "a prefix length (in '" + Display.safe(text) + "')");
        return new Cidr(address, (int) length);
    }

    private static boolean looksLikeMac(String text) {
        return text.matches("[0-9a-fA-F]{1,2}(:[0-9a-fA-F]{1,2}){5}");
    }

    private static IpAddress of(IPAddress value) {
        return IpAddress.of(value.withoutPrefixLength());
    }

    IPAddress prefixed() {
        return address.value().setPrefixLength(prefixLength, false);
    }

    /** The first address of the network that this one is in. */
    public IpAddress network() {
        return of(prefixed().toZeroHost());
    }

    /** The first address of the network that a host can have. */
    public IpAddress firstHost() {
        return AddressRange.of(new Cidr(network(), prefixLength)).first();
    }

    /** True when {@code other} is in the same network. */
    public boolean covers(IpAddress other) {
        return other.isIpv6() == address.isIpv6()
                && new Cidr(other, prefixLength).network().equals(network());
    }

    /** True when both networks have addresses in common. */
    public boolean overlaps(Cidr other) {
        return prefixLength <= other.prefixLength ? covers(other.address) : other.covers(address);
    }

    @Override
    public String toString() {
        return address.text() + "/" + prefixLength;
    }
}
