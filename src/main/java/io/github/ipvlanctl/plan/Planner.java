package io.github.ipvlanctl.plan;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.PlanOptions;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.PortSettings;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.Rules;
import io.github.ipvlanctl.model.StackName;
import io.github.ipvlanctl.plan.manifest.Manifest;
import io.github.ipvlanctl.plan.manifest.Position;
import io.github.ipvlanctl.plan.manifest.Problems;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is wanted against what is: finds each wanted link on the machine, checks all of it against the kernel's
 * rules, and hands the differences to {@link Steps}. Whatever stands in the way is told at once, and nothing is run.
 */
public final class Planner {
    private record Place(Netns netns, InterfaceName name) {}

    private record Claim(
            Netns netns,
            String to,
            @Nullable Long metric,
            @Nullable Long table) {}

    private final DesiredState state;
    private final Surroundings surroundings;
    private final PlanOptions options;
    private final Problems problems;
    private final Host host;

    private final Map<InterfaceName, Device> parents = new LinkedHashMap<>();
    private final Map<InterfaceName, PortSettings> settings = new HashMap<>();
    private final IdentityHashMap<DesiredLink, Device> existing = new IdentityHashMap<>();
    private final Set<Device> matched = identitySet();
    private final Set<Device> going = identitySet();
    private final Map<NetnsName, Netns> located = new HashMap<>();
    private final Map<Claim, Position> claims = new HashMap<>();
    private List<Link> pruned = List.of();
    private @Nullable Map<InterfaceName, List<Device>> strays;

    private Planner(DesiredState state, Surroundings surroundings, PlanOptions options, Problems problems) {
        this.state = state;
        this.surroundings = surroundings;
        this.options = options;
        this.problems = problems;
        this.host = surroundings.host();
    }

    /**
     * The plan that brings {@code manifest} about.
     *
     * @param problems what was found wrong with it already: all mistakes are told at once
     * @throws Failure of kind {@code USAGE} when the manifest contradicts itself, {@code NOT_FOUND} when a parent is not
     *     there, {@code CONFLICT} when the machine, as it stands, forbids it: each with all that was found, and where
     */
    public static Plan plan(Manifest manifest, Problems problems, Surroundings surroundings, PlanOptions options) {
        DesiredState state = DesiredState.of(manifest, problems);
        problems.throwIfAny(ErrorKind.USAGE, "in the manifest", "nothing was run");
        return new Planner(state, surroundings, options, problems).plan();
    }

    /** The plan that deletes everything of a stack. */
    public static Plan destruction(StackName stack, Surroundings surroundings) {
        Manifest nothing = new Manifest(stack, Map.of(), List.of());
        return plan(nothing, new Problems(), surroundings, new PlanOptions(true, false));
    }

    private Plan plan() {
        state.parents().forEach(this::findParent);
        problems.throwIfAny(ErrorKind.NOT_FOUND, "in the manifest: parents that are not there", "nothing was run");
        state.links().forEach(this::match);
        StackName stack = state.stack();
        if (options.prune() && stack != null) {
            pruned = host.links().stream()
                    .filter(link -> stack.value().equals(link.stack()))
                    .filter(link -> !matched.contains(link.device()))
                    .toList();
            pruned.forEach(link -> going.add(link.device()));
        }
        state.parents().forEach(this::decideSettings);
        Map<InterfaceName, Map<IpAddress, Link>> held = held();
        PoolAddresses pools = new PoolAddresses(state.links(), existing, unavailable(held), problems);
        Steps steps = new Steps(surroundings, stack, wantedHere());
        for (DesiredState.DesiredParent parent : state.parents()) {
            host.portOn(device(parent.name()))
                    .ifPresent(port -> steps.port(parent.at(), port, settings(parent.name())));
        }
        for (DesiredLink link : state.links()) {
            if (link.pool() != null && pools.of(link) == null) {
                continue; // The pool has no more, which is told once.
            }
            List<Cidr> addresses = link.addressesWith(pools.of(link));
            List<RouteSpec> routes = link.allRoutes(settings(link.parent()).mode() == Mode.L2);
            check(link, addresses, routes, held);
            Device device = existing.get(link);
            Wanted wanted =
                    new Wanted(link, netnsOf(link), device(link.parent()), settings(link.parent()), addresses, routes);
            if (device == null) {
                steps.add(wanted);
            } else {
                steps.change(wanted, host.asLink(device));
            }
        }
        pruned.forEach(steps::delete);
        if (options.prune() && stack != null) {
            unusedNetns(stack).forEach(steps::deleteNetns);
        }
        problems.throwIfAny(ErrorKind.CONFLICT, "that the machine, as it stands, forbids", "nothing was run");
        return steps.plan();
    }

