package io.github.ipvlanctl.model;

import io.github.ipvlanctl.error.Failure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A shim as somebody wants it.
 *
 * @param parent whose links it shall lead to
 * @param name its name, or null for the one that it has, or else the parent's with {@code -host} after it
 * @param addresses its own, at least one, each alone in its network
 * @param reach what it shall lead to, or null for all that the parent's links have in other namespaces
 */
public record ShimSpec(
        InterfaceName parent,
        @Nullable InterfaceName name,
        List<Cidr> addresses,
        @Nullable List<Reach> reach) {
    private static final String SUFFIX = "-host";

    /** An address of a link that a shim can lead to. */
    public record Target(InterfaceName link, IpAddress address) {}

    /**
     * Checks what can be checked without looking at the machine.
     *
     * @throws Failure of kind {@code USAGE} when there is no address, one brings a network along, or none is of the family of
     *     what it shall lead to
     */
    public ShimSpec {
        addresses = List.copyOf(addresses);
        reach = reach == null ? null : List.copyOf(reach);
        if (addresses.isEmpty()) {
            throw Failure.usage("a shim needs an address", "give it one that is free, for example 192.168.1.250/32");
        }
        addresses.forEach(ShimSpec::address);
        for (Reach one : reach == null ? List.<Reach>of() : reach) {
            Cidr network = one.network();
            if (network != null && !reaches(addresses, network.address())) {
                throw Failure.usage(
                        "the shim has no address of the family of " + network,
                        "give it one of each family that it is to lead to");
            }
        }
    }

    /**
     * Reads a shim's address.
     *
     * @throws Failure of kind {@code USAGE} when it is none, or has more than itself in its network
     */
    public static Cidr parseAddress(String text) {
        return address(Cidr.parse(text));
    }

    private static Cidr address(Cidr cidr) {
        if (cidr.prefixLength() != cidr.address().bits()) {
            throw Failure.usage(
                    "'" + cidr + "' would lead the whole network to the links",
                    "give the address alone: " + cidr.address() + "/"
                            + cidr.address().bits());
        }
        return cidr;
    }

    /** Whether it has an address of that one's family, and so can lead to it. */
    public boolean reaches(IpAddress address) {
        return reaches(addresses, address);
    }

    private static boolean reaches(List<Cidr> addresses, IpAddress address) {
        return addresses.stream().anyMatch(own -> own.address().isIpv6() == address.isIpv6());
    }

    /**
     * What a new one is called.
     *
     * @throws Failure of kind {@code USAGE} when it must be given a name, since the parent's is too long
     */
    public InterfaceName nameOrDefault() {
        if (name != null) {
            return name;
        }
        try {
            return new InterfaceName(parent.value() + SUFFIX);
        } catch (Failure tooLong) {
            throw tooLong.withHint("give the shim a shorter name of its own");
        }
    }

    /**
     * The routes that it shall have.
     *
     * @param targets what the parent's links have in other namespaces
     * @throws Failure of kind {@code NOT_FOUND}, with close matches, when it shall lead to a link that is none of them
     */
    public Set<Cidr> networks(List<Target> targets) {
        List<Target> possible =
                targets.stream().filter(target -> reaches(target.address())).toList();
        Set<Cidr> networks = new LinkedHashSet<>();
        if (reach == null) {
            possible.forEach(target -> networks.add(alone(target)));
            return networks;
        }
        for (Reach one : reach) {
            InterfaceName link = one.link();
            if (one.network() != null) {
                networks.add(one.network());
            } else if (link != null && !addAll(link, possible, networks)) {
                throw Failure.notFound(
                        parent + " has no link " + link
                                + " in another namespace with an address that a shim could lead to",
                        Suggestions.hint(
                                link.toString(),
                                possible.stream()
                                        .map(target -> target.link().toString())
                                        .distinct()
                                        .toList(),
                                "there are"));
            }
        }
        return networks;
    }

    /** Adds what the links of that name have; false when that is nothing. */
    private static boolean addAll(InterfaceName link, List<Target> possible, Set<Cidr> networks) {
        boolean found = false;
        for (Target target : possible) {
            if (target.link().equals(link)) {
                networks.add(alone(target));
                found = true;
            }
        }
        return found;
    }

    private static Cidr alone(Target target) {
        return new Cidr(target.address(), target.address().bits());
    }
}
