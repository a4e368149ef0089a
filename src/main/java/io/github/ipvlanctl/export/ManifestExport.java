package io.github.ipvlanctl.export;

import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.LinkAddress;
import io.github.ipvlanctl.model.LinkState;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.RoutingTable;
import io.github.ipvlanctl.model.Shim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Ports as our own manifest. It says what a manifest can say, and planning it changes nothing; what it leaves out, a plan
 * leaves alone.
 */
public final class ManifestExport {
    private final Function<Link, List<Route>> routes;
    private final Consumer<String> notes;

    private ManifestExport(Function<Link, List<Route>> routes, Consumer<String> notes) {
        this.routes = routes;
        this.notes = notes;
    }

    /**
     * A manifest as maps and lists, to be written as YAML.
     *
     * @param stack the owner of all the links, or null when they are nobody's
     * @param ports with parents in the current namespace, and links in it or in named ones
     * @param routes gives the routes through a link
     * @param notes gets what the manifest cannot say
     */
    public static Map<String, Object> of(
            @Nullable String stack, List<Port> ports, Function<Link, List<Route>> routes, Consumer<String> notes) {
        ManifestExport export = new ManifestExport(routes, notes);
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("version", 1);
        if (stack != null) {
            manifest.put("stack", stack);
        }
        manifest.put("parents", ports.stream().map(export::parent).toList());
        return manifest;
    }

    private Map<String, Object> parent(Port port) {
        Map<String, Object> parent = new LinkedHashMap<>();
        Device device = port.parent();
        parent.put("name", device == null ? "" : device.name().value());
        parent.put("mode", port.settings().mode().word());
        parent.put("flag", port.settings().flag().word());
        Link shim = Shim.among(port).orElse(null);
        if (shim != null) {
            host(shim, parent);
        }
        parent.put(
                "links",
                port.links().stream()
                        .filter(link -> !link.equals(shim))
                        .map(this::link)
                        .toList());
        return parent;
    }

    /** A shim has less to it than a link can have; one that has more is left alone, as a whole. */
    private void host(Link link, Map<String, Object> parent) {
        Shim shim = Shim.of(link, null, routes.apply(link));
        Device device = link.device();
        List<LinkAddress> addresses = device.addressesToKeep();
        List<Route> all = routes.apply(link).stream().filter(Route::isByHand).toList();
        boolean sayable = device.state() != LinkState.DOWN
                && !addresses.isEmpty()
                && addresses.stream().allMatch(ManifestExport::isShims)
                && shim.reached().size() == all.size()
                && all.stream().allMatch(route -> route.isPlain() && hasDefaultMetric(route));
        if (!sayable) {
            leftOut(device, "the shim, which is down or has more than a manifest's host can have,");
            return;
        }
        Map<String, Object> host = new LinkedHashMap<>();
        host.put("name", device.name().value());
        host.put(
                "addresses",
                addresses.stream().map(address -> address.cidr().toString()).toList());
        host.put("reach", shim.reached().stream().map(Cidr::toString).toList());
        parent.put("host", host);
    }

    private static boolean isShims(LinkAddress address) {
        return address.peer() == null
                && !address.dynamic()
                && address.cidr().prefixLength() == address.cidr().address().bits();
    }

    private Map<String, Object> link(Link link) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", link.name().value());
        String netns = link.netns().label();
        if (netns != null) {
            entry.put("netns", netns);
        }
        List<String> addresses = addresses(link.device());
        if (!addresses.isEmpty()) {
            entry.put("addresses", addresses);
        }
        mtu(link, entry);
        if (link.device().state() == LinkState.DOWN) {
            entry.put("up", false);
            return entry;
        }
        List<Map<String, Object>> said = routes(link);
        if (!said.isEmpty()) {
            entry.put("routes", said);
        }
        return entry;
    }

    private List<String> addresses(Device device) {
        List<String> said = new ArrayList<>();
        for (LinkAddress address : device.addressesToKeep()) {
            String cidr = address.cidr().toString();
            if (address.peer() != null) {
                leftOut(device, "the address " + address.cidr().address() + " with the peer " + address.peer());
            } else if (address.dynamic()) {
                leftOut(device, "the address " + cidr + ", which was learnt,");
            } else {
                said.add(cidr);
                List<String> more = address.more(device.name());
                if (!more.isEmpty()) {
                    leftOut(device, "'" + String.join(" ", more) + "' of the address " + cidr);
                }
            }
        }
        return said;
    }

    private void leftOut(Device device, String what) {
        notes.accept(device.label() + ": " + what + " is left out");
    }

    private void mtu(Link link, Map<String, Object> entry) {
        Device device = link.device();
        Device parent = link.parent();
        if (parent != null && device.mtu() > parent.mtu()) {
            leftOut(device, "its MTU of " + device.mtu() + ", above the " + parent.mtu() + " of its parent,");
        } else if (parent != null && device.mtu() != parent.mtu()) {
            entry.put("mtu", device.mtu());
        }
    }

    private List<Map<String, Object>> routes(Link link) {
        List<Route> all = routes.apply(link);
        Set<String> others = new LinkedHashSet<>();
        for (Route route : all) {
            if (route.multipath()) {
                others.add("the route to " + route.to() + " with several nexthops");
            } else if (route.isByHand() && !route.isPlain()) {
                others.add("the route " + route.text());
            }
        }
        others.forEach(what -> leftOut(link.device(), what));
        // Routes that are nexthops' way come before those through the nexthops, as a manifest is read.
        return all.stream()
                .filter(route -> route.isByHand() && route.isPlain())
                .sorted(Comparator.comparing(route -> route.via() != null))
                .map(ManifestExport::route)
                .toList();
    }

    private static Map<String, Object> route(Route route) {
        Map<String, Object> entry = new LinkedHashMap<>();
        boolean ipv6 = route.family().equals("inet6");
        entry.put("to", ipv6 && route.to().equals("default") ? "::/0" : route.to());
        if (route.via() != null) {
            entry.put("via", route.via().text());
        }
        if (route.metric() != null && !hasDefaultMetric(route)) {
            entry.put("metric", route.metric());
        }
        if (route.table() != RoutingTable.MAIN) {
            entry.put("table", route.table());
        }
        return entry;
    }

    /** IPv6 has one of its own; saying it would be noise. */
    private static boolean hasDefaultMetric(Route route) {
        return route.metric() == null || (route.family().equals("inet6") && route.metric() == Route.IPV6_METRIC);
    }
}
