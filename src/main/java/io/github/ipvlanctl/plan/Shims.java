package io.github.ipvlanctl.plan;

import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.PortSettings;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.ShimRules;
import io.github.ipvlanctl.model.ShimSpec;
import io.github.ipvlanctl.model.ShimSpec.Target;
import io.github.ipvlanctl.plan.manifest.Position;
import io.github.ipvlanctl.plan.manifest.Problems;
import java.util.ArrayList;
import java.util.List;

/** What shims lead to: by themselves, to all addresses that are declared for links of their parents in other namespaces. */
final class Shims {
    private final Matching matching;
    private final List<Wanted> links;
    private final Problems problems;
    private final List<Device> staying;
    private final List<Route> routes;

    /**
     * Looks at what stays here.
     *
     * @param links every wanted link but the shims
     */
    Shims(Matching matching, Host host, List<Wanted> links, PresentRoutes present, Problems problems) {
        this.matching = matching;
        this.links = links;
        this.problems = problems;
        this.staying = host.devices(Netns.current()).stream()
                .filter(device -> !matching.isDeleted(device) && matching.wanted(device) == null)
                .toList();
        this.routes =
                staying.stream().flatMap(device -> present.of(device).stream()).toList();
    }

    /** A shim with its routes; what it would break is noted. */
    Wanted wanted(DesiredLink link, ShimSpec spec, PortSettings settings) {
        Position at = link.at();
        List<Target> targets = targets(link);
        List<RouteSpec> specs = new ArrayList<>();
        problems.attempt(at, () -> ShimRules.flag(settings.flag(), link.parent()));
        for (Cidr cidr : spec.addresses()) {
            problems.attempt(at, () -> ShimRules.address(cidr.address(), staying));
        }
        problems.attempt(at, () -> {
            for (Cidr network : spec.networks(targets)) {
                problems.attempt(at, () -> ShimRules.reach(network, staying, routes, targets));
                specs.add(RouteSpec.onLink(network));
            }
        });
        return new Wanted(link, Netns.current(), matching.device(link.parent()), settings, spec.addresses(), specs);
    }

    private List<Target> targets(DesiredLink shim) {
        List<Target> targets = new ArrayList<>();
        for (Wanted wanted : links) {
            boolean elsewhere = !wanted.netns().equals(Netns.current());
            if (elsewhere
                    && wanted.addresses() != null
                    && wanted.link().parent().equals(shim.parent())) {
                wanted.addresses()
                        .forEach(cidr -> targets.add(new Target(wanted.link().name(), cidr.address())));
            }
        }
        return targets;
    }
}
