package io.github.ipvlanctl.model;

import io.github.ipvlanctl.error.Failure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A subnet of a docker network, and what docker does with its addresses.
 *
 * @param gateway the containers' default route's nexthop, or null when docker takes the first address that it may give
 * @param range the part of the subnet that containers get addresses from, or null for all of it
 * @param reserved addresses that no container gets
 */
public record DockerSubnet(
        Cidr subnet, @Nullable IpAddress gateway, @Nullable Cidr range, List<AuxAddress> reserved) {
    /** Copies the list. */
    public DockerSubnet {
        reserved = List.copyOf(reserved);
    }

    /**
     * Puts each gateway, range and reserved address to the subnet that it is in.
     *
     * @throws Failure of kind {@code USAGE} when one is in none of them or no host's, when a subnet has two of a kind, when
     *     subnets overlap, and when an address or a name is reserved twice
     */
    public static List<DockerSubnet> of(
            List<Cidr> subnets, List<IpAddress> gateways, List<Cidr> ranges, List<AuxAddress> reserved) {
        Set<Object> seen = new HashSet<>();
        for (Cidr range : ranges) {
            requireWithin(subnets, range.address(), range.prefixLength(), "the range " + range);
        }
        for (IpAddress gateway : gateways) {
            requireHost(subnets, gateway, "the gateway " + gateway);
            seen.add(gateway);
        }
        for (AuxAddress one : reserved) {
            requireHost(subnets, one.address(), "the reserved address " + one.address());
            if (!seen.add(one.address()) || !seen.add(one.name())) {
                throw Failure.usage("'" + Display.safe(one.toString()) + "' is there twice", "give each address once");
            }
        }
        List<DockerSubnet> matched = new ArrayList<>();
        for (Cidr subnet : subnets) {
            for (DockerSubnet other : matched) {
                if (other.subnet.overlaps(subnet)) {
                    throw Failure.usage(subnet + " and " + other.subnet + " overlap", "give one of them");
                }
            }
            matched.add(new DockerSubnet(
                    subnet,
                    only(gateways.stream().filter(subnet::covers).toList(), "gateways", subnet),
                    only(
                            ranges.stream()
                                    .filter(range -> subnet.covers(range.address()))
                                    .toList(),
                            "ranges",
                            subnet),
                    reserved.stream()
                            .filter(one -> subnet.covers(one.address()))
                            .toList()));
        }
        return matched;
    }

    private static void requireHost(List<Cidr> subnets, IpAddress address, String what) {
        Cidr subnet = requireWithin(subnets, address, address.bits(), what);
        if (!AddressRange.of(subnet).holds(address)) {
            throw Failure.usage(
                    what + " is not one that a host of " + subnet + " can have",
                    "the hosts are " + AddressRange.of(subnet));
        }
    }

    private static Cidr requireWithin(List<Cidr> subnets, IpAddress address, int prefixLength, String what) {
        return subnets.stream()
                .filter(subnet -> subnet.covers(address) && subnet.prefixLength() <= prefixLength)
                .findFirst()
                .orElseThrow(() -> Failure.usage(
                        what + " is outside of "
                                + String.join(
                                        ", ",
                                        subnets.stream().map(Cidr::toString).toList()),
                        "docker matches it to the subnet that it is in"));
    }

    private static <T> @Nullable T only(List<T> found, String what, Cidr subnet) {
        if (found.size() > 1) {
            throw Failure.usage(
                    subnet + " has " + found.size() + " " + what + ": " + found.get(0) + ", " + found.get(1),
                    "a subnet has one at most");
        }
        return found.isEmpty() ? null : found.get(0);
    }

    /** The addresses that docker gives away: to containers, and the first one as the gateway where none is named. */
    public AddressRange given() {
        AddressRange all = AddressRange.of(subnet);
        return range == null ? all : all.within(range);
    }

    /** The same with further reserved addresses. */
    public DockerSubnet reserving(List<AuxAddress> more) {
        List<AuxAddress> all = new ArrayList<>(reserved);
        all.addAll(more);
        return new DockerSubnet(subnet, gateway, range, all);
    }
}
