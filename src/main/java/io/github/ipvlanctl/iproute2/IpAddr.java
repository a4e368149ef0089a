package io.github.ipvlanctl.iproute2;

import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.LinkAddress;
import io.github.ipvlanctl.model.Netns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code ip address} (ip-address(8)) in words. */
public final class IpAddr {
    private IpAddr() {}

    /** Gives a device an address. */
    public static IpCommand add(Netns netns, InterfaceName dev, Cidr cidr) {
        return IpCommand.of(netns, "address", "add", cidr.toString(), "dev", dev.value());
    }

    /** Gives a device an address that it may have already. */
    public static IpCommand replace(Netns netns, InterfaceName dev, Cidr cidr) {
        return IpCommand.of(netns, "address", "replace", cidr.toString(), "dev", dev.value());
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
     * others in it too, unless a sysctl (promote_secondaries) says otherwise. So those that go too go before it, and those
     * that are to stay are put back, which does nothing where they stayed.
     */
    public static List<Step> removal(Device device, Collection<Cidr> gone) {
        List<Cidr> lastFirst = new ArrayList<>(
                device.addresses().stream().map(LinkAddress::cidr).toList());
        Collections.reverse(lastFirst);
        List<Cidr> stay = new ArrayList<>(device.assignedAddresses());
        stay.removeAll(gone);
        List<Step> steps = new ArrayList<>();
        Set<Cidr> again = new LinkedHashSet<>();
        lastFirst.stream().filter(gone::contains).forEach(cidr -> {
            steps.add(
                    Step.of(delete(device.netns(), device.name(), cidr), replace(device.netns(), device.name(), cidr)));
            stay.stream()
                    .filter(other -> other.prefixLength() == cidr.prefixLength() && other.covers(cidr.address()))
                    .filter(other -> !other.address().isIpv6())
                    .forEach(again::add);
        });
        again.forEach(cidr -> steps.add(Step.of(replace(device.netns(), device.name(), cidr))));
        return steps;
    }
}
