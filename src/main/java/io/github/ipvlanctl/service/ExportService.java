package io.github.ipvlanctl.service;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.export.ManifestExport;
import io.github.ipvlanctl.iproute2.IpClient;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The live links in other words. */
public final class ExportService {
    private final IpClient ip;
    private final HostReader reader;
    private final Notes notes;

    ExportService(IpClient ip, HostReader reader, Notes notes) {
        this.ip = ip;
        this.reader = reader;
        this.notes = notes;
    }

    /**
     * The live links as a manifest, in maps and lists.
     *
     * @param parent only that parent's, or null for all
     * @throws Failure of kind {@code CONFLICT} when they belong to several stacks: a manifest has one owner
     */
    public Map<String, Object> manifest(@Nullable InterfaceName parent) {
        Host host = reader.everywhere();
        Device only = parent == null ? null : host.require(parent);
        List<Port> ports = host.ports().stream()
                .filter(port -> port.parent() != null && port.parent().netns().equals(Netns.current()))
                .filter(port -> only == null || only.equals(port.parent()))
                .map(this::reachable)
                .filter(port -> !port.links().isEmpty())
                .toList();
        List<String> stacks = ports.stream()
                .flatMap(port -> port.links().stream())
                .map(Link::stack)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (stacks.size() > 1) {
            throw Failure.conflict(
                    "the links belong to several stacks: " + String.join(", ", stacks),
                    "export the links of one parent with --parent DEV");
        }
        Map<Netns, List<Route>> routes = new HashMap<>();
        return ManifestExport.of(
                ports, link -> routes.computeIfAbsent(link.netns(), netns -> ip.routes(netns, null)).stream()
                        .filter(route -> route.dev().equals(link.name()))
                        .toList());
    }

    /** A manifest cannot speak of namespaces without a name. */
    private Port reachable(Port port) {
        List<Link> links = port.links().stream()
                .filter(link -> !(link.netns() instanceof Netns.OfProcess))
                .toList();
        if (links.size() < port.links().size()) {
            notes.note((port.links().size() - links.size()) + " links of " + port.parentLabel()
                    + " are left out: their namespaces have no names");
        }
        return new Port(port.parent(), port.settings(), links);
    }
}