    private Set<InterfaceName> wantedHere() {
        return state.links().stream()
                .filter(link -> netnsOf(link).equals(Netns.current()))
                .map(DesiredLink::name)
                .collect(Collectors.toSet());
    }

    private void findParent(DesiredState.DesiredParent wanted) {
        try {
            parents.put(wanted.name(), host.require(wanted.name()));
        } catch (Failure failure) {
            problems.add(wanted.at(), failure);
        }
    }

    private Device device(InterfaceName parent) {
        return Objects.requireNonNull(parents.get(parent));
    }

    private PortSettings settings(InterfaceName parent) {
        return Objects.requireNonNull(settings.get(parent));
    }

    private Netns netnsOf(DesiredLink link) {
        NetnsName name = link.netns();
        return name == null
                ? Netns.current()
                : located.computeIfAbsent(name, n -> surroundings.exists(n) ? surroundings.locate(n) : Netns.named(n));
    }

    /** Finds the link where it should be, or, if it is the stack's own, where somebody has moved it. */
    private void match(DesiredLink link) {
        Device device = host.device(netnsOf(link), link.name()).orElseGet(() -> strayed(link));
        if (device == null) {
            return;
        }
        if (!device.isIpvlan()) {
            problems.add(link.at(), "there is a device " + device.label() + " already, and it is no IPvlan link");
            return;
        }
        String owner = StackName.in(device.alias());
        StackName stack = state.stack();
        if (owner != null && (stack == null || !owner.equals(stack.value()))) {
            problems.add(link.at(), device.label() + " belongs to stack " + owner);
            return;
        }
        Link found = host.asLink(device);
        boolean ours = owner != null;
        if (!device(link.parent()).equals(found.parent()) && !ours) {
            problems.add(
                    link.at(),
                    device.label() + " is on " + found.parentLabel() + ", not on " + link.parent()
                            + ", and is nobody's: delete it first");
            return;
        }
        existing.put(link, device);
        matched.add(device);
    }

    private @Nullable Device strayed(DesiredLink link) {
        if (strays == null) {
            strays = strays();
        }
        return strays.getOrDefault(link.name(), List.of()).stream()
                .filter(device -> !matched.contains(device))
                .findFirst()
                .orElse(null);
    }

    /** The stack's links that are where it wants none, by name. */
    private Map<InterfaceName, List<Device>> strays() {
        StackName stack = state.stack();
        if (stack == null) {
            return Map.of();
        }
        Set<Place> wanted = state.links().stream()
                .map(link -> new Place(netnsOf(link), link.name()))
                .collect(Collectors.toSet());
        return host.devices().stream()
                .filter(Device::isIpvlan)
                .filter(device -> stack.value().equals(StackName.in(device.alias())))
                .filter(device -> !wanted.contains(new Place(device.netns(), device.name())))
                .collect(Collectors.groupingBy(Device::name));
    }

    /** What each port will have. Links that nobody here speaks of are not switched unasked. */
    private void decideSettings(DesiredState.DesiredParent wanted) {
        Device parent = device(wanted.name());
        host.obstacle(parent)
                .ifPresent(obstacle -> problems.add(
                        wanted.at(),
                        parent.label() + " cannot be a parent: " + obstacle.reason() + " (" + obstacle.advice() + ")"));
        Port port = host.portOn(parent).orElse(null);
        PortSettings fresh = new PortSettings(
                Objects.requireNonNullElse(wanted.mode(), PortSettings.DEFAULT.mode()),
                Objects.requireNonNullElse(wanted.flag(), PortSettings.DEFAULT.flag()));
        settings.put(wanted.name(), port == null ? fresh : port.with(wanted.mode(), wanted.flag()));
        if (port != null && !options.switchSiblings()) {
            List<Link> others = port.links().stream()
                    .filter(link -> !matched.contains(link.device()) && !going.contains(link.device()))
                    .toList();
            try {
                port.refuseSwitch(
                        "the manifest", settings(wanted.name()), others, "add --switch-siblings to switch them");
            } catch (Failure failure) {
                problems.add(wanted.at(), failure);
            }
        }
    }

