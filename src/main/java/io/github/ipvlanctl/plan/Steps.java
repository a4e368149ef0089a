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
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.LinkAddress;
import io.github.ipvlanctl.model.Mtu;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.PortSettings;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.StackName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns differences into changes to tell and steps to take, in the phases that the kernel wants: namespaces; a port's mode
 * and flag, once; what has to go; moved links; new links; what they have (addresses before up, routes last); and at the very
 * end namespaces that are not needed any more. Undone in the opposite order, new links have freed their addresses before
 * moved ones get theirs back, and all of those theirs before what was deleted is made again.
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
    private final List<Step> moves = new ArrayList<>();
    private final List<Step> creations = new ArrayList<>();
    private final List<Step> furnishings = new ArrayList<>();
    private final List<Step> deleteNetns = new ArrayList<>();
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

    /** All that was asked for, which gives ports those settings; {@code notes} are for whoever reads it. */
    Plan plan(Map<String, PortSettings> given, List<String> notes) {
        List<List<Step>> phases = new ArrayList<>();
        for (List<Step> phase :
                List.of(makeNetns, markNetns, ports, removals, moves, creations, furnishings, deleteNetns)) {
            if (!phase.isEmpty()) {
                phases.add(phase);
            }
        }
        return new Plan(changes, phases, List.copyOf(making), given, notes);
    }

    /**
     * Another mode or flag for a port.
     *
     * @param switched its links that stay on it; where none does, the first new one brings both
     */
    void port(DesiredState.DesiredParent parent, Port port, PortSettings wanted, List<Link> switched) {
        PortSettings before = port.settings();
        if (wanted.equals(before) || switched.isEmpty()) {
            return;
        }
        ports.add(Step.ofPort(port, wanted).from(parent.at() + ": " + parent.name()));
        List<Difference> differences = new ArrayList<>();
        if (wanted.mode() != before.mode()) {
            differences.add(
                    new Difference("mode", before.mode().word(), wanted.mode().word()));
        }
        if (wanted.flag() != before.flag()) {
            differences.add(
                    new Difference("flag", before.flag().word(), wanted.flag().word()));
        }
        changes.add(new Change(
                Action.CHANGE,
                "port",
                parent.name().value(),
                null,
                null,
                differences,
                switched,
                parent.at().toString()));
    }

    void add(Wanted wanted) {
        netns(wanted);
        DesiredLink link = wanted.link();
        create(wanted, link.mtu());
        orNone(wanted.addresses()).forEach(cidr -> furnish(link, IpAddr.add(wanted.netns(), link.name(), cidr)));
        if (link.up()) {
            furnish(link, IpLink.up(wanted.netns(), link.name()));
        }
        List<RouteSpec> routes = wanted.routesToMake();
        routes.forEach(route -> furnish(link, IpRoute.add(wanted.netns(), link.name(), route)));
        List<Difference> differences = new ArrayList<>();
        differences.add(new Difference("mode", null, wanted.settings().mode().word()));
        differences.add(new Difference("flag", null, wanted.settings().flag().word()));
        Mtu mtu = link.mtu();
        if (mtu != null) {
            differences.add(new Difference("mtu", null, Integer.toString(mtu.bytes())));
        }
        orNone(wanted.addresses()).forEach(cidr -> differences.add(new Difference("address", null, cidr.toString())));
        differences.add(new Difference("state", null, link.up() ? "up" : "down"));
        routes.forEach(route -> differences.add(new Difference("route", null, route.toString())));
        changes.add(change(Action.ADD, wanted, differences));
    }

    /** Makes a link, marked as the stack's; deleting it takes all back that it gets. */
    private void create(Wanted wanted, @Nullable Mtu mtu) {
        DesiredLink link = wanted.link();
        LinkCreation creation =
                LinkCreation.of(this::isTaken, link.parent(), link.name(), wanted.netns(), mtu, wanted.settings());
        if (!creation.rename().isEmpty()) {
            reserved.add(creation.firstName());
        }
        creations.add(creation.add().from(link.origin()));
        creation.rename().forEach(step -> furnishings.add(step.from(link.origin())));
        Alias mark = link.mark(stack);
        if (mark != null) {
            furnish(link, IpLink.alias(wanted.netns(), link.name(), mark));
        }
    }

    private boolean isTaken(Netns netns, InterfaceName name) {
        return surroundings.host().device(netns, name).isPresent()
                || reserved.contains(name)
                || (netns.equals(Netns.current()) && wantedHere.contains(name));
    }

    private void furnish(DesiredLink link, IpCommand command, IpCommand... undo) {
        furnishings.add(Step.of(command, undo).from(link.origin()));
    }

    void change(LinkUpdate update) {
        Wanted wanted = update.wanted();
        netns(wanted);
        if (update.isInPlace()) {
            changeInPlace(update);
        } else if (update.isReplaced()) {
            removals.add(
                    deletion(update.found(), update.routes()).from(wanted.link().origin()));
            create(wanted, update.mtu());
            furnishAnew(update);
        } else {
            move(update);
            furnishAnew(update);
        }
        List<Difference> differences = update.differences(stack);
        if (!differences.isEmpty()) {
            changes.add(change(update.isReplaced() ? Action.REPLACE : Action.CHANGE, wanted, differences));
        }
    }

    private void move(LinkUpdate update) {
        Wanted wanted = update.wanted();
        DesiredLink link = wanted.link();
        Link found = update.found();
        String here = surroundings.currentForMove();
        String target = wanted.netns().equals(Netns.current())
                ? here
                : Objects.requireNonNull(link.netns()).value();
        List<IpCommand> undo = new ArrayList<>();
        undo.add(IpLink.move(wanted.netns(), link.name(), update.backTo(here)));
        undo.addAll(Restoring.putBack(found.device(), update.routes()));
        moves.add(new Step(IpLink.move(found.netns(), link.name(), target), undo, false, link.origin()));
        mtu(update);
    }

    /**
     * What a link has lost that was moved, or made again, and what is new. Undoing that would do without taking the addresses
     * away again, if another link did not have to get them back.
     */
    private void furnishAnew(LinkUpdate update) {
        DesiredLink link = update.wanted().link();
        InterfaceName name = link.name();
        Netns netns = update.wanted().netns();
        for (LinkAddress address : update.addresses().kept()) {
            furnish(link, IpAddr.restore(netns, name, address), IpAddr.remove(netns, name, address));
        }
        for (Cidr cidr : update.addresses().fresh()) {
            furnish(link, IpAddr.add(netns, name, cidr), IpAddr.delete(netns, name, cidr));
        }
        if (link.up()) {
            furnish(link, IpLink.up(netns, name));
            update.routesToPutBack().forEach(route -> furnish(link, IpRoute.restore(netns, name, route)));
            update.newRoutes().forEach(route -> furnish(link, IpRoute.add(netns, name, route)));
        }
    }

    private void changeInPlace(LinkUpdate update) {
        DesiredLink link = update.wanted().link();
        InterfaceName name = link.name();
        Netns netns = update.wanted().netns();
        Alias mark = update.newMark(stack);
        if (mark != null) {
            String old = Objects.requireNonNullElse(update.found().device().alias(), "");
            furnish(link, IpLink.alias(netns, name, mark), IpLink.alias(netns, name, new Alias(old)));
        }
        mtu(update);
        remove(update);
        for (Cidr cidr : update.addresses().fresh()) {
            furnish(link, IpAddr.add(netns, name, cidr), IpAddr.delete(netns, name, cidr));
        }
        if (update.comesUp()) {
            List<IpCommand> undo = new ArrayList<>(List.of(IpLink.down(netns, name)));
            update.addresses().droppedWhenDown().forEach(address -> undo.add(IpAddr.keep(netns, name, address)));
            furnishings.add(new Step(IpLink.up(netns, name), undo, false, link.origin()));
        }
        update.routesToPutBack().forEach(route -> furnish(link, IpRoute.keep(netns, name, route)));
        for (RouteSpec spec : update.newRoutes()) {
            furnish(link, IpRoute.add(netns, name, spec), IpRoute.delete(netns, name, spec));
        }
    }

    private void mtu(LinkUpdate update) {
        Device device = update.found().device();
        Netns netns = update.wanted().netns();
        if (update.mtuBytes() != device.mtu()) {
            furnish(
                    update.wanted().link(),
                    IpLink.mtu(netns, device.name(), update.mtuBytes()),
                    IpLink.mtu(netns, device.name(), device.mtu()));
        }
    }

    /**
     * Takes away what a link shall not have any more. Routes go before addresses: what the kernel has taken away with an
     * address cannot be deleted. Last it is set down, which takes its IPv6 addresses: those that stay are given back.
     */
    private void remove(LinkUpdate update) {
        DesiredLink link = update.wanted().link();
        InterfaceName name = link.name();
        Device device = update.found().device();
        Netns netns = device.netns();
        for (Route route : update.goneRoutes()) {
            removals.add(Step.of(IpRoute.remove(netns, name, route), IpRoute.restore(netns, name, route))
                    .from(link.origin()));
        }
        List<IpCommand> flushed = update.flushedRoutes().stream()
                .map(route -> IpRoute.keep(netns, name, route))
                .toList();
        for (Step step : IpAddr.removal(device, update.addresses().gone(), List.of())) {
            List<IpCommand> undo = new ArrayList<>(step.undo());
            undo.addAll(flushed);
            removals.add(new Step(step.command(), undo, false, link.origin()));
        }
        if (update.goesDown()) {
            List<IpCommand> undo = Restoring.putBack(device, update.routes());
            removals.add(new Step(IpLink.down(netns, name), undo, false, link.origin()));
            update.addresses().droppedWhenDown().forEach(address -> furnish(link, IpAddr.keep(netns, name, address)));
        }
    }

    /** Deletes a link that the manifest does not want any more; {@code routes} go through it. */
    void delete(Link link, List<Route> routes) {
        removals.add(deletion(link, routes).from("deleting " + link.device().label()));
        changes.add(new Change(
                Action.DELETE,
                "link",
                link.name().value(),
                link.netns().label(),
                link.parent() == null ? null : link.parent().name().value(),
                List.of(),
                List.of(),
                null));
    }

    private Step deletion(Link link, List<Route> routes) {
        List<IpCommand> undo = Restoring.link(link, routes, surroundings.currentForMove());
        return new Step(IpLink.delete(link.netns(), link.name()), undo, false, null);
    }

    /** Deletes a namespace of the stack's, in which nothing is left. */
    void deleteNetns(NetnsName name, StackName owner) {
        Netns netns = Netns.named(name);
        deleteNetns.add(Step.of(
                        IpNetns.delete(name),
                        IpNetns.add(name),
                        IpLink.up(netns, LOOPBACK),
                        IpLink.alias(netns, LOOPBACK, owner.mark()))
                .from("deleting namespace " + name));
        changes.add(new Change(Action.DELETE, "netns", name.value(), null, null, List.of(), List.of(), null));
    }

    /** Makes the link's namespace if it is missing, or takes over one that a run before this one could not finish. */
    private void netns(Wanted wanted) {
        NetnsName name = wanted.link().netns();
        if (name == null || !seen.add(name)) {
            return;
        }
        String at = wanted.link().at().toString();
        String origin = at + ": namespace " + name;
        boolean there = surroundings.exists(name);
        if (!there) {
            makeNetns.add(Step.of(IpNetns.add(name), IpNetns.delete(name)).from(origin));
            changes.add(new Change(Action.ADD, "netns", name.value(), null, null, List.of(), List.of(), at));
        } else if (!surroundings.unfinished().contains(name)) {
            return;
        }
        making.add(name);
        markNetns.add(Step.of(IpLink.up(wanted.netns(), LOOPBACK)).from(origin));
        if (stack != null) {
            markNetns.add(Step.of(IpLink.alias(wanted.netns(), LOOPBACK, stack.mark()))
                    .from(origin));
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
                List.of(),
                wanted.link().at().toString());
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
