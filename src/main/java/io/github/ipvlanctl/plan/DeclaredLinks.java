package io.github.ipvlanctl.plan;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.LinkSpec;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.Mtu;
import io.github.ipvlanctl.model.PortSettings;
import io.github.ipvlanctl.model.PortSpec;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.Rules;
import io.github.ipvlanctl.model.Shim;
import io.github.ipvlanctl.model.ShimRules;
import io.github.ipvlanctl.model.ShimSpec;
import io.github.ipvlanctl.model.StackSpec;
import io.github.ipvlanctl.plan.manifest.Manifest;
import io.github.ipvlanctl.plan.manifest.ManifestReader;
import io.github.ipvlanctl.plan.manifest.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What manifests want, of a machine on which there is nothing yet: none is looked at. */
public final class DeclaredLinks {
    private DeclaredLinks() {}

    /**
     * Counts manifests out. Addresses of pools are given in the order of the links, as on a machine that has none of them.
     *
     * @param files their names and texts
     * @throws Failure of kind {@code USAGE} with all their mistakes, or {@code CONFLICT} with what a kernel would refuse
     */
    public static StackSpec of(Map<String, String> files) {
        Problems problems = new Problems();
        Manifest manifest = ManifestReader.read(files, problems);
        DesiredState state = DesiredState.of(manifest, problems);
        problems.throwMistakes();
        PoolAddresses pools = new PoolAddresses(state, problems);
        List<PortSpec> ports = new ArrayList<>();
        for (DesiredState.DesiredParent parent : state.parents()) {
            PortSettings settings = new PortSettings(
                    Objects.requireNonNullElse(parent.mode(), PortSettings.DEFAULT.mode()),
                    Objects.requireNonNullElse(parent.flag(), PortSettings.DEFAULT.flag()));
            List<LinkSpec> links = new ArrayList<>();
            for (DesiredLink link : linksOf(parent.name(), state)) {
                ShimSpec shim = link.shim();
                if (shim != null) {
                    links.add(shim(link, shim, state, links, settings, problems));
                } else if (link.pool() == null || pools.of(link) != null) {
                    // An exhausted pool is told once.
                    links.add(link(link, pools.of(link), settings, problems));
                }
            }
            ports.add(new PortSpec(parent.name(), settings, links));
        }
        problems.throwIfAny(ErrorKind.CONFLICT, "that no machine would take", "nothing was run");
        return new StackSpec(state.stack(), ports);
    }

    /** Those of a parent, its shim last: that leads to the others, which other documents may have. */
    private static List<DesiredLink> linksOf(InterfaceName parent, DesiredState state) {
        return state.links().stream()
                .filter(link -> link.parent().equals(parent))
                .sorted((a, b) -> Boolean.compare(a.shim() != null, b.shim() != null))
                .toList();
    }

    private static LinkSpec shim(
            DesiredLink link,
            ShimSpec spec,
            DesiredState state,
            List<LinkSpec> others,
            PortSettings settings,
            Problems problems) {
        List<ShimSpec.Target> targets = new ArrayList<>();
        others.stream().filter(other -> other.netns() != null).forEach(other -> other.addresses()
                .forEach(cidr -> targets.add(new ShimSpec.Target(other.name(), cidr.address()))));
        List<RouteSpec> routes = new ArrayList<>();
        problems.attempt(link.at(), () -> ShimRules.flag(settings.flag(), link.parent()));
        problems.attempt(
                link.at(), () -> spec.networks(targets).forEach(network -> routes.add(RouteSpec.onLink(network))));
        return new LinkSpec(
                link.name(),
                null,
                null,
                null,
                null,
                null,
                spec.addresses(),
                null,
                routes,
                Shim.mark(state.stack()),
                true);
    }

    private static LinkSpec link(DesiredLink link, @Nullable Cidr fromPool, PortSettings settings, Problems problems) {
        List<Cidr> addresses = Objects.requireNonNullElse(link.addressesWith(fromPool), List.of());
        List<RouteSpec> routes =
                Objects.requireNonNullElse(link.allRoutes(settings.mode() == Mode.L2), List.<RouteSpec>of()).stream()
                        .map(RouteSpec::shortened)
                        .toList();
        Mtu mtu = link.mtu();
        try {
            Rules.ipv6(link.name(), mtu == null ? Mtu.MIN_IPV6 : mtu.bytes(), addresses);
            Rules.routes(link.name(), settings.mode(), addresses, routes, List.of());
        } catch (Failure failure) {
            problems.add(link.at(), failure);
        }
        return new LinkSpec(link.name(), null, null, mtu, null, link.netns(), addresses, null, routes, null, link.up());
    }
}
