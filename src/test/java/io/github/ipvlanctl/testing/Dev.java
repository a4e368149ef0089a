package io.github.ipvlanctl.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A device as {@code ip -j -d address show} prints it, with what tests care for. */
public final class Dev {
    private static final String PARENT_MAC = "02:00:00:00:00:01";

    private final String name;
    private final int ifindex;
    private String mac = PARENT_MAC;
    private int mtu = 1500;
    private String flags = "\"BROADCAST\",\"MULTICAST\",\"UP\",\"LOWER_UP\"";
    private String linkType = "ether";
    private String lower = "";
    private String info = "";
    private @Nullable String master;
    private @Nullable String alias;
    private final List<String> addresses = new ArrayList<>();

    private Dev(String name, int ifindex) {
        this.name = name;
        this.ifindex = ifindex;
    }

    /** An Ethernet device that is up. */
    public static Dev ether(String name, int ifindex) {
        return new Dev(name, ifindex);
    }

    /** An IPvlan link on a device of the same namespace, down, l2 bridge. */
    public static Dev ipvlan(String name, int ifindex, String parent) {
        Dev dev = new Dev(name, ifindex).port("l2", "bridge").down();
        dev.lower = "\"link\":\"" + parent + "\",";
        return dev;
    }

    /** An IPvlan link on a device of another namespace. */
    public static Dev ipvlanElsewhere(String name, int ifindex, int parentIndex) {
        Dev dev = ipvlan(name, ifindex, "");
        dev.lower = "\"link_index\":" + parentIndex + ",\"link_netnsid\":0,";
        return dev;
    }

    /** The loopback device. */
    public static Dev loopback() {
        Dev dev = new Dev("lo", 1);
        dev.flags = "\"LOOPBACK\",\"UP\",\"LOWER_UP\"";
        dev.linkType = "loopback";
        dev.mac = "00:00:00:00:00:00";
        return dev;
    }

    /** A VLAN device. */
    public static Dev vlan(String name, int ifindex, String parent, int id) {
        Dev dev = new Dev(name, ifindex);
        dev.lower = "\"link\":\"" + parent + "\",";
        dev.info = "\"info_kind\":\"vlan\",\"info_data\":{\"protocol\":\"802.1Q\",\"id\":" + id + "}";
        return dev;
    }

    /** One end of a pair whose other end is in another namespace. */
    public static Dev veth(String name, int ifindex, int otherEnd) {
        Dev dev = new Dev(name, ifindex);
        dev.lower = "\"link_index\":" + otherEnd + ",\"link_netnsid\":0,";
        dev.info = "\"info_kind\":\"veth\"";
        return dev;
    }

    /** With this mode and flag. */
    public Dev port(String mode, String flag) {
        info = "\"info_kind\":\"ipvlan\",\"info_data\":{\"mode\":\"" + mode + "\",\"" + flag + "\":true}";
        return this;
    }

    /** Set up. */
    public Dev up() {
        flags = "\"BROADCAST\",\"UP\",\"LOWER_UP\"";
        return this;
    }

    /** Set down. */
    public Dev down() {
        flags = "\"BROADCAST\"";
        return this;
    }

    /** Set up, and without a carrier. */
    public Dev withoutCarrier() {
        flags = "\"NO-CARRIER\",\"BROADCAST\",\"UP\"";
        return this;
    }

    /** With this MTU. */
    public Dev mtu(int bytes) {
        mtu = bytes;
        return this;
    }

    /** With another MAC address than most here. */
    public Dev mac(String address) {
        mac = address;
        return this;
    }

    /** With an alias. */
    public Dev alias(String text) {
        alias = text;
        return this;
    }

    /** A port of a bridge. */
    public Dev inBridge(String bridge) {
        master = bridge;
        info = "\"info_slave_kind\":\"bridge\"";
        return this;
    }

    /** With an address, of scope link where it is an IPv6 link-local one. */
    public Dev address(String cidr) {
        return address(cidr, cidr.startsWith("fe80:") ? "\"scope\":\"link\"" : "\"scope\":\"global\"");
    }

    /** With an address that was learnt, and is good for so many seconds. */
    public Dev leasedAddress(String cidr, long seconds) {
        return address(
                cidr,
                "\"scope\":\"global\",\"dynamic\":true,\"valid_life_time\":" + seconds + ",\"preferred_life_time\":"
                        + seconds);
    }

    /** With an address of a point-to-point link. */
    public Dev peerAddress(String local, String peer) {
        String[] parts = peer.split("/", -1);
        addresses.add("{\"local\":\"" + local + "\",\"address\":\"" + parts[0] + "\",\"prefixlen\":" + parts[1]
                + ",\"scope\":\"global\"}");
        return this;
    }

    /** With an address that the kernel made from a router's advertisement. */
    public Dev addressFromRouter(String cidr) {
        return address(cidr, "\"scope\":\"global\",\"dynamic\":true,\"mngtmpaddr\":true");
    }

    /** With an address that has further members. */
    public Dev address(String cidr, String rest) {
        String[] parts = cidr.split("/", -1);
        addresses.add("{\"local\":\"" + parts[0] + "\",\"prefixlen\":" + parts[1] + "," + rest + "}");
        return this;
    }

    /** Devices as {@code ip} prints them. */
    public static String json(Dev... devices) {
        return "[" + String.join(",", Stream.of(devices).map(Dev::object).toList()) + "]\n";
    }

    private String object() {
        return "{\"ifindex\":" + ifindex + "," + lower + "\"ifname\":\"" + name + "\",\"flags\":[" + flags
                + "],\"mtu\":" + mtu + ",\"txqlen\":1000,\"link_type\":\"" + linkType + "\",\"address\":\"" + mac
                + "\","
                + (master == null ? "" : "\"master\":\"" + master + "\",")
                + (alias == null ? "" : "\"ifalias\":\"" + alias + "\",")
                + "\"linkinfo\":{" + info + "},\"addr_info\":[" + String.join(",", addresses) + "]}";
    }
}
