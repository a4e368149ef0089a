package io.github.ipvlanctl.plan;

import io.github.ipvlanctl.iproute2.IpAddr;
import io.github.ipvlanctl.iproute2.IpCommand;
import io.github.ipvlanctl.iproute2.IpLink;
import io.github.ipvlanctl.iproute2.IpNetns;
import io.github.ipvlanctl.iproute2.IpRoute;
import io.github.ipvlanctl.iproute2.LinkCreation;
import io.github.ipvlanctl.iproute2.Restoring;
import io.github.ipvlanctl.iproute2.Step;
import io.github.ipvlanctl.model.Alias;
import io.github.ipvlanctl.model.Change;
import io.github.ipvlanctl.model.Change.Action;
import io.github.ipvlanctl.model.Change.Difference;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.LinkAddress;
import io.github.ipvlanctl.model.LinkState;
import io.github.ipvlanctl.model.Mtu;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.PortSettings;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.Rules;
import io.github.ipvlanctl.model.StackName;
import io.github.ipvlanctl.plan.manifest.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns differences into changes to tell and steps to take, in the phases that the kernel wants: namespaces; a port's mode
 * and flag, once; what has to go; new and moved links; what they have (addresses before up, routes last); and at the very
 * end namespaces that are not needed any more.
 */
final class Steps {
    static final InterfaceName LOOPBACK = new InterfaceName("lo");

    private final Surroundings surroundings;
    private final @Nullable StackName stack;
    private final Set<InterfaceName> wantedHere;
    private final Set<InterfaceName> reserved = new HashSet<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Step> makeNetns = new ArrayList<>();
    private final List<Step> markNetns = new ArrayList<>();
    private final List<Step> ports = new ArrayList<>();
    private final List<Step> removals = new ArrayList<>();
    private final List<Step> creations = new ArrayList<>();
    private final List<Step> furnishings = new ArrayList<>();
    private final List<Step> deleteNetns = new ArrayList<>();
    private final Map<Netns, Map<InterfaceName, List<Route>>> routes = new HashMap<>();
    private final Set<NetnsName> making = new LinkedHashSet<>();
    private final Set<NetnsName> seen = new HashSet<>();

    /**
     * Steps from what {@code surroundings} say.
     *
     * @param wantedHere the names of the links that the current namespace shall have
     */
    Steps(Surroundings surroundings, @Nullable StackName stack, Set<InterfaceName> wantedHere) {
        this.surroundings = surroundings;
        this.stack = stack;
        this.wantedHere = wantedHere;
    }

    Plan plan() {
        List<List<Step>> phases = new ArrayList<>();
        for (List<Step> phase : List.of(makeNetns, markNetns, ports, removals, creations, furnishings, deleteNetns)) {
            if (!phase.isEmpty()) {
                phases.add(phase);
            }
        }
        return new Plan(changes, phases, List.copyOf(making));
    }

    void port(Position at, Port port, PortSettings wanted) {
        if (!wanted.equals(port.settings())) {
            ports.add(Step.ofPort(port, wanted).from(at));
        }
    }

    void add(Wanted wanted) {
        netns(wanted);
        create(wanted);
        List<Difference> differences = new ArrayList<>();
        differences.add(new Difference("mode", null, wanted.settings().mode().word()));
        differences.add(new Difference("flag", null, wanted.settings().flag().word()));
        Mtu mtu = wanted.link().mtu();
        if (mtu != null) {
            differences.add(new Difference("mtu", null, Integer.toString(mtu.bytes())));
        }
        orNone(wanted.addresses()).forEach(cidr -> differences.add(new Difference("address", null, cidr.toString())));
        differences.add(new Difference("state", null, wanted.link().up() ? "up" : "down"));
        orNone(wanted.routes()).forEach(route -> differences.add(new Difference("route", null, route.toString())));
        changes.add(change(Action.ADD, wanted, differences));
    }

    private void create(Wanted wanted) {
        DesiredLink link = wanted.link();
        LinkCreation creation = LinkCreation.of(
                this::isTaken, link.parent(), link.name(), wanted.netns(), link.mtu(), wanted.settings());
        if (!creation.rename().isEmpty()) {
            reserved.add(creation.firstName());
        }
        creations.add(creation.add().from(link.at()));
        creation.rename().forEach(step -> furnishings.add(step.from(link.at())));
        furnish(wanted);
    }

    private boolean isTaken(Netns netns, InterfaceName name) {
        return surroundings.host().device(netns, name).isPresent()
                || reserved.contains(name)
                || (netns.equals(Netns.current()) && wantedHere.contains(name));
    }

    /** All that a new link gets; deleting the link takes it back. */
    private void furnish(Wanted wanted) {
        DesiredLink link = wanted.link();
        if (stack != null) {
            furnish(link, IpLink.alias(wanted.netns(), link.name(), stack.mark()));
        }
        orNone(wanted.addresses()).forEach(cidr -> furnish(link, IpAddr.add(wanted.netns(), link.name(), cidr)));
        if (link.up()) {
            furnish(link, IpLink.up(wanted.netns(), link.name()));
        }
        orNone(wanted.routes()).forEach(route -> furnish(link, IpRoute.add(wanted.netns(), link.name(), route)));
    }

