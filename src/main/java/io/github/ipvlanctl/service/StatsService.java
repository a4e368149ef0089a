package io.github.ipvlanctl.service;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.iproute2.IpClient;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.Suggestions;
import io.github.ipvlanctl.model.Traffic;
import io.github.ipvlanctl.model.TrafficSample;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What links and ports count, and how fast: each reading tells the rates since the one before. */
public final class StatsService {
    private final IpClient ip;
    private final HostReader reader;
    private @Nullable TrafficSample earlier;

    StatsService(IpClient ip, HostReader reader) {
        this.ip = ip;
        this.reader = reader;
    }

    /**
     * Checks that there are links of these names.
     *
     * @throws Failure of kind {@code NOT_FOUND}, with close matches
     */
    public void require(List<InterfaceName> names) {
        Set<String> known = new LinkedHashSet<>();
        for (Link link :
                names.isEmpty() ? List.<Link>of() : reader.asFarAsAllowed().links()) {
            known.add(link.name().value());
        }
        for (InterfaceName name : names) {
            if (!known.contains(name.value())) {
                throw Failure.notFound(
                        "there is no link " + name,
                        Suggestions.hint(name.toString(), List.copyOf(known), "IPvlan links"));
            }
        }
    }

    /**
     * Reads them: of all namespaces, as far as the caller may look into them.
     *
     * @param names only the links of these names, and no ports; all links and all ports when empty
     * @param parent only the port on that device, or null
     * @param order what they are ordered by, or null
     * @throws Failure of kind {@code NOT_FOUND} when that device is not there
     */
    public List<Traffic> read(
            List<InterfaceName> names, @Nullable InterfaceName parent, Traffic.@Nullable Column order) {
        Host host = reader.asFarAsAllowed();
        Device onlyOn = parent == null ? null : host.require(parent);
        List<Port> ports = new ArrayList<>();
        Set<Netns> places = new LinkedHashSet<>();
        for (Port port : host.ports()) {
            if (onlyOn == null || onlyOn.is(port.parent())) {
                ports.add(port);
                port.links().forEach(link -> places.add(link.netns()));
            }
        }
        TrafficSample now = new TrafficSample(ports, ip.counters(places), MonitorService.now());
        List<Traffic> rows = new ArrayList<>(now.rows(earlier, order));
        earlier = now;
        if (!names.isEmpty()) {
            Set<String> wanted = new LinkedHashSet<>();
            names.forEach(name -> wanted.add(name.value()));
            rows.removeIf(row -> row.isPort() || !wanted.contains(row.name()));
        }
        return rows;
    }
}
