package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.iproute2.IpAddr;
import io.github.ipvlanctl.iproute2.IpLink;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.LinkAddress;
import io.github.ipvlanctl.model.Mtu;
import java.util.List;

/** Whether IPv6 is off on a link where others use it, and whether somebody else had its address first. */
final class Ipv6Check implements Check {
    @Override
    public String name() {
        return "ipv6";
    }

    @Override
    public String look(Examination machine, Findings found) {
        for (Link link : machine.links()) {
            Device device = link.device();
            for (LinkAddress address : device.addresses()) {
                if (address.isRefused()) {
                    found.problem(
                            device,
                            address.cidr().address() + " is in use on the wire: the kernel found it there (dadfailed)",
                            List.of(machine.text(IpAddr.delete(link.netns(), link.name(), address.cidr()))));
                }
            }
            if (device.flags().contains("UP")) {
                off(machine, link, found);
            }
        }
        return "IPv6 is on where it is in use, and has found no address twice";
    }

    private static void off(Examination machine, Link link, Findings found) {
        Device device = link.device();
        boolean used = machine.host().portOf(link).links().stream().anyMatch(one -> usesIpv6(one.device()))
                || (link.parent() != null && usesIpv6(link.parent()));
        if (device.mtu() < Mtu.MIN_IPV6) {
            if (used) {
                found.warning(
                        device,
                        "IPv6 is off on it: its MTU " + device.mtu() + " is below the " + Mtu.MIN_IPV6
                                + " that IPv6 needs",
                        List.of(machine.text(IpLink.mtu(link.netns(), link.name(), Mtu.MIN_IPV6))));
            }
            return;
        }
        String here = machine.setting(link.netns(), "ipv6", device.name().value(), "disable_ipv6")
                .orElse(null);
        String all =
                machine.setting(link.netns(), "ipv6", "all", "disable_ipv6").orElse("0");
        if (here == null && used) {
            found.unknown(device, "whether IPv6 is on cannot be read");
        } else if ("1".equals(here) && (used || all.equals("0"))) {
            found.warning(
                    device,
                    "IPv6 is off on it (disable_ipv6)" + (used ? ", and in use on its parent or another link" : ""),
                    List.of(machine.setting(link.netns(), "ipv6", device.name().value(), "disable_ipv6", 0)));
        }
    }

    private static boolean usesIpv6(Device device) {
        return device.assignedAddresses().stream()
                .anyMatch(cidr -> cidr.address().isIpv6());
    }
}
