package io.github.ipvlanctl.plan;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.ShimSpec;
import io.github.ipvlanctl.model.StackName;
import io.github.ipvlanctl.plan.manifest.Located;
import io.github.ipvlanctl.plan.manifest.Manifest;
import io.github.ipvlanctl.plan.manifest.Pool;
import io.github.ipvlanctl.plan.manifest.Position;
import io.github.ipvlanctl.plan.manifest.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What manifests want, counted out and checked as far as that goes without looking at the machine. */
final class DesiredState {
    private static final String NAME = "{name}";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w*}");

    /** Of all parents: more than a machine carries, and few enough to be counted out. */
    private static final int MAX_LINKS = 200_000;

    /**
     * A parent with what its port shall have.
     *
     * @param at where it is first named
     */
    record DesiredParent(
            Position at,
            InterfaceName name,
            @Nullable Located<Mode> saidMode,
            @Nullable Located<Flag> saidFlag) {
        @Nullable
        Mode mode() {
            return saidMode == null ? null : saidMode.value();
        }

        @Nullable
        Flag flag() {
            return saidFlag == null ? null : saidFlag.value();
        }
    }

    private record Place(@Nullable NetnsName netns, InterfaceName name) {}

    private record Holding(InterfaceName parent, IpAddress address) {}

    private final @Nullable StackName stack;
    private final Map<InterfaceName, DesiredParent> parents = new LinkedHashMap<>();
    private final List<DesiredLink> links = new ArrayList<>();
    private final Map<Place, Position> places = new HashMap<>();
    private final Map<Holding, Position> holdings = new HashMap<>();
    private final Map<InterfaceName, Position> shims = new HashMap<>();
    private final Map<InterfaceName, Integer> numbers = new HashMap<>();
    private final Problems problems;
    private int total;

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
            if (parent.host() != null) {
                state.add(parent.host());
            }
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

    /** The addresses that are spoken of, pools' gateways among them: no pool may give them out. */
    Set<IpAddress> reserved() {
        Set<IpAddress> reserved = new HashSet<>();
        for (DesiredLink link : links) {
            if (link.addresses() != null) {
                link.addresses().forEach(cidr -> reserved.add(cidr.address()));
            }
            if (link.gateway() != null) {
                reserved.add(link.gateway());
            }
            if (link.pool() != null && link.pool().gateway() != null) {
                reserved.add(link.pool().gateway());
            }
        }
        return reserved;
    }

    private void add(Manifest.ParentEntry entry) {
        DesiredParent before = parents.get(entry.name());
        if (before == null) {
            parents.put(entry.name(), new DesiredParent(entry.at(), entry.name(), entry.mode(), entry.flag()));
            return;
        }
        contradiction(entry, "mode", before.saidMode(), entry.mode(), Mode::word);
        contradiction(entry, "flag", before.saidFlag(), entry.flag(), Flag::word);
        parents.put(
                entry.name(),
                new DesiredParent(
                        before.at(),
                        entry.name(),
                        before.saidMode() != null ? before.saidMode() : entry.mode(),
                        before.saidFlag() != null ? before.saidFlag() : entry.flag()));
    }

    private <T> void contradiction(
            Manifest.ParentEntry entry,
            String what,
            @Nullable Located<T> before,
            @Nullable Located<T> now,
            Function<T, String> word) {
        if (before != null && now != null && !before.value().equals(now.value())) {
            problems.add(
                    now.at(), entry.name() + " has " + what + " " + word.apply(before.value()) + " at " + before.at());
        }
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
        if (!isWithinBounds(parent, entry, number)) {
            return;
        }
        if (number > 1 && sharesRoutes(entry, pool)) {
            problems.add(
                    entry.at(),
                    "replicas in one namespace cannot share a route: give each its own with netns: \"{name}\", or leave"
                            + " routes and gateways out");
            return;
        }
        for (int i = 0; i < number; i++) {
            String name = entry.replicas() == null ? entry.name() : entry.name() + i;
            if (!add(parent.name(), entry, name, pool)) {
                return;
            }
        }
    }

    /** Told before anything is counted out: a few lines can ask for more than there is memory. */
    private boolean isWithinBounds(Manifest.ParentEntry parent, Manifest.LinkEntry entry, int number) {
        int onParent = numbers.getOrDefault(parent.name(), 0) + number;
        if (onParent > Port.MAX_LINKS) {
            problems.add(
                    entry.at(),
                    parent.name() + " would have " + onParent + " links, and a parent carries at most "
                            + Port.MAX_LINKS);
            return false;
        }
        if (total + number > MAX_LINKS) {
            problems.add(
                    entry.at(),
                    "with this there are " + (total + number) + " links, and " + MAX_LINKS + " are read at most");
            return false;
        }
        total += number;
        numbers.put(parent.name(), onParent);
        return true;
    }

    /** Whether a row of links would have the same routes in the same namespace. */
    private static boolean sharesRoutes(Manifest.LinkEntry entry, @Nullable Pool pool) {
        boolean apart = entry.netns() != null && entry.netns().value().contains(NAME);
        boolean routes = entry.gateway() != null
                || (entry.routes() != null && !entry.routes().isEmpty())
                || (pool != null && pool.gateway() != null);
        return !apart && entry.up() && routes;
    }

    /** Adds one link; false when its siblings would have the same mistake. */
    private boolean add(InterfaceName parent, Manifest.LinkEntry entry, String text, @Nullable Pool pool) {
        InterfaceName name;
        NetnsName netns;
        try {
            name = InterfaceName.parse(text);
            if (name.equals(Steps.LOOPBACK)) {
                throw Failure.usage("every namespace has a device lo of its own", "choose another name");
            }
            netns = netns(entry, name);
        } catch (Failure failure) {
            problems.add(entry.at(), failure);
            return false;
        }
        if (!isFree(netns, name, entry.at())) {
            return false;
        }
        List<Cidr> addresses = null;
        if (entry.addresses() != null) {
            addresses = new ArrayList<>();
            for (Located<Cidr> address : entry.addresses()) {
                // Of replicas it is told that they cannot share addresses.
                if (entry.replicas() == null) {
                    hold(parent, address.value(), address.at());
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
                entry.up(),
                null));
        return true;
    }

    private void add(Located<ShimSpec> host) {
        ShimSpec spec = host.value();
        Position twin = shims.putIfAbsent(spec.parent(), host.at());
        if (twin != null) {
            problems.add(host.at(), "the host of " + spec.parent() + " is at " + twin + " already");
            return;
        }
        problems.attempt(host.at(), () -> {
            InterfaceName name = spec.nameOrDefault();
            if (isFree(null, name, host.at())) {
                spec.addresses().forEach(cidr -> hold(spec.parent(), cidr, host.at()));
                links.add(new DesiredLink(
                        host.at(), spec.parent(), name, null, null, spec.addresses(), null, null, null, true, spec));
            }
        });
    }

    private boolean isFree(@Nullable NetnsName netns, InterfaceName name, Position at) {
        Position twin = places.putIfAbsent(new Place(netns, name), at);
        if (twin != null) {
            problems.add(
                    at,
                    "the link " + name + (netns == null ? "" : " in namespace " + netns) + " is at " + twin
                            + " already");
        }
        return twin == null;
    }

    private void hold(InterfaceName parent, Cidr cidr, Position at) {
        Position holder = holdings.putIfAbsent(new Holding(parent, cidr.address()), at);
        if (holder != null) {
            problems.add(at, "the address " + cidr.address() + " is at " + holder + " already");
        }
    }

    private static @Nullable NetnsName netns(Manifest.LinkEntry entry, InterfaceName name) {
        if (entry.netns() == null) {
            return null;
        }
        String text = entry.netns().value();
        Matcher unknown = PLACEHOLDER.matcher(text.replace(NAME, ""));
        if (unknown.find()) {
            throw Failure.usage("there is no placeholder '" + unknown.group() + "'", "write " + NAME);
        }
        return new NetnsName(text.replace(NAME, name.value()));
    }
}
