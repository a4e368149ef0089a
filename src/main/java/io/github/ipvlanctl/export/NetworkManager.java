package io.github.ipvlanctl.export;

import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.LinkSpec;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.PortSpec;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.StackSpec;
import io.github.ipvlanctl.model.TextFile;
import io.github.ipvlanctl.model.TextFile.Access;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * NetworkManager's keyfiles (nm-settings-keyfile(5)), since 1.52. It gives an IPvlan link no MTU, whatever a keyfile says
 * (nm-device-ipvlan.c has no get_configured_mtu).
 */
final class NetworkManager implements Target {
    @Override
    public String name() {
        return "networkmanager";
    }

    @Override
    public String summary() {
        return "Write keyfiles for NetworkManager, since 1.52.";
    }

    @Override
    public List<String> paragraphs() {
        return List.of(
                "They belong into /etc/NetworkManager/system-connections, as root's and with mode 0600, or they are ignored:"
                        + " --to gives them that mode. 'nmcli connection reload' has them read.");
    }

    @Override
    public Set<Feature> unsayable() {
        return EnumSet.of(Feature.NETNS, Feature.NAME, Feature.ALIAS, Feature.MTU, Feature.DOWN);
    }

    @Override
    public List<TextFile> files(StackSpec links) {
        List<TextFile> files = new ArrayList<>();
        for (PortSpec port : links.ports()) {
            for (LinkSpec link : port.links()) {
                files.add(new TextFile(link.name() + ".nmconnection", Access.PRIVATE, connection(port, link)));
            }
        }
        return files;
    }

    private String connection(PortSpec port, LinkSpec link) {
        Ini text = new Ini(Scripts.writtenBy(this))
                .section("connection")
                .put("id", link.name())
                .put("type", "ipvlan")
                .put("interface-name", link.name())
                .section("ipvlan")
                .put("parent", port.parent())
                .put("mode", number(port.settings().mode()))
                .put("private", port.settings().flag() == Flag.PRIVATE)
                .put("vepa", port.settings().flag() == Flag.VEPA);
        family(text, link, false);
        family(text, link, true);
        return text.text();
    }

    /** NMSettingIpvlanMode. */
    private static int number(Mode mode) {
        return switch (mode) {
            case L2 -> 1;
            case L3 -> 2;
            case L3S -> 3;
        };
    }

    private static void family(Ini text, LinkSpec link, boolean ipv6) {
        List<Cidr> addresses = link.addresses().stream()
                .filter(cidr -> cidr.address().isIpv6() == ipv6)
                .toList();
        text.section(ipv6 ? "ipv6" : "ipv4");
        text.put("method", !addresses.isEmpty() ? "manual" : ipv6 ? "link-local" : "disabled");
        int number = 0;
        for (Cidr cidr : addresses) {
            number++;
            text.put("address" + number, cidr);
        }
        Routes.gateway(link, ipv6).ifPresent(gateway -> text.put("gateway", gateway));
        number = 0;
        for (RouteSpec route : Routes.of(link, ipv6)) {
            if (!Routes.isGateway(route)) {
                number++;
                route(text, "route" + number, route);
            }
        }
        if (!addresses.isEmpty()) {
            // The kernel's own: without it NetworkManager would choose another.
            text.put("route-metric", 0);
        }
    }

    private static void route(Ini text, String key, RouteSpec route) {
        IpAddress via = route.via();
        String nexthop = via != null ? via.text() : Routes.isIpv6(route) ? "::" : "0.0.0.0";
        String metric = route.metric() == null ? "" : "," + route.metric();
        text.put(key, Routes.destination(route) + "," + nexthop + metric);
        if (route.table() != null) {
            text.put(key + "_options", "table=" + route.table());
        }
    }
}
