package io.github.ipvlanctl.plan;

import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.PortSettings;
import io.github.ipvlanctl.model.RouteSpec;
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
        @Nullable List<RouteSpec> routes) {}