    /** By parent, the addresses that stay as they are: of links that are neither the manifest's nor about to be deleted,
     * and of those that the manifest says nothing about. */
    private Map<InterfaceName, Map<IpAddress, Link>> held() {
        Set<Device> addressed = identitySet();
        existing.forEach((link, device) -> {
            if (link.pool() != null || link.addresses() != null) {
                addressed.add(device);
            }
        });
        Map<InterfaceName, Map<IpAddress, Link>> held = new HashMap<>();
        parents.forEach((name, parent) -> {
            Map<IpAddress, Link> byAddress = new HashMap<>();
            host.portOn(parent).ifPresent(port -> port.links().stream()
                    .filter(link -> !addressed.contains(link.device()) && !going.contains(link.device()))
                    .forEach(link -> link.device()
                            .addresses()
                            .forEach(address -> byAddress.put(address.cidr().address(), link))));
            held.put(name, byAddress);
        });
        return held;
    }

    /** What no pool may give out. */
    private Set<IpAddress> unavailable(Map<InterfaceName, Map<IpAddress, Link>> held) {
        Set<IpAddress> unavailable = new HashSet<>();
        held.values().forEach(byAddress -> unavailable.addAll(byAddress.keySet()));
        parents.values().forEach(parent -> parent.addresses()
                .forEach(address -> unavailable.add(address.cidr().address())));
        for (DesiredLink link : state.links()) {
            if (link.addresses() != null) {
                link.addresses().forEach(cidr -> unavailable.add(cidr.address()));
            }
            if (link.gateway() != null) {
                unavailable.add(link.gateway());
            }
        }
        return unavailable;
    }

    private void check(
            DesiredLink link,
            @Nullable List<Cidr> addresses,
            @Nullable List<RouteSpec> routes,
            Map<InterfaceName, Map<IpAddress, Link>> held) {
        Device parent = device(link.parent());
        try {
            Rules.mtu(link.name(), link.mtu(), parent);
            for (Cidr cidr : addresses == null ? List.<Cidr>of() : addresses) {
                Link holder = Objects.requireNonNull(held.get(link.parent())).get(cidr.address());
                Rules.address(
                        cidr.address(),
                        parent,
                        holder == null ? null : new Port(parent, holder.settings(), List.of(holder)));
            }
            if (routes != null) {
                checkRoutes(link, addresses, routes);
            }
        } catch (Failure failure) {
            problems.add(link.at(), failure);
        }
    }

    private void checkRoutes(DesiredLink link, @Nullable List<Cidr> addresses, List<RouteSpec> routes) {
        Netns netns = netnsOf(link);
        Device device = existing.get(link);
        List<Cidr> onLink = addresses != null ? addresses : device != null ? device.assignedAddresses() : List.of();
        List<Route> ofOthers = routesOf(link, netns).stream()
                .filter(route -> !route.dev().equals(link.name()))
                .filter(route -> pruned.stream()
                        .noneMatch(gone ->
                                gone.netns().equals(netns) && gone.name().equals(route.dev())))
                .toList();
        Rules.routes(link.name(), settings(link.parent()).mode(), onLink, routes, ofOthers);
        for (RouteSpec route : routes) {
            Claim claim = new Claim(netns, route.to().word(route.via()), route.metric(), route.table());
            Position other = claims.putIfAbsent(claim, link.at());
            if (other != null) {
                problems.add(
                        link.at(),
                        "the route to " + claim.to() + " is at " + other + " already, in the same namespace");
            }
        }
    }

    private List<Route> routesOf(DesiredLink link, Netns netns) {
        return link.netns() != null && !surroundings.exists(link.netns()) ? List.of() : surroundings.routes(netns);
    }

    /** The namespaces that the stack has made and needs no more. */
    private List<NetnsName> unusedNetns(StackName stack) {
        Set<NetnsName> used = state.links().stream()
                .map(DesiredLink::netns)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return host.devices().stream()
                .filter(device -> device.name().equals(Steps.LOOPBACK))
                .filter(device -> stack.value().equals(StackName.in(device.alias())))
                .filter(device -> host.devices(device.netns()).stream()
                        .allMatch(other -> other.equals(device) || going.contains(other)))
                .map(Device::netns)
                .filter(netns -> netns instanceof Netns.Named)
                .map(netns -> ((Netns.Named) netns).name())
                .filter(name -> !used.contains(name))
                .toList();
    }

    /** A device is seen once, and has many fields: comparing them all would take long where there are many devices. */
    private static Set<Device> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
