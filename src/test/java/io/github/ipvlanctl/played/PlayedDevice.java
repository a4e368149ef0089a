package io.github.ipvlanctl.played;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A device of the {@link PlayedKernel}. */
final class PlayedDevice {
    final int index;
    final String kind;
    final @Nullable PlayedDevice parent;
    String name;
    String netns;
    String mode = "";
    String flag = "";
    String id = "";
    String alias = "";
    int mtu = 1500;
    int txqueuelen = 1000;
    boolean up;
    final List<String> addresses = new ArrayList<>();
    final List<String> routes = new ArrayList<>();

    PlayedDevice(int index, String kind, @Nullable PlayedDevice parent, String netns, String name) {
        this.index = index;
        this.kind = kind;
        this.parent = parent;
        this.netns = netns;
        this.name = name;
    }

    boolean isIpvlan() {
        return kind.equals("ipvlan");
    }

    /** All that a user could tell it by: what must be the same again after an undoing. */
    String state() {
        String port = parent == null ? "" : " on " + parent.name + " " + mode + " " + flag + id;
        return netns + "/" + name + " " + kind + port + " mtu " + mtu + " txqlen " + txqueuelen + (up ? " up" : " down")
                + " alias '" + alias + "' " + addresses + " "
                + routes.stream().sorted().toList();
    }

    /** As {@code ip -j -d -s address show} prints it in its namespace. */
    String json() {
        boolean loopback = name.equals("lo");
        String flags = (loopback ? "\"LOOPBACK\"" : "\"BROADCAST\",\"MULTICAST\"") + (up ? ",\"UP\",\"LOWER_UP\"" : "");
        String lower = parent == null
                ? ""
                : parent.netns.equals(netns)
                        ? "\"link\":\"" + parent.name + "\","
                        : "\"link_index\":" + parent.index + ",\"link_netnsid\":0,";
        String data = isIpvlan()
                ? "\"mode\":\"" + mode + "\",\"" + flag + "\":true"
                : kind.equals("vlan") ? "\"protocol\":\"802.1Q\",\"id\":" + id : "";
        List<String> info = addresses.stream().map(PlayedDevice::addressJson).toList();
        return "{\"ifindex\":" + index + "," + lower + "\"ifname\":\"" + name + "\",\"flags\":[" + flags + "],\"mtu\":"
                + mtu + ",\"txqlen\":" + txqueuelen + ",\"link_type\":\"" + (loopback ? "loopback" : "ether")
                + "\",\"address\":\"02:00:00:00:00:" + (parent == null ? 10 + index : 10 + parent.index) + "\","
                + (alias.isEmpty() ? "" : "\"ifalias\":\"" + alias + "\",")
                + "\"linkinfo\":{"
                + (kind.equals("ether") ? "" : "\"info_kind\":\"" + kind + "\",\"info_data\":{" + data + "}")
                + "},\"stats64\":{\"rx\":{\"bytes\":5,\"packets\":1,\"errors\":0,\"dropped\":0}},\"addr_info\":["
                + String.join(",", info) + "]}";
    }

    private static String addressJson(String cidr) {
        String[] parts = cidr.split("/", -1);
        String family = parts[0].contains(":") ? "inet6" : "inet";
        return "{\"family\":\"" + family + "\",\"local\":\"" + parts[0] + "\",\"prefixlen\":" + parts[1]
                + ",\"scope\":\"global\",\"valid_life_time\":4294967295,\"preferred_life_time\":4294967295}";
    }
}
