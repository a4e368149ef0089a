package io.github.ipvlanctl.plan;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.LinkState;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.PlanOptions;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.PortSettings;
import io.github.ipvlanctl.model.StackName;
import io.github.ipvlanctl.plan.manifest.Manifest;
import io.github.ipvlanctl.plan.manifest.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is wanted against what is: finds each wanted link on the machine, has all of it checked against the kernel's
 * rules, and hands the differences to {@link Steps}. Whatever stands in the way is told at once, and nothing is run.
 */
public final class Planner {
    /** Where their modules are loaded, the kernel gives these to each namespace (fb_tunnels_only_for_init_net, sysctl/net). */
    private static final Set<String> FALLBACKS = Set.of(
            "tunl0", "gre0", "gretap0", "erspan0", "ip_vti0", "ip6_vti0", "sit0", "ip6tnl0", "ip6gre0", "ip6gretap0");

    private final DesiredState state;
    private final Surroundings surroundings;
    private final PlanOptions options;
    private final Problems problems;
    private final Host host;
    private final Matching matching;
    private final PresentRoutes routes;
    private final Map<InterfaceName, PortSettings> settings = new HashMap<>();
    private final IdentityHashMap<Device, LinkUpdate> updates = new IdentityHashMap<>();

    private Planner(DesiredState state, Surroundings surroundings, PlanOptions options, Problems problems) {
        this.state = state;
        this.surroundings = surroundings;
        this.options = options;
        this.problems = problems;
        this.host = surroundings.host();
        this.matching = new Matching(state, surroundings, options.prune(), problems);
        this.routes = new PresentRoutes(matching, surroundings);
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
        problems.throwMistakes();
        if (options.prune() && state.stack() == null) {
            throw Failure.usage(
                    "--prune deletes what the stack owns, and the manifest names no stack",
                    "write 'stack: NAME' into it, or leave --prune out");
        }
        return new Planner(state, surroundings, options, problems).plan();
    }

    /** The plan that deletes everything of a stack. */
    public static Plan destruction(StackName stack, Surroundings surroundings) {
        Manifest nothing = new Manifest(stack, Map.of(), List.of());
        return plan(nothing, new Problems(), surroundings, new PlanOptions(true, false));
    }

    private Plan plan() {
        List<DesiredState.DesiredParent> present = matching.parents();
        present.forEach(this::decideSettings);
        PoolAddresses pools = new PoolAddresses(state, matching, host, problems);
        List<Wanted> all = new ArrayList<>();
        for (DesiredLink link : matching.links()) {
            // An exhausted pool is told once.
            if (link.shim() == null && (link.pool() == null || pools.of(link) != null)) {
                all.add(wanted(link, pools.of(link)));
            }
        }
        shims(all);
        all.forEach(this::update);
        Checks checks = new Checks(matching, host, updates, all, routes, problems);
        all.forEach(wanted -> checks.check(wanted, updateOf(wanted)));
        ErrorKind kind = present.size() < state.parents().size() ? ErrorKind.NOT_FOUND : ErrorKind.CONFLICT;
        problems.throwIfAny(kind, "that the machine, as it stands, forbids", "nothing was run");
        return steps(present, all);
    }

    private Wanted wanted(DesiredLink link, @Nullable Cidr fromPool) {
        PortSettings port = settings(link.parent());
        return new Wanted(
                link,
                matching.netnsOf(link),
                matching.device(link.parent()),
                port,
                link.addressesWith(fromPool),
                link.allRoutes(port.mode() == Mode.L2));
    }

    /** A shim leads to the links, so that all of these must be known. */
    private void shims(List<Wanted> all) {
        Shims shims = new Shims(matching, host, List.copyOf(all), routes, problems);
        for (DesiredLink link : matching.links()) {
            if (link.shim() != null) {
                all.add(shims.wanted(link, link.shim(), settings(link.parent())));
            }
        }
    }

    private void update(Wanted wanted) {
        Device device = matching.device(wanted.link());
        if (device != null) {
            updates.put(device, new LinkUpdate(wanted, host.asLink(device), routes.of(device)));
        }
    }

    private @Nullable LinkUpdate updateOf(Wanted wanted) {
        return updates.get(matching.device(wanted.link()));
    }

    private PortSettings settings(InterfaceName parent) {
        return Objects.requireNonNull(settings.get(parent));
    }

    /** What each port will have. Links that nobody here speaks of are not switched unasked. */
    private void decideSettings(DesiredState.DesiredParent wanted) {
        Device parent = matching.device(wanted.name());
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
                    .filter(link -> matching.wanted(link.device()) == null && !matching.isDeleted(link.device()))
                    .toList();
            problems.attempt(
                    wanted.at(),
                    () -> port.refuseSwitch(
                            "the manifest", settings(wanted.name()), others, "add --switch-siblings to switch them"));
        }
    }

    private Plan steps(List<DesiredState.DesiredParent> present, List<Wanted> all) {
        StackName stack = state.stack();
        Steps steps = new Steps(surroundings, stack, wantedHere());
        for (DesiredState.DesiredParent parent : present) {
            host.portOn(matching.device(parent.name()))
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
        matching.deleted().forEach(link -> steps.delete(link, routes.of(link.device())));
        List<String> notes = new ArrayList<>();
        if (options.prune() && stack != null) {
            deleteUnusedNetns(stack, steps, notes);
        }
        return steps.plan(given(present, all), notes);
    }

    private Map<String, PortSettings> given(List<DesiredState.DesiredParent> present, List<Wanted> all) {
        Set<InterfaceName> used =
                all.stream().map(wanted -> wanted.link().parent()).collect(Collectors.toSet());
        Map<String, PortSettings> given = new HashMap<>();
        for (DesiredState.DesiredParent parent : present) {
            Port port = host.portOn(matching.device(parent.name())).orElse(null);
            PortSettings wanted = settings(parent.name());
            if (port == null ? used.contains(parent.name()) : !wanted.equals(port.settings())) {
                given.put(parent.name().value(), wanted);
            }
        }
        return given;
    }

    /** The links that are on the port afterwards too. */
    private List<Link> staying(Port port) {
        return port.links().stream()
                .filter(link -> !matching.isDeleted(link.device()))
                .filter(link -> isWantedOn(link.parent(), link.device()))
                .toList();
    }

    private boolean isWantedOn(@Nullable Device parent, Device device) {
        DesiredLink link = matching.wanted(device);
        return link == null || matching.device(link.parent()).equals(parent);
    }

    private Set<InterfaceName> wantedHere() {
        return state.links().stream()
                .filter(link -> matching.netnsOf(link).equals(Netns.current()))
                .map(DesiredLink::name)
                .collect(Collectors.toSet());
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
        return matching.isDeleted(device) || (update != null && !update.isInPlace());
    }
}