    private void furnish(DesiredLink link, IpCommand command, IpCommand... undo) {
        furnishings.add(Step.of(command, undo).from(link.at()));
    }

    void change(Wanted wanted, Link found) {
        netns(wanted);
        if (!wanted.parent().equals(found.parent())) {
            removals.add(deletion(found).from(wanted.link().at()));
            create(wanted);
            changes.add(change(
                    Action.REPLACE,
                    wanted,
                    List.of(new Difference(
                            "parent",
                            found.parentLabel(),
                            wanted.link().parent().toString()))));
            return;
        }
        List<Difference> differences = new ArrayList<>();
        PortSettings before = found.settings();
        difference(
                differences,
                "mode",
                before.mode().word(),
                wanted.settings().mode().word());
        difference(
                differences,
                "flag",
                before.flag().word(),
                wanted.settings().flag().word());
        if (found.netns().equals(wanted.netns())) {
            changeInPlace(wanted, found, differences);
        } else {
            move(wanted, found, differences);
        }
        if (!differences.isEmpty()) {
            changes.add(change(Action.CHANGE, wanted, differences));
        }
    }

    /** A moved link has lost everything but its alias and MTU. */
    private void move(Wanted wanted, Link found, List<Difference> differences) {
        DesiredLink link = wanted.link();
        NetnsName into = link.netns();
        String target = wanted.netns().equals(Netns.current())
                ? surroundings.currentForMove()
                : Objects.requireNonNull(into).value();
        String back = found.netns().equals(Netns.current())
                ? surroundings.currentForMove()
                : Objects.requireNonNull(found.netns().label());
        List<IpCommand> undo = new ArrayList<>();
        undo.add(IpLink.move(wanted.netns(), link.name(), back));
        undo.addAll(Restoring.putBack(found.device(), routesOf(found)));
        creations.add(new Step(IpLink.move(found.netns(), link.name(), target), undo, false, null).from(link.at()));
        mtu(link, found.device(), wanted.netns(), differences);
        List<Cidr> addresses =
                wanted.addresses() != null ? wanted.addresses() : found.device().assignedAddresses();
        furnish(new Wanted(link, wanted.netns(), wanted.parent(), wanted.settings(), addresses, wanted.routes()));
        difference(differences, "netns", found.netns().label(), wanted.netns().label());
    }

    private void changeInPlace(Wanted wanted, Link found, List<Difference> differences) {
        DesiredLink link = wanted.link();
        Device device = found.device();
        Netns netns = found.netns();
        if (stack != null && found.stack() == null) {
            String old = Objects.requireNonNullElse(device.alias(), "");
            furnish(
                    link,
                    IpLink.alias(netns, link.name(), stack.mark()),
                    IpLink.alias(netns, link.name(), new Alias(old)));
            differences.add(new Difference("stack", null, stack.value()));
        }
        mtu(link, device, netns, differences);
        List<Route> present = routesOf(found).stream().filter(Route::isAssigned).toList();
        List<Route> gone = goneRoutes(wanted, present);
        List<Route> stay = new ArrayList<>(present);
        stay.removeAll(gone);
        List<Route> taken = addresses(wanted, device, stay, differences);
        boolean isUp = device.state() != LinkState.DOWN;
        if (link.up() && !isUp) {
            furnish(link, IpLink.up(netns, link.name()), IpLink.down(netns, link.name()));
            differences.add(new Difference("state", "down", "up"));
        } else if (!link.up() && isUp) {
            furnish(link, IpLink.down(netns, link.name()), IpLink.up(netns, link.name()));
            differences.add(new Difference("state", "up", "down"));
        }
        taken.forEach(route -> furnish(link, IpRoute.keep(netns, link.name(), route)));
        routes(wanted, netns, gone, stay, differences);
    }

    private void mtu(DesiredLink link, Device device, Netns netns, List<Difference> differences) {
        Mtu mtu = link.mtu();
        if (mtu != null && mtu.bytes() != device.mtu()) {
            furnish(link, IpLink.mtu(netns, link.name(), mtu.bytes()), IpLink.mtu(netns, link.name(), device.mtu()));
            difference(differences, "mtu", Integer.toString(device.mtu()), Integer.toString(mtu.bytes()));
        }
    }

