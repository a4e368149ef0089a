package io.github.ipvlanctl.export;

import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.LinkSpec;
import io.github.ipvlanctl.model.PortSpec;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.StackSpec;
import io.github.ipvlanctl.model.TextFile;
import io.github.ipvlanctl.model.TextFile.Access;
import io.github.ipvlanctl.render.Yaml;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A state for {@code nmstatectl apply}, since 2.2.37. NetworkManager does the work, so it cannot do more than that. */
final class Nmstate implements Target {
    @Override
    public String name() {
        return "nmstate";
    }

    @Override
    public String summary() {
        return "Write a state for nmstate, since 2.2.37.";
    }

    @Override
    public List<String> paragraphs() {
        return List.of(
                "'nmstatectl apply FILE' brings it about, or a NodeNetworkConfigurationPolicy with it as the desiredState.");
    }

    @Override
    public Set<Feature> unsayable() {
        return EnumSet.of(Feature.NETNS, Feature.ALIAS, Feature.MTU, Feature.DOWN);
    }

    @Override
    public List<TextFile> files(StackSpec links) {
        List<Object> interfaces = new ArrayList<>();
        List<Object> routes = new ArrayList<>();
        for (PortSpec port : links.ports()) {
            for (LinkSpec link : port.links()) {
                interfaces.add(link(port, link));
                link.routes().forEach(route -> routes.add(route(link, route)));
            }
        }
        if (interfaces.isEmpty()) {
            return List.of();
        }
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("interfaces", interfaces);
        if (!routes.isEmpty()) {
            state.put("routes", Map.of("config", routes));
        }
        return List.of(new TextFile("ipvlan.yaml", Access.PUBLIC, Scripts.writtenBy(this) + "\n" + Yaml.text(state)));
    }

    private static Map<String, Object> link(PortSpec port, LinkSpec link) {
        Map<String, Object> ipvlan = new LinkedHashMap<>();
        ipvlan.put("base-iface", port.parent().value());
        ipvlan.put("mode", port.settings().mode().word());
        ipvlan.put("private", port.settings().flag() == Flag.PRIVATE);
        ipvlan.put("vepa", port.settings().flag() == Flag.VEPA);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", link.name().value());
        entry.put("type", "ipvlan");
        entry.put("state", "up");
        entry.put("ipvlan", ipvlan);
        entry.put("ipv4", family(link, false));
        entry.put("ipv6", family(link, true));
        return entry;
    }

    /** A link has IPv6's link-local address in any case. */
    private static Map<String, Object> family(LinkSpec link, boolean ipv6) {
        List<Map<String, Object>> addresses = link.addresses().stream()
                .filter(cidr -> cidr.address().isIpv6() == ipv6)
                .map(Nmstate::address)
                .toList();
        Map<String, Object> family = new LinkedHashMap<>();
        family.put("enabled", ipv6 || !addresses.isEmpty());
        if (!addresses.isEmpty()) {
            family.put("dhcp", false);
            family.put("address", addresses);
        }
        return family;
    }

    private static Map<String, Object> address(Cidr cidr) {
        Map<String, Object> address = new LinkedHashMap<>();
        address.put("ip", cidr.address().text());
        address.put("prefix-length", cidr.prefixLength());
        return address;
    }

    private static Map<String, Object> route(LinkSpec link, RouteSpec route) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("destination", Routes.destination(route));
        if (route.via() != null) {
            entry.put("next-hop-address", route.via().text());
        }
        entry.put("next-hop-interface", link.name().value());
        // The kernel's own: without it NetworkManager would choose another.
        entry.put("metric", route.metric() == null ? 0L : route.metric());
        if (route.table() != null) {
            entry.put("table-id", route.table());
        }
        return entry;
    }
}
