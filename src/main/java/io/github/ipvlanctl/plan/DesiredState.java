package io.github.ipvlanctl.plan;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.StackName;
import io.github.ipvlanctl.plan.manifest.Located;
import io.github.ipvlanctl.plan.manifest.Manifest;
import io.github.ipvlanctl.plan.manifest.Pool;
import io.github.ipvlanctl.plan.manifest.Position;
import io.github.ipvlanctl.plan.manifest.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What manifests want, counted out and checked as far as that goes without looking at the machine. */
final class DesiredState {
    private static final String NAME = "{name}";

    /**
     * A parent with what its port shall have.
     *
     * @param at where it is first named
     */
    record DesiredParent(
            Position at,
            InterfaceName name,
            @Nullable Mode mode,
            @Nullable Flag flag) {}

    private record Place(@Nullable NetnsName netns, InterfaceName name) {}

    private record Holding(InterfaceName parent, IpAddress address) {}

    private final @Nullable StackName stack;
    private final Map<InterfaceName, DesiredParent> parents = new LinkedHashMap<>();
    private final List<DesiredLink> links = new ArrayList<>();
    private final Map<Place, Position> places = new HashMap<>();
    private final Map<Holding, Position> holdings = new HashMap<>();
    private final Problems problems;

    private DesiredState(@Nullable StackName stack, Problems problems) {
        this.stack = stack;
        this.problems = problems;
    }

    /** Counts a manifest out; what is wrong with it goes to {@code problems}. */
    static DesiredState of(Manifest manifest, Problems problems) {
        DesiredState state = new DesiredState(manifest.stack(), problems);
        for (Manifest.ParentEntry parent : manifest.parents()) {
            state.add(parent);
            parent.links().forEach(link -> state.add(parent, link, manifest.pools()));
        }
        return state;
    }

    @Nullable
    StackName stack() {
        return stack;
    }

    List<DesiredParent> parents() {
        return List.copyOf(parents.values());
    }

    List<DesiredLink> links() {
        return links;
    }

    private void add(Manifest.ParentEntry entry) {
        Mode mode = entry.mode() == null ? null : entry.mode().value();
        Flag flag = entry.flag() == null ? null : entry.flag().value();
        DesiredParent before = parents.get(entry.name());
        if (before == null) {
            parents.put(entry.name(), new DesiredParent(entry.at(), entry.name(), mode, flag));
            return;
        }
        if (mode != null && before.mode() != null && mode != before.mode()) {
            problems.add(entry.at(), entry.name() + " has mode " + before.mode().word() + " at " + before.at());
        }
        if (flag != null && before.flag() != null && flag != before.flag()) {
            problems.add(entry.at(), entry.name() + " has flag " + before.flag().word() + " at " + before.at());
        }
        parents.put(
                entry.name(),
                new DesiredParent(
                        before.at(),
                        entry.name(),
                        mode != null ? mode : before.mode(),
                        flag != null ? flag : before.flag()));
    }

    private void add(Manifest.ParentEntry parent, Manifest.LinkEntry entry, Map<String, Pool> pools) {
        Pool pool = null;
        if (entry.pool() != null) {
            pool = pools.get(entry.pool().value());
            if (pool == null) {
                problems.add(
                        entry.pool().at(),
                        "there is no pool '" + entry.pool().value() + "'"
                                + (pools.isEmpty() ? "" : " (there are: " + String.join(", ", pools.keySet()) + ")"));
                return;
            }
        }
        if (!entry.up() && (entry.gateway() != null || entry.routes() != null)) {
            problems.add(entry.at(), "routes need the link to be up");
        }
        int number = Objects.requireNonNullElse(entry.replicas(), 1);
        for (int i = 0; i < number; i++) {
            String name = entry.replicas() == null ? entry.name() : entry.name() + i;
            if (!add(parent.name(), entry, name, pool)) {
                return;
            }
        }
    }

    /** Adds one link; false when its siblings would have the same mistake. */
    private boolean add(InterfaceName parent, Manifest.LinkEntry entry, String text, @Nullable Pool pool) {
        InterfaceName name;
        NetnsName netns;
        try {
            name = InterfaceName.parse(text);
            netns = entry.netns() == null
                    ? null
                    : new NetnsName(entry.netns().value().replace(NAME, name.value()));
        } catch (Failure failure) {
            problems.add(entry.at(), failure);
            return false;
        }
        Position twin = places.putIfAbsent(new Place(netns, name), entry.at());
        if (twin != null) {
            problems.add(
                    entry.at(),
                    "the link " + name + (netns == null ? "" : " in namespace " + netns) + " is at " + twin
                            + " already");
            return false;
        }
        List<Cidr> addresses = null;
        if (entry.addresses() != null) {
            addresses = new ArrayList<>();
            for (Located<Cidr> address : entry.addresses()) {
                Position holder =
                        holdings.putIfAbsent(new Holding(parent, address.value().address()), address.at());
                if (holder != null) {
                    problems.add(
                            address.at(), "the address " + address.value().address() + " is at " + holder + " already");
                }
                addresses.add(address.value());
            }
        }
        List<RouteSpec> routes = entry.routes() == null
                ? null
                : entry.routes().stream().map(Located::value).toList();
        links.add(new DesiredLink(
                entry.at(),
                parent,
                name,
                netns,
                pool,
                addresses,
                entry.gateway() == null ? null : entry.gateway().value(),
                routes,
                entry.mtu() == null ? null : entry.mtu().value(),
                entry.up()));
        return true;
    }
}
