package io.github.ipvlanctl.model;

import inet.ipaddr.IPAddress;
import io.github.ipvlanctl.error.Failure;
import java.util.stream.Stream;

/**
 * Addresses of one network in their order, from the first to the last.
 *
 * @param network without host bits
 */
public record AddressRange(Cidr network, IpAddress first, IpAddress last) {
    /** All of a network that a host can have: without the network's own address and its broadcast address. */
    public static AddressRange of(Cidr network) {
        IPAddress prefixed = network.prefixed();
        boolean whole = network.prefixLength() >= network.address().bits() - 1;
        IPAddress first = prefixed.toZeroHost().withoutPrefixLength();
        IPAddress last = prefixed.toMaxHost().withoutPrefixLength();
        return new AddressRange(
                network,
                IpAddress.of(whole ? first : first.increment(1)),
                IpAddress.of(whole || network.address().isIpv6() ? last : last.increment(-1)));
    }

    /**
     * Reads {@code first-last}.
     *
     * @throws Failure of kind {@code USAGE} when it is not a range within the network
     */
    public static AddressRange parse(Cidr network, String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            throw Failure.usage(
                    "'" + Display.safe(text) + "' is not a range", "for example 192.168.1.100-192.168.1.199");
        }
        IpAddress first = IpAddress.parse(text.substring(0, dash).strip());
        IpAddress last = IpAddress.parse(text.substring(dash + 1).strip());
        AddressRange usable = of(network);
        if (!usable.holds(first) || !usable.holds(last) || first.value().compareTo(last.value()) > 0) {
            throw Failure.usage(
                    "'" + Display.safe(text) + "' is not a range within " + network,
                    "at most " + usable.first() + "-" + usable.last());
        }
        return new AddressRange(network, first, last);
    }

    /** What of it is in {@code part}, a network within its own. */
    AddressRange within(Cidr part) {
        IPAddress low = part.prefixed().toZeroHost().withoutPrefixLength();
        IPAddress high = part.prefixed().toMaxHost().withoutPrefixLength();
        return new AddressRange(
                network,
                low.compareTo(first.value()) < 0 ? first : IpAddress.of(low),
                high.compareTo(last.value()) > 0 ? last : IpAddress.of(high));
    }

    /** Whether an address is in it. */
    public boolean holds(IpAddress address) {
        return address.isIpv6() == first.isIpv6()
                && address.value().compareTo(first.value()) >= 0
                && address.value().compareTo(last.value()) <= 0;
    }

    /** The addresses, the lowest first, each worked out when it is asked for. */
    public Stream<Cidr> addresses() {
        return first.value().spanWithRange(last.value()).stream()
                .map(address -> new Cidr(IpAddress.of(address), network.prefixLength()));
    }

    /** The same, the highest first. */
    public Stream<IpAddress> lastOnes() {
        return Stream.iterate(
                last, this::holds, address -> IpAddress.of(address.value().increment(-1)));
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
