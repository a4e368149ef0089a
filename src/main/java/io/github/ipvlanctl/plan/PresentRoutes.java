package io.github.ipvlanctl.plan;

import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The routes that are there, by device. Those of a namespace are read when they are first asked for. */
final class PresentRoutes {
    private final Surroundings surroundings;
    private final Map<Netns, Map<InterfaceName, List<Route>>> routes = new HashMap<>();

    PresentRoutes(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Those through a device. */
    List<Route> of(Device device) {
        return in(device.netns()).getOrDefault(device.name(), List.of());
    }

    /** Those of a namespace; of one that is still to be made, none. */
    Map<InterfaceName, List<Route>> in(Netns netns) {
        boolean missing = netns instanceof Netns.Named named && !surroundings.exists(named.name());
        return routes.computeIfAbsent(
                netns,
                place -> missing
                        ? Map.of()
                        : surroundings.routes(place).stream().collect(Collectors.groupingBy(Route::dev)));
    }
}
