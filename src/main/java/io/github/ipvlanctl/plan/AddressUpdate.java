package io.github.ipvlanctl.plan;

import io.github.ipvlanctl.iproute2.IpAddr;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.LinkAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the addresses of a link that exists: which go, which stay, and which are new.
 *
 * @param wanted those that are declared; null where the manifest does not speak of them, and all stay
 * @param device the link as it was found
 * @param inPlace whether it stays where it is, and what it is; else the kernel takes them all, and they are given back
 */
record AddressUpdate(@Nullable List<Cidr> wanted, Device device, boolean inPlace) {
    /** The addresses to take away. */
    List<Cidr> gone() {
        return device.addresses().stream()
                .filter(this::isGone)
                .map(LinkAddress::cidr)
                .toList();
    }

    private boolean isGone(LinkAddress address) {
        return wanted != null && isByHand(address) && !isDeclared(address);
    }

    private boolean isDeclared(LinkAddress address) {
        return wanted != null && wanted.contains(address.cidr());
    }

    /** Of an address, whether a manifest could have made it. */
    static boolean isByHand(LinkAddress address) {
        return address.isAssigned() && !address.dynamic() && address.peer() == null;
    }

    /** Those that stay, and have to be given back where the kernel takes them. */
    List<LinkAddress> kept() {
        return device.addressesToKeep().stream()
                .filter(address -> !isGone(address))
                .toList();
    }

    /** Those that stay without being asked for. */
    List<Cidr> undeclared() {
        return present()
                .filter(address -> !isGone(address) && !isDeclared(address))
                .map(LinkAddress::cidr)
                .toList();
    }

    private Stream<LinkAddress> present() {
        return (inPlace ? device.addresses() : kept()).stream();
    }

    /** Those to give it. */
    List<Cidr> fresh() {
        List<Cidr> fresh = new ArrayList<>(wanted == null ? List.of() : wanted);
        present().filter(address -> address.peer() == null).forEach(address -> fresh.remove(address.cidr()));
        return fresh;
    }

    /** All that it will have. */
    List<Cidr> all() {
        List<Cidr> addresses = new ArrayList<>(wanted == null ? List.of() : wanted);
        addresses.addAll(undeclared());
        return addresses;
    }

    /** The IPv6 addresses that stay, which the kernel takes away when the link is set down. */
    List<LinkAddress> droppedWhenDown() {
        List<LinkAddress> kept = kept();
        return device.addresses().stream()
                .filter(address -> address.cidr().address().isIpv6())
                .filter(address -> kept.contains(address) || isDeclared(address))
                .toList();
    }

    /**
     * Whether it is without an IPv4 address for a moment at least, and so loses all IPv4 routes: new addresses come later, and
     * with the first one of a network the kernel takes the others in it too.
     */
    boolean losesIpv4() {
        List<Cidr> gone = new ArrayList<>();
        for (LinkAddress address : device.addresses()) {
            Cidr cidr = address.cidr();
            if (cidr.address().isIpv6()) {
                continue;
            }
            if (isGone(address)) {
                gone.add(cidr);
            } else if (gone.stream().noneMatch(first -> IpAddr.isOneNetwork(first, cidr))) {
                return false;
            }
        }
        return !gone.isEmpty();
    }

    /** Those of the addresses that it will have that bring routes to their networks. */
    List<Cidr> bringing() {
        List<Cidr> bringing = new ArrayList<>(fresh());
        present()
                .filter(address -> !isGone(address) && address.peer() == null)
                .filter(address -> !address.flags().contains("noprefixroute"))
                .forEach(address -> bringing.add(address.cidr()));
        return bringing;
    }
}
