package io.github.ipvlanctl.plan;

import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.PortSettings;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.Rules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wanted link with all that had to be looked up or chosen for it.
 *
 * @param settings what its port will have by then
 * @param addresses what it shall have, or null when the manifest does not speak of addresses
 * @param routes what it shall have, or null when the manifest does not speak of routes
 */
record Wanted(
        DesiredLink link,
        Netns netns,
        Device parent,
        PortSettings settings,
        @Nullable List<Cidr> addresses,
        @Nullable List<RouteSpec> routes) {

    /** The routes that addresses bring with them, which they do once the link is up. */
    List<Route> routesBroughtBy(List<Cidr> bringing) {
        List<Route> routes = new ArrayList<>();
        for (Cidr cidr : link.up() ? bringing : List.<Cidr>of()) {
            Route route = Route.broughtBy(cidr, link.name(), netns);
            if (route != null) {
                routes.add(route);
            }
        }
        return routes;
    }

    /** The declared routes that have to be made, beside those that are {@code kept} and those that addresses bring. */
    List<RouteSpec> routesToMake(List<Route> kept, List<Cidr> bringing) {
        if (routes == null) {
            return List.of();
        }
        List<Route> there = new ArrayList<>(kept);
        there.addAll(routesBroughtBy(bringing));
        return routes.stream()
                .filter(spec -> there.stream().noneMatch(route -> Rules.isExactly(spec, route)))
                .toList();
    }

    /** The same for a new link. */
    List<RouteSpec> routesToMake() {
        return routesToMake(List.of(), bringing());
    }

    /** The addresses that bring a new link the routes to their networks. */
    List<Cidr> bringing() {
        return addresses == null ? List.of() : addresses;
    }
}
