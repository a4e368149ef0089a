package io.github.ipvlanctl.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A network device as the kernel shows it.
 *
 * @param netns where it is
 * @param ifindex its index there, from 1
 * @param kind the driver's name for virtual ones ({@code ipvlan}, {@code vlan}, …), empty for the others
 * @param linkType the link layer: {@code ether}, {@code loopback}, {@code none}, …
 * @param mac its link-layer address, empty when it has none
 * @param mtu in bytes
 * @param flags the words between angle brackets in {@code ip link}, in its order
 * @param txqueuelen in packets
 * @param lower what it is on, or null
 * @param master the bridge, bond or VRF that it belongs to, or null
 * @param masterKind that one's kind, or null
 * @param settings for IPvlan links, their port's mode and flag, else null
 * @param vlan for VLAN devices their ID, else null
 * @param alias free text that its administrator gave it, or null
 */
public record Device(
        Netns netns,
        int ifindex,
        InterfaceName name,
        String kind,
        String linkType,
        String mac,
        int mtu,
        List<String> flags,
        long txqueuelen,
        @Nullable Lower lower,
        @Nullable InterfaceName master,
        @Nullable String masterKind,
        @Nullable PortSettings settings,
        @Nullable Integer vlan,
        @Nullable String alias,
        List<LinkAddress> addresses) {
    private static final Set<String> MACVLAN_KINDS = Set.of("macvlan", "macvtap");

    /** True for a child of an IPvlan port. (An ipvtap device is one too, with a character device on top.) */
    public boolean isIpvlan() {
        return settings != null;
    }

    /** True for a child of a macvlan port. */
    public boolean isMacvlan() {
        return MACVLAN_KINDS.contains(kind);
    }

    /** Whether both are one device, whatever was seen of it. */
    public boolean is(@Nullable Device other) {
        return other != null && netns.equals(other.netns) && name.equals(other.name);
    }

    /** Whether it passes packets. */
    public LinkState state() {
        return LinkState.of(flags);
    }

    /** Its name, and its namespace where that is not the current one: {@code web0 (netns blue)}. */
    public String label() {
        return name + netns.remark();
    }

    /** True when it has the address, whatever the prefix length. */
    public boolean has(IpAddress address) {
        return addresses.stream().anyMatch(a -> a.cidr().address().equals(address));
    }

    /** The addresses that somebody gave it. */
    public List<Cidr> assignedAddresses() {
        List<Cidr> assigned = new ArrayList<>();
        for (LinkAddress address : addresses) {
            if (address.isAssigned()) {
                assigned.add(address.cidr());
            }
        }
        return assigned;
    }

    /**
     * Those that are to be given back when the kernel has taken them all: what it makes by itself it makes again, and an
     * IPv6 link-local address with the MAC address in it is taken for such a one.
     */
    public List<LinkAddress> addressesToKeep() {
        return addresses.stream()
                .filter(address -> !address.isFromRouter())
                .filter(address ->
                        address.isAssigned() || !address.cidr().address().holdsMac(mac))
                .toList();
    }

    /** The same device under another name. */
    public Device named(InterfaceName newName) {
        return new Device(
                netns,
                ifindex,
                newName,
                kind,
                linkType,
                mac,
                mtu,
                flags,
                txqueuelen,
                lower,
                master,
                masterKind,
                settings,
                vlan,
                alias,
                addresses);
    }

    /** What a VLAN device made on this one, and set up, will be like as a parent. */
    public Device asVlan(InterfaceName vlanName, VlanId id) {
        return new Device(
                netns,
                0,
                vlanName,
                "vlan",
                linkType,
                mac,
                mtu,
                flags,
                txqueuelen,
                new Lower.Here(name),
                null,
                null,
                null,
                id.number(),
                null,
                List.of());
    }
}
