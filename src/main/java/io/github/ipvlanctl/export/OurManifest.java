package io.github.ipvlanctl.export;

import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.LinkSpec;
import io.github.ipvlanctl.model.PortSpec;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.StackSpec;
import io.github.ipvlanctl.model.TextFile;
import io.github.ipvlanctl.render.Yaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Our own manifest. It says what a manifest can say, and planning it changes nothing; what it leaves out, an alias for
 * one, a plan leaves alone.
 */
final class OurManifest implements Target {
    @Override
    public String name() {
        return "manifest";
    }

    @Override
    public String summary() {
        return "Write the links down as a manifest.";
    }

    @Override
    public List<String> paragraphs() {
        return List.of(
                "'ipvlanctl plan' finds nothing to change in it. A manifest has one owner: where there is one stack, its links"
                        + " are written down, and those that no stack owns are left out. What a manifest cannot say (routes with"
                        + " several nexthops or a source address, point-to-point addresses) is left out with a note, and left"
                        + " alone by a plan; so are routes of routing daemons and the kernel's own, and aliases.");
    }

    @Override
    public Set<Feature> unsayable() {
        return Set.of();
    }

    @Override
    public List<TextFile> files(StackSpec links) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("version", 1);
        if (links.stack() != null) {
            manifest.put("stack", links.stack().value());
        }
        manifest.put("parents", links.ports().stream().map(OurManifest::parent).toList());
        return List.of(new TextFile("manifest.yaml", TextFile.Access.PUBLIC, Yaml.text(manifest)));
    }

    private static Map<String, Object> parent(PortSpec port) {
        Map<String, Object> parent = new LinkedHashMap<>();
        parent.put("name", port.parent().value());
        parent.put("mode", port.settings().mode().word());
        parent.put("flag", port.settings().flag().word());
        port.links().stream().filter(Feature::isShim).findFirst().ifPresent(shim -> parent.put("host", host(shim)));
        parent.put(
                "links",
                port.links().stream()
                        .filter(link -> !Feature.isShim(link))
                        .map(OurManifest::link)
                        .toList());
        return parent;
    }

    private static Map<String, Object> host(LinkSpec shim) {
        Map<String, Object> host = new LinkedHashMap<>();
        host.put("name", shim.name().value());
        host.put("addresses", shim.addresses().stream().map(Cidr::toString).toList());
        host.put(
                "reach",
                shim.routes().stream().map(route -> route.to().word(null)).toList());
        return host;
    }

    private static Map<String, Object> link(LinkSpec link) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", link.name().value());
        if (link.netns() != null) {
            entry.put("netns", link.netns().value());
        }
        if (!link.addresses().isEmpty()) {
            entry.put("addresses", link.addresses().stream().map(Cidr::toString).toList());
        }
        if (link.mtu() != null) {
            entry.put("mtu", link.mtu().bytes());
        }
        if (!link.up()) {
            entry.put("up", false);
        }
        if (!link.routes().isEmpty()) {
            entry.put("routes", link.routes().stream().map(OurManifest::route).toList());
        }
        return entry;
    }

    private static Map<String, Object> route(RouteSpec route) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("to", route.to().word(route.via()));
        if (route.via() != null) {
            entry.put("via", route.via().text());
        }
        if (route.metric() != null) {
            entry.put("metric", route.metric());
        }
        if (route.table() != null) {
            entry.put("table", route.table());
        }
        return entry;
    }
}
