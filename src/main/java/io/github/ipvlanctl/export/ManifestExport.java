package io.github.ipvlanctl.export;

import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.LinkState;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.RoutingTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Ports as our own manifest. */
public final class ManifestExport {
    private ManifestExport() {}

    /**
     * A manifest as maps and lists, to be written as YAML.
     *
     * @param ports with parents in the current namespace, and links in it or in named ones; all of one stack, or of none
     * @param routes gives the routes through a link
     */
    public static Map<String, Object> of(List<Port> ports, Function<Link, List<Route>> routes) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("version", 1);
        ports.stream()
                .flatMap(port -> port.links().stream())
                .map(Link::stack)
                .filter(stack -> stack != null)
                .findFirst()
                .ifPresent(stack -> manifest.put("stack", stack));
        manifest.put("parents", ports.stream().map(port -> parent(port, routes)).toList());
        return manifest;
    }

    private static Map<String, Object> parent(Port port, Function<Link, List<Route>> routes) {
        Map<String, Object> parent = new LinkedHashMap<>();
        Device device = port.parent();
        parent.put("name", device == null ? "" : device.name().value());
        parent.put("mode", port.settings().mode().word());
        parent.put("flag", port.settings().flag().word());
        parent.put(
                "links", port.links().stream().map(link -> link(link, routes)).toList());
        return parent;
    }

    private static Map<String, Object> link(Link link, Function<Link, List<Route>> routes) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", link.name().value());
        String netns = link.netns().label();
        if (netns != null) {
            entry.put("netns", netns);
        }
        List<String> addresses =
                link.device().assignedAddresses().stream().map(Cidr::toString).toList();
        if (!addresses.isEmpty()) {
            entry.put("addresses", addresses);
        }
        Device parent = link.parent();
        if (parent != null && parent.mtu() != link.device().mtu()) {
            entry.put("mtu", link.device().mtu());
        }
        if (link.device().state() == LinkState.DOWN) {
            entry.put("up", false);
            return entry;
        }
        List<Map<String, Object>> assigned = new ArrayList<>();
        // Routes that are nexthops' way come before those through the nexthops, as a manifest is read.
        routes.apply(link).stream()
                .filter(Route::isAssigned)
                .sorted(Comparator.comparing(route -> route.via() != null))
                .forEach(route -> assigned.add(route(route)));
        if (!assigned.isEmpty()) {
            entry.put("routes", assigned);
        }
        return entry;
    }

    private static Map<String, Object> route(Route route) {
        Map<String, Object> entry = new LinkedHashMap<>();
        boolean ipv6Default = route.to().equals("default") && route.family().equals("inet6");
        entry.put("to", ipv6Default ? "::/0" : route.to());
        if (route.via() != null) {
            entry.put("via", route.via().text());
        }
        // IPv6's own default; saying it would be noise.
        if (route.metric() != null && !(route.family().equals("inet6") && route.metric() == 1024)) {
            entry.put("metric", route.metric());
        }
        if (route.table() != RoutingTable.MAIN) {
            entry.put("table", route.table());
        }
        return entry;
    }
}
