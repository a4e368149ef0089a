package io.github.ipvlanctl.iproute2;

import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.LinkAddress;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code ip address} (ip-address(8)) in words. */
public final class IpAddr {
    private IpAddr() {}

    /** Gives a device an address. */
    public static IpCommand add(Netns netns, InterfaceName dev, Cidr cidr) {
        return IpCommand.of(netns, "address", "add", cidr.toString(), "dev", dev.value());
    }

    /** Gives a device an address as another, or itself, had it before. */
    public static IpCommand restore(Netns netns, InterfaceName dev, LinkAddress address) {
        return exactly("add", netns, dev, address);
    }

    /** The same, for one that may be there still. */
    public static IpCommand keep(Netns netns, InterfaceName dev, LinkAddress address) {
        return exactly("replace", netns, dev, address);
    }

    /** Takes away an address that was read. */
    public static IpCommand remove(Netns netns, InterfaceName dev, LinkAddress address) {
        List<String> words = new ArrayList<>(List.of("address", "delete"));
        words.addAll(pair(address));
        words.addAll(List.of("dev", dev.value()));
        return new IpCommand(netns, words);
    }

    private static IpCommand exactly(String verb, Netns netns, InterfaceName dev, LinkAddress address) {
        List<String> words = new ArrayList<>(List.of("address", verb));
        words.addAll(pair(address));
        words.addAll(List.of("dev", dev.value()));
        words.addAll(address.more(dev));
        return new IpCommand(netns, words);
    }

    private static List<String> pair(LinkAddress address) {
        Cidr cidr = address.cidr();
        return address.peer() == null
                ? List.of(cidr.toString())
                : List.of(cidr.address().text(), "peer", address.peer() + "/" + cidr.prefixLength());
    }

    /** Takes an address away. */
    public static IpCommand delete(Netns netns, InterfaceName dev, Cidr cidr) {
        return IpCommand.of(netns, "address", "delete", cidr.toString(), "dev", dev.value());
    }

    /** Lists the devices with their details and addresses. */
    static IpCommand show(Netns netns) {
        return IpCommand.of(netns, "address", "show");
    }

    /** The same for one device. */
    static IpCommand show(Netns netns, InterfaceName dev) {
        return IpCommand.of(netns, "address", "show", "dev", dev.value());
    }

    /**
     * The steps that take addresses from a device and no others: with a network's first address the kernel takes away the
     * others in it too, unless a sysctl (promote_secondaries) says otherwise, and with the last one of all the IPv4 routes. So
     * those that go too go before it, and those that are to stay are put back, with the routes, which does nothing where they
     * stayed. Undone, the first is the first again: the kernel sends from it.
     *
     * @param routes the device's assigned IPv4 routes
     */
    public static List<Step> removal(Device device, Collection<Cidr> gone, List<Route> routes) {
        Netns netns = device.netns();
        InterfaceName dev = device.name();
        List<LinkAddress> lastFirst = new ArrayList<>(device.addresses());
        Collections.reverse(lastFirst);
        List<Step> steps = new ArrayList<>();
        Set<LinkAddress> again = new LinkedHashSet<>();
        for (LinkAddress address : lastFirst) {
            Cidr cidr = address.cidr();
            if (gone.contains(cidr)) {
                List<LinkAddress> others = device.addresses().stream()
                        .filter(other -> !gone.contains(other.cidr()) && isOneNetwork(other.cidr(), cidr))
                        .toList();
                List<IpCommand> undo = new ArrayList<>();
                if (isFirst(address, device)) {
                    others.forEach(other -> undo.add(remove(netns, dev, other)));
                }
                undo.add(keep(netns, dev, address));
                others.forEach(other -> undo.add(keep(netns, dev, other)));
                routes.forEach(route -> undo.add(IpRoute.keep(netns, dev, route)));
                steps.add(new Step(remove(netns, dev, address), undo, false, null));
                again.addAll(others);
            }
        }
        again.forEach(address -> steps.add(Step.of(keep(netns, dev, address))));
        if (!again.isEmpty()) {
            routes.stream()
                    .filter(route -> isReached(route.via(), device, gone))
                    .forEach(route -> steps.add(Step.of(IpRoute.keep(netns, dev, route))));
        }
        return steps;
    }

    /** IPv4 addresses of one network go together; those of IPv6 each for itself. */
    public static boolean isOneNetwork(Cidr one, Cidr other) {
        return one.prefixLength() == other.prefixLength()
                && one.covers(other.address())
                && !one.address().isIpv6();
    }

    private static boolean isFirst(LinkAddress address, Device device) {
        return device.addresses().stream()
                .filter(other -> isOneNetwork(other.cidr(), address.cidr()))
                .findFirst()
                .filter(address::equals)
                .isPresent();
    }

    private static boolean isReached(@Nullable IpAddress nexthop, Device device, Collection<Cidr> gone) {
        return nexthop == null
                || device.addresses().stream()
                        .map(LinkAddress::cidr)
                        .anyMatch(cidr -> !gone.contains(cidr) && cidr.covers(nexthop));
    }
}