    /**
     * The kernel takes IPv4 routes away with a device's last address, and those that stay may be among them.
     *
     * @return those of {@code routes} that have to be put back when the addresses are as wanted
     */
    private List<Route> addresses(Wanted wanted, Device device, List<Route> routes, List<Difference> differences) {
        List<Cidr> addresses = wanted.addresses();
        if (addresses == null) {
            return List.of();
        }
        DesiredLink link = wanted.link();
        List<Cidr> present = device.addresses().stream()
                .filter(address -> address.isAssigned() && !address.dynamic())
                .map(LinkAddress::cidr)
                .toList();
        List<Cidr> gone = new ArrayList<>(present);
        gone.removeAll(addresses);
        boolean flushes = gone.stream().anyMatch(cidr -> !cidr.address().isIpv6());
        List<Route> flushed = routes.stream()
                .filter(route -> flushes && route.family().equals("inet"))
                .sorted(Comparator.comparing(route -> route.via() != null))
                .toList();
        List<IpCommand> keep = flushed.stream()
                .map(route -> IpRoute.keep(device.netns(), link.name(), route))
                .toList();
        for (Step step : IpAddr.removal(device, gone, List.of())) {
            List<IpCommand> undo = new ArrayList<>(step.undo());
            undo.addAll(keep);
            removals.add(new Step(step.command(), undo, false, link.at().toString()));
        }
        gone.forEach(cidr -> differences.add(new Difference("address", cidr.toString(), null)));
        for (Cidr cidr : addresses) {
            if (!present.contains(cidr)) {
                furnish(
                        link,
                        IpAddr.add(device.netns(), link.name(), cidr),
                        IpAddr.delete(device.netns(), link.name(), cidr));
                differences.add(new Difference("address", null, cidr.toString()));
            }
        }
        return flushed.stream()
                .filter(route -> link.up() && (wanted.routes() != null || isReached(route.via(), addresses)))
                .toList();
    }

    private static boolean isReached(@Nullable IpAddress nexthop, List<Cidr> addresses) {
        return nexthop == null || addresses.stream().anyMatch(cidr -> cidr.covers(nexthop));
    }

    /** They go before any address does: what the kernel has taken away with it cannot be deleted. */
    private List<Route> goneRoutes(Wanted wanted, List<Route> present) {
        List<RouteSpec> routes = wanted.routes();
        if (routes == null) {
            return List.of();
        }
        List<Route> gone = present.stream()
                .filter(route -> routes.stream().noneMatch(spec -> Rules.isExactly(spec, route)))
                .toList();
        InterfaceName name = wanted.link().name();
        for (Route route : gone) {
            removals.add(
                    Step.of(IpRoute.remove(wanted.netns(), name, route), IpRoute.restore(wanted.netns(), name, route))
                            .from(wanted.link().at()));
        }
        return gone;
    }

    private void routes(
            Wanted wanted, Netns netns, List<Route> gone, List<Route> present, List<Difference> differences) {
        gone.forEach(route -> differences.add(new Difference("route", route.text(), null)));
        DesiredLink link = wanted.link();
        for (RouteSpec spec : orNone(wanted.routes())) {
            if (present.stream().noneMatch(route -> Rules.isExactly(spec, route))) {
                furnish(link, IpRoute.add(netns, link.name(), spec), IpRoute.delete(netns, link.name(), spec));
                differences.add(new Difference("route", null, spec.toString()));
            }
        }
    }

    private List<Route> routesOf(Link link) {
        return routes.computeIfAbsent(link.netns(), netns -> surroundings.routes(netns).stream()
                        .collect(Collectors.groupingBy(Route::dev)))
                .getOrDefault(link.name(), List.of());
    }

    void delete(Link link) {
        removals.add(deletion(link));
        changes.add(new Change(
                Action.DELETE,
                "link",
                link.name().value(),
                link.netns().label(),
                link.parent() == null ? null : link.parent().name().value(),
                List.of(),
                null));
    }

    private Step deletion(Link link) {
        List<IpCommand> undo = Restoring.link(link, routesOf(link), surroundings.currentForMove());
        return new Step(IpLink.delete(link.netns(), link.name()), undo, false, null);
    }

    void deleteNetns(NetnsName name) {
        deleteNetns.add(Step.of(IpNetns.delete(name)));
        changes.add(new Change(Action.DELETE, "netns", name.value(), null, null, List.of(), null));
    }

    /** Makes the link's namespace if it is missing, or takes over one that a run before this one could not finish. */
    private void netns(Wanted wanted) {
        NetnsName name = wanted.link().netns();
        if (name == null || !seen.add(name)) {
            return;
        }
        Position at = wanted.link().at();
        boolean there = surroundings.exists(name);
        if (!there) {
            makeNetns.add(Step.of(IpNetns.add(name), IpNetns.delete(name)).from(at));
            changes.add(new Change(Action.ADD, "netns", name.value(), null, null, List.of(), at.toString()));
        } else if (!surroundings.unfinished().contains(name)) {
            return;
        }
        making.add(name);
        markNetns.add(Step.of(IpLink.up(wanted.netns(), LOOPBACK)).from(at));
        if (stack != null) {
            markNetns.add(Step.of(IpLink.alias(wanted.netns(), LOOPBACK, stack.mark()))
                    .from(at));
        }
    }

    private static Change change(Action action, Wanted wanted, List<Difference> differences) {
        return new Change(
                action,
                "link",
                wanted.link().name().value(),
                wanted.netns().label(),
                wanted.link().parent().value(),
                differences,
                wanted.link().at().toString());
    }

    private static void difference(
            List<Difference> differences, String what, @Nullable String from, @Nullable String to) {
        if (!Objects.equals(from, to)) {
            differences.add(new Difference(what, from, to));
        }
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
