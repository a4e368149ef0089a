package io.github.ipvlanctl.plan;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.iproute2.LinkCreation;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Display;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.LinkState;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.Mtu;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.PlanOptions;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.PortSettings;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.RoutingTable;
import io.github.ipvlanctl.model.Rules;
import io.github.ipvlanctl.model.StackName;
import io.github.ipvlanctl.plan.manifest.Manifest;
import io.github.ipvlanctl.plan.manifest.Position;
import io.github.ipvlanctl.plan.manifest.Problems;
import java.util.ArrayList;
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
    /** Where their modules are loaded, the kernel gives these to each namespace (fb_tunnels_only_for_init_net, sysctl/net). */
    private static final Set<String> FALLBACKS = Set.of(
            "tunl0", "gre0", "gretap0", "erspan0", "ip_vti0", "ip6_vti0", "sit0", "ip6tnl0", "ip6gre0", "ip6gretap0");

    private record Place(Netns netns, InterfaceName name) {}

    /** What tells the routes of a namespace apart. */
    private record Claim(Netns netns, boolean ipv6, String to, long metric, long table) {
        static Claim of(Netns netns, RouteSpec spec) {
            String to = spec.to().word(spec.via());
            long metric = Objects.requireNonNullElse(spec.metric(), 0L);
            long table = Objects.requireNonNullElse(spec.table(), RoutingTable.MAIN);
            return of(netns, to.indexOf(':') >= 0, to, metric, table);
        }

        static Claim of(Netns netns, Route route) {
            long metric = Objects.requireNonNullElse(route.metric(), 0L);
            return of(netns, route.family().equals("inet6"), route.to(), metric, route.table());
        }

        private static Claim of(Netns netns, boolean ipv6, String to, long metric, long table) {
            String host = ipv6 ? "/128" : "/32";
            String destination = to.equals("::/0")
                    ? "default"
                    : to.endsWith(host) ? to.substring(0, to.length() - host.length()) : to;
            return new Claim(netns, ipv6, destination, ipv6 && metric == 0 ? Route.IPV6_METRIC : metric, table);
        }
    }

    private final DesiredState state;
    private final Surroundings surroundings;
    private final PlanOptions options;
    private final Problems problems;
    private final Host host;

    private final Map<InterfaceName, Device> parents = new LinkedHashMap<>();
    private final Map<InterfaceName, PortSettings> settings = new HashMap<>();
    private final IdentityHashMap<DesiredLink, Device> existing = new IdentityHashMap<>();
    private final IdentityHashMap<Device, DesiredLink> matched = new IdentityHashMap<>();
    private final IdentityHashMap<Device, LinkUpdate> updates = new IdentityHashMap<>();
    private final Set<Device> going = identitySet();
    private final Map<NetnsName, Netns> located = new HashMap<>();
    private final Map<Claim, Position> claims = new HashMap<>();
    private final Map<Netns, Map<InterfaceName, List<Route>>> routes = new HashMap<>();
    private final Map<Netns, Map<Claim, Route>> undeclared = new HashMap<>();
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
        StackName stack = state.stack();
        if (options.prune() && stack == null) {
            throw Failure.usage(
                    "--prune deletes what the stack owns, and the manifest names no stack",
                    "write 'stack: NAME' into it, or leave --prune out");
        }
        state.parents().forEach(this::findParent);
        List<DesiredLink> links = state.links().stream()
                .filter(link -> parents.containsKey(link.parent()))
                .toList();
        links.forEach(this::match);
        pruned = host.links().stream()
                .filter(link -> !matched.containsKey(link.device()))
                .filter(link -> LinkCreation.isLeftOver(link.device()) || isPruned(link))
                .toList();
        pruned.forEach(link -> going.add(link.device()));
        List<DesiredState.DesiredParent> present = state.parents().stream()
                .filter(parent -> parents.containsKey(parent.name()))
                .toList();
        present.forEach(this::decideSettings);
        PoolAddresses pools = new PoolAddresses(links, existing, unavailable(), problems);
        List<Wanted> all = links.stream()
                .filter(link -> link.pool() == null || pools.of(link) != null) // An exhausted pool is told once.
                .map(link -> wanted(link, pools.of(link)))
                .toList();
        all.forEach(this::update);
        Map<InterfaceName, Map<IpAddress, Link>> held = held();
        all.forEach(wanted -> check(wanted, held));
        ErrorKind kind = present.size() < state.parents().size() ? ErrorKind.NOT_FOUND : ErrorKind.CONFLICT;
        problems.throwIfAny(kind, "that the machine, as it stands, forbids", "nothing was run");
        return steps(present, all);
    }

    private Wanted wanted(DesiredLink link, @Nullable Cidr fromPool) {
        PortSettings port = settings(link.parent());
        return new Wanted(
                link,
                netnsOf(link),
                device(link.parent()),
                port,
                link.addressesWith(fromPool),
                link.allRoutes(port.mode() == Mode.L2));
    }

    private void update(Wanted wanted) {
        Device device = existing.get(wanted.link());
        if (device != null) {
            updates.put(device, new LinkUpdate(wanted, host.asLink(device), routesOf(device)));
        }
    }

    private Plan steps(List<DesiredState.DesiredParent> present, List<Wanted> all) {
        StackName stack = state.stack();
        Steps steps = new Steps(surroundings, stack, wantedHere());
        for (DesiredState.DesiredParent parent : present) {
            host.portOn(device(parent.name()))
                    .ifPresent(port -> steps.port(parent, port, settings(parent.name()), staying(port)));
        }
        for (Wanted wanted : all) {
            LinkUpdate update = updateOf(wanted);
            if (update == null) {
                steps.add(wanted);
            } else {
                steps.change(update);
            }
        }
        pruned.forEach(link -> steps.delete(link, routesOf(link.device())));
        List<String> notes = new ArrayList<>();
        if (options.prune() && stack != null) {
            deleteUnusedNetns(stack, steps, notes);
        }
        return steps.plan(notes);
    }

    private @Nullable LinkUpdate updateOf(Wanted wanted) {
        Device device = existing.get(wanted.link());
        return device == null ? null : updates.get(device);
    }

    /** The links that are on the port afterwards too. */
    private List<Link> staying(Port port) {
        return port.links().stream()
                .filter(link -> !going.contains(link.device()))
                .filter(link -> isWantedOn(link.parent(), link.device()))
                .toList();
    }

    private boolean isWantedOn(@Nullable Device parent, Device device) {
        DesiredLink link = matched.get(device);
        return link == null || device(link.parent()).equals(parent);
    }

    private boolean isPruned(Link link) {
        StackName stack = state.stack();
        return options.prune() && stack != null && stack.value().equals(link.stack());
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
            String in = device.netns() instanceof Netns.Named named ? " -n " + named.name() : "";
            problems.add(
                    link.at(),
                    device.label() + " belongs to stack " + owner + " (free it with 'ipvlanctl" + in + " link set "
                            + device.name() + " --alias \"\"', or all of the stack's with 'ipvlanctl destroy "
                            + Display.safe(owner) + "')");
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
        matched.put(device, link);
    }

    private @Nullable Device strayed(DesiredLink link) {
        if (strays == null) {
            strays = strays();
        }
        return strays.getOrDefault(link.name(), List.of()).stream()
                .filter(device -> !matched.containsKey(device))
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
                    .filter(link -> !matched.containsKey(link.device()) && !going.contains(link.device()))
                    .toList();
            try {
                port.refuseSwitch(
                        "the manifest", settings(wanted.name()), others, "add --switch-siblings to switch them");
            } catch (Failure failure) {
                problems.add(wanted.at(), failure);
            }
        }
    }

    /** By parent, the addresses that stay and that no manifest declares. */
    private Map<InterfaceName, Map<IpAddress, Link>> held() {
        Map<InterfaceName, Map<IpAddress, Link>> held = new HashMap<>();
        parents.forEach((name, parent) -> {
            Map<IpAddress, Link> byAddress = new HashMap<>();
            host.portOn(parent).ifPresent(port -> port.links().stream()
                    .filter(link -> !going.contains(link.device()) && !updates.containsKey(link.device()))
                    .forEach(link -> link.device()
                            .addresses()
                            .forEach(address -> byAddress.put(address.cidr().address(), link))));
            held.put(name, byAddress);
        });
        for (LinkUpdate update : updates.values()) {
            Map<IpAddress, Link> byAddress =
                    Objects.requireNonNull(held.get(update.wanted().link().parent()));
            update.undeclaredAddresses().forEach(cidr -> byAddress.putIfAbsent(cidr.address(), update.found()));
        }
        return held;
    }

    /** What no pool may give out: all that is said elsewhere, and all that is in use, but by links that get others now. */
    private Set<IpAddress> unavailable() {
        Set<IpAddress> unavailable = new HashSet<>();
        for (Device device : host.devices()) {
            DesiredLink link = matched.get(device);
            boolean decided = link != null && (link.pool() != null || link.addresses() != null);
            if (!going.contains(device)) {
                device.addresses().stream()
                        .filter(address -> !decided || !LinkUpdate.isByHand(address))
                        .forEach(address -> unavailable.add(address.cidr().address()));
            }
        }
        for (DesiredLink link : state.links()) {
            if (link.addresses() != null) {
                link.addresses().forEach(cidr -> unavailable.add(cidr.address()));
            }
            if (link.gateway() != null) {
                unavailable.add(link.gateway());
            }
            if (link.pool() != null && link.pool().gateway() != null) {
                unavailable.add(link.pool().gateway());
            }
        }
        return unavailable;
    }

    private void check(Wanted wanted, Map<InterfaceName, Map<IpAddress, Link>> held) {
        DesiredLink link = wanted.link();
        Device parent = wanted.parent();
        LinkUpdate update = updateOf(wanted);
        List<Cidr> declared = Objects.requireNonNullElse(wanted.addresses(), List.of());
        List<Cidr> all = update == null ? declared : update.finalAddresses();
        Mtu mtu = link.mtu();
        int bytes = update != null ? update.mtuBytes() : mtu != null ? mtu.bytes() : parent.mtu();
        attempt(link, () -> Rules.mtu(link.name(), mtu, parent));
        attempt(link, () -> Rules.ipv6(link.name(), bytes, all));
        Map<IpAddress, Link> others = Objects.requireNonNull(held.get(link.parent()));
        for (Cidr cidr : update != null && update.isReplaced() ? all : declared) {
            attempt(
                    link,
                    () -> Rules.address(cidr.address(), parent, holding(others.get(cidr.address()), parent, update)));
        }
        if (update != null && !update.isInPlace()) {
            checkMove(update);
        }
        if (wanted.routes() != null) {
            checkRoutes(wanted, wanted.routes(), all);
        }
    }

    /** A port as far as it matters who has an address: with its holder alone, unless that is the link itself. */
    private static @Nullable Port holding(@Nullable Link holder, Device parent, @Nullable LinkUpdate update) {
        if (holder == null || (update != null && holder.equals(update.found()))) {
            return null;
        }
        return new Port(parent, holder.settings(), List.of(holder));
    }

    /** Notes what is refused; so all that is wrong with a link is told. */
    private void attempt(DesiredLink link, Runnable check) {
        try {
            check.run();
        } catch (Failure failure) {
            problems.add(link.at(), failure);
        }
    }

    /** A moved link, or one made again, takes along what the manifest does not speak of. */
    private void checkMove(LinkUpdate update) {
        DesiredLink link = update.wanted().link();
        Netns netns = update.wanted().netns();
        for (Route route : update.routes()) {
            if (route.multipath()) {
                problems.add(
                        link.at(),
                        "the route to " + route.to() + " has several nexthops, "
                                + update.found().device().label() + " among them, and would be lost (delete it first)");
            }
        }
        for (Route route : update.undeclaredRoutes()) {
            Claim claim = Claim.of(netns, route);
            Route other = undeclaredRoutes(netns).get(claim);
            if (other != null) {
                problems.add(
                        link.at(),
                        "the route " + route.text() + " cannot be taken along: there is one to " + other.to()
                                + " already, through " + other.dev());
            }
            claim(link, claim);
        }
    }

    private void checkRoutes(Wanted wanted, List<RouteSpec> specs, List<Cidr> addresses) {
        DesiredLink link = wanted.link();
        Netns netns = wanted.netns();
        List<Route> present = new ArrayList<>();
        for (RouteSpec spec : specs) {
            Claim claim = Claim.of(netns, spec);
            Route other = undeclaredRoutes(netns).get(claim);
            if (other != null && other.multipath()) {
                problems.add(
                        link.at(),
                        "there is a route to " + other.to() + " with several nexthops already, " + other.dev()
                                + " among them (delete it first)");
            } else if (other != null) {
                present.add(other);
            }
            claim(link, claim);
        }
        LinkUpdate update = updateOf(wanted);
        List<RouteSpec> checked = update == null ? specs : update.routesToCheck();
        List<Cidr> reached = update == null ? addresses : update.reached();
        attempt(link, () -> Rules.routes(link.name(), wanted.settings().mode(), reached, checked, present));
    }

    private void claim(DesiredLink link, Claim claim) {
        Position other = claims.putIfAbsent(claim, link.at());
        if (other != null) {
            problems.add(
                    link.at(), "the route to " + claim.to() + " is at " + other + " already, in the same namespace");
        }
    }

    /** The routes of a namespace that stay and that no manifest declares. */
    private Map<Claim, Route> undeclaredRoutes(Netns netns) {
        return undeclared.computeIfAbsent(netns, place -> {
            Map<Claim, Route> staying = new HashMap<>();
            routesIn(place).forEach((name, through) -> {
                Device device = host.device(place, name).orElse(null);
                LinkUpdate update = device == null ? null : updates.get(device);
                if (update != null && update.isInPlace()) {
                    update.undeclaredRoutes().forEach(route -> staying.put(Claim.of(place, route), route));
                } else if (update == null && (device == null || !going.contains(device))) {
                    through.forEach(route -> staying.put(Claim.of(place, route), route));
                }
            });
            return staying;
        });
    }

    private List<Route> routesOf(Device device) {
        return routesIn(device.netns()).getOrDefault(device.name(), List.of());
    }

    /** A namespace's routes by device; of one that is still to be made, none. */
    private Map<InterfaceName, List<Route>> routesIn(Netns netns) {
        boolean missing = netns instanceof Netns.Named named && !surroundings.exists(named.name());
        return routes.computeIfAbsent(
                netns,
                place -> missing
                        ? Map.of()
                        : surroundings.routes(place).stream().collect(Collectors.groupingBy(Route::dev)));
    }

    /** The namespaces that the stack has made and needs no more, unless somebody is in them. */
    private void deleteUnusedNetns(StackName stack, Steps steps, List<String> notes) {
        Set<NetnsName> used = state.links().stream()
                .map(DesiredLink::netns)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        List<NetnsName> unused = host.devices().stream()
                .filter(device -> device.name().equals(Steps.LOOPBACK))
                .filter(device -> stack.value().equals(StackName.in(device.alias())))
                .filter(device -> host.devices(device.netns()).stream()
                        .allMatch(other -> other.equals(device) || leaves(other) || isFallback(other)))
                .map(Device::netns)
                .filter(netns -> netns instanceof Netns.Named)
                .map(netns -> ((Netns.Named) netns).name())
                .filter(name -> !used.contains(name))
                .toList();
        Map<NetnsName, Long> inhabited = surroundings.inhabited(unused);
        for (NetnsName name : unused) {
            Long process = inhabited.get(name);
            if (process == null) {
                steps.deleteNetns(name, stack);
            } else {
                notes.add("namespace " + name + " stays: process " + process + " is in it");
            }
        }
    }

    private static boolean isFallback(Device device) {
        return device.state() == LinkState.DOWN
                && FALLBACKS.contains(device.name().value());
    }

    private boolean leaves(Device device) {
        LinkUpdate update = updates.get(device);
        return going.contains(device) || (update != null && !update.isInPlace());
    }

    /** A device is seen once, and has many fields: comparing them all would take long where there are many devices. */
    private static Set<Device> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
