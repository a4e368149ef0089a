package io.github.ipvlanctl.plan;

import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Route;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The routes that are there, by device: of all namespaces where links are changed or deleted, or get routes. */
final class PresentRoutes {
    private final Map<Netns, Map<InterfaceName, List<Route>>> routes = new HashMap<>();

    PresentRoutes(Matching matching, Surroundings surroundings) {
        Set<Netns> places = new LinkedHashSet<>();
        for (DesiredLink link : matching.links()) {
            Device device = matching.device(link);
            if (device != null) {
                places.add(device.netns());
            }
            if (device != null || link.shim() != null || link.allRoutes(true) != null) {
                places.add(matching.netnsOf(link));
            }
        }
        matching.deleted().forEach(link -> places.add(link.netns()));
        places.removeIf(place -> place instanceof Netns.Named named && !surroundings.exists(named.name()));
        surroundings
                .routes(places)
                .forEach((netns, all) -> routes.put(netns, all.stream().collect(Collectors.groupingBy(Route::dev))));
    }

    /** Those through a device. */
    List<Route> of(Device device) {
        return in(device.netns()).getOrDefault(device.name(), List.of());
    }

    /** Those of a namespace; of one that is still to be made, none. */
    Map<InterfaceName, List<Route>> in(Netns netns) {
        return routes.getOrDefault(netns, Map.of());
    }
}
