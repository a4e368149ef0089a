package io.github.ipvlanctl.export;

import io.github.ipvlanctl.model.LinkSpec;
import io.github.ipvlanctl.model.PortSpec;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.StackSpec;
import io.github.ipvlanctl.model.TextFile;
import io.github.ipvlanctl.model.TextFile.Access;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** systemd-networkd (systemd.netdev(5), systemd.network(5)): the link is made by the network file of its parent. */
final class Networkd implements Target {
    @Override
    public String name() {
        return "networkd";
    }

    @Override
    public String summary() {
        return "Write files for systemd-networkd.";
    }

    @Override
    public List<String> paragraphs() {
        return List.of(
                "They belong into /etc/systemd/network: for each link a .netdev and a .network, and a .network for each parent."
                        + " Of the .network files that match a device networkd takes the first by name: where the parent has one"
                        + " already, put the IPVLAN= lines into that one.");
    }

    @Override
    public Set<Feature> unsayable() {
        return EnumSet.of(Feature.NETNS, Feature.NAME, Feature.ALIAS, Feature.DOWN);
    }

    @Override
    public List<TextFile> files(StackSpec links) {
        List<TextFile> files = new ArrayList<>();
        for (PortSpec port : links.ports()) {
            if (!port.links().isEmpty()) {
                files.add(file(port.parent() + ".network", parent(port)));
            }
            for (LinkSpec link : port.links()) {
                files.add(file(link.name() + ".netdev", netdev(port, link)));
                files.add(file(link.name() + ".network", network(link)));
            }
        }
        return files;
    }

    private static TextFile file(String name, Ini text) {
        return new TextFile(name, Access.PUBLIC, text.text());
    }

    private Ini ini() {
        return new Ini(Scripts.writtenBy(this));
    }

    private Ini parent(PortSpec port) {
        Ini text = ini().section("Match").put("Name", port.parent()).section("Network");
        // What the parent has is not spoken of here, and would be taken away.
        text.put("KeepConfiguration", "yes");
        port.links().forEach(link -> text.put("IPVLAN", link.name()));
        return text;
    }

    private Ini netdev(PortSpec port, LinkSpec link) {
        Ini text = ini().section("NetDev").put("Name", link.name()).put("Kind", "ipvlan");
        if (link.mtu() != null) {
            text.put("MTUBytes", link.mtu().bytes());
        }
        return text.section("IPVLAN")
                .put("Mode", port.settings().mode().word().toUpperCase(Locale.ROOT))
                .put("Flags", port.settings().flag().word());
    }

    private Ini network(LinkSpec link) {
        Ini text = ini().section("Match").put("Name", link.name()).section("Network");
        link.addresses().forEach(cidr -> text.put("Address", cidr));
        Routes.gateway(link, false).ifPresent(gateway -> text.put("Gateway", gateway));
        Routes.gateway(link, true).ifPresent(gateway -> text.put("Gateway", gateway));
        link.routes().stream().filter(route -> !Routes.isGateway(route)).forEach(route -> route(text, route));
        return text;
    }

    private static void route(Ini text, RouteSpec route) {
        text.section("Route").put("Destination", Routes.destination(route));
        if (route.via() != null) {
            text.put("Gateway", route.via());
        }
        if (route.metric() != null) {
            text.put("Metric", route.metric());
        }
        if (route.table() != null) {
            text.put("Table", route.table());
        }
    }
}
