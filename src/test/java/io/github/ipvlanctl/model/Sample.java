package io.github.ipvlanctl.model;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Devices for tests. */
public final class Sample {
    /** The MAC address of a parent and its links. */
    public static final String MAC = "02:00:00:00:00:01";

    private Sample() {}

    /** A named namespace. */
    public static Netns netns(String name) {
        return Netns.named(new NetnsName(name));
    }

    /** An Ethernet device that is up. */
    public static Device ether(Netns netns, int ifindex, String name) {
        return device(netns, ifindex, name, "", "ether", MAC, null, null);
    }

    /** An IPvlan link of the current namespace. */
    public static Device ipvlan(int ifindex, String name, String parent, PortSettings settings, String... addresses) {
        return ipvlan(Netns.current(), ifindex, name, new Lower.Here(new InterfaceName(parent)), settings, addresses);
    }

    /** An IPvlan link. */
    public static Device ipvlan(
            Netns netns, int ifindex, String name, Lower lower, PortSettings settings, String... addresses) {
        return device(netns, ifindex, name, "ipvlan", "ether", MAC, lower, settings, addresses);
    }

    /** Any device that is up. */
    public static Device device(
            Netns netns,
            int ifindex,
            String name,
            String kind,
            String linkType,
            String mac,
            @Nullable Lower lower,
            @Nullable PortSettings settings,
            String... addresses) {
        return new Device(
                netns,
                ifindex,
                new InterfaceName(name),
                kind,
                linkType,
                mac,
                1500,
                linkType.equals("loopback") ? List.of("LOOPBACK", "UP") : List.of("UP", "LOWER_UP"),
                1000,
                lower,
                null,
                null,
                settings,
                null,
                null,
                Stream.of(addresses)
                        .map(Cidr::parse)
                        .map(cidr -> new LinkAddress(cidr, "global"))
                        .toList());
    }

    /** The same device with other things about it. */
    public static Device with(Device d, List<String> flags, @Nullable String master, @Nullable String masterKind) {
        return new Device(
                d.netns(),
                d.ifindex(),
                d.name(),
                d.kind(),
                d.linkType(),
                d.mac(),
                d.mtu(),
                flags,
                d.txqueuelen(),
                d.lower(),
                master == null ? null : new InterfaceName(master),
                masterKind,
                d.settings(),
                d.vlan(),
                d.alias(),
                d.addresses());
    }

    /** The same device with another MTU and, for a VLAN device, the VLAN's ID. */
    public static Device sized(Device d, int mtu, @Nullable Integer vlan) {
        return new Device(
                d.netns(),
                d.ifindex(),
                d.name(),
                d.kind(),
                d.linkType(),
                d.mac(),
                mtu,
                d.flags(),
                d.txqueuelen(),
                d.lower(),
                d.master(),
                d.masterKind(),
                d.settings(),
                vlan,
                d.alias(),
                d.addresses());
    }

    /** The same device with an alias. */
    public static Device aliased(Device d, String alias) {
        return new Device(
                d.netns(),
                d.ifindex(),
                d.name(),
                d.kind(),
                d.linkType(),
                d.mac(),
                d.mtu(),
                d.flags(),
                d.txqueuelen(),
                d.lower(),
                d.master(),
                d.masterKind(),
                d.settings(),
                d.vlan(),
                alias,
                d.addresses());
    }

    /** What was seen. */
    public static Host host(Device... devices) {
        return new Host(List.of(devices));
    }
}
