package io.github.ipvlanctl.service;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.iproute2.IpClient;
import io.github.ipvlanctl.iproute2.IpRoute;
import io.github.ipvlanctl.iproute2.Step;
import io.github.ipvlanctl.iproute2.Transaction;
import io.github.ipvlanctl.model.AddressOnLink;
import io.github.ipvlanctl.model.Alias;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.LinkSpec;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.Rules;
import io.github.ipvlanctl.model.Shim;
import io.github.ipvlanctl.model.ShimRules;
import io.github.ipvlanctl.model.ShimSpec;
import io.github.ipvlanctl.model.ShimSpec.Target;
import io.github.ipvlanctl.service.LinkService.AddOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One {@code host add}: a link like any other, and routes over it; where it is there already, the routes that it lacks. */
final class ShimAddition {
    private final IpClient ip;
    private final HostReader reader;
    private final DockerSettings docker;
    private final Notes notes;
    private final ShimSpec spec;
    private final boolean ifNotExists;

    ShimAddition(
            IpClient ip, HostReader reader, DockerSettings docker, Notes notes, ShimSpec spec, boolean ifNotExists) {
        this.ip = ip;
        this.reader = reader;
        this.docker = docker;
        this.notes = notes;
        this.spec = spec;
        this.ifNotExists = ifNotExists;
    }

    Prepared<List<Shim>> prepare() {
        Host host = reader.everywhere();
        Device parent = host.require(spec.parent());
        Port port = host.portOn(parent).orElse(null);
        Link present = Shim.among(port).orElse(null);
        InterfaceName name = name(present);
        List<AddressOnLink> held = Shim.targets(port);
        List<Target> targets = held.stream()
                .map(row -> new Target(row.link().name(), row.address().cidr().address()))
                .toList();
        List<Device> others = host.devices(Netns.current()).stream()
                .filter(device -> !device.name().equals(name))
                .toList();
        if (port != null) {
            ShimRules.flag(port.settings().flag(), parent.name());
        }
        spec.addresses().forEach(cidr -> ShimRules.address(cidr.address(), others));
        List<Step> steps = new ArrayList<>(link(name, present).steps(host, parent, Netns.current()));
        List<Route> mine = new ArrayList<>();
        List<Route> foreign = new ArrayList<>();
        for (Route route : ip.routes(Netns.current(), null)) {
            (route.dev().equals(name) ? mine : foreign).add(route);
        }
        Set<Cidr> reached = spec.networks(targets);
        for (Cidr network : reached) {
            RouteSpec route = RouteSpec.onLink(network);
            if (mine.stream().noneMatch(other -> Rules.isExactly(route, other))) {
                ShimRules.reach(network, others, foreign, targets);
                ShimRules.route(network, foreign);
                steps.add(Step.of(
                        IpRoute.add(Netns.current(), name, route), IpRoute.delete(Netns.current(), name, route)));
            }
        }
        advise(parent, port, held, reached);
        return new Prepared<>(Transaction.of(ip, steps), () -> readBack(name, parent, port));
    }

    private InterfaceName name(@Nullable Link present) {
        if (present == null) {
            return spec.nameOrDefault();
        }
        if (!ifNotExists) {
            throw Failure.conflict(
                    spec.parent() + " has a shim already: " + present.name(),
                    "add --if-not-exists to have it lead to what it does not lead to yet");
        }
        if (spec.name() != null && !spec.name().equals(present.name())) {
            throw Failure.conflict(
                    spec.parent() + " has a shim already, under another name: " + present.name(),
                    "leave --name out, or delete that first: ipvlanctl host del " + present.name());
        }
        return present.name();
    }

    /** One that is there must have what is asked for, whoever owns it. */
    private LinkAddition link(InterfaceName name, @Nullable Link present) {
        String alias = present == null ? null : present.device().alias();
        LinkSpec link = new LinkSpec(
                name,
                null,
                null,
                null,
                null,
                null,
                spec.addresses(),
                null,
                List.of(),
                alias == null ? Shim.mark(null) : new Alias(alias),
                true);
        // That routers need a route to it is true of other links only.
        return new LinkAddition(ip, reader, docker, note -> {}, link, new AddOptions(false, ifNotExists, false));
    }

    private boolean isOfItsFamily(AddressOnLink target) {
        return spec.reaches(target.address().cidr().address());
    }

    private static Cidr alone(AddressOnLink target) {
        IpAddress address = target.address().cidr().address();
        return new Cidr(address, address.bits());
    }

    private void advise(Device parent, @Nullable Port port, List<AddressOnLink> targets, Set<Cidr> reached) {
        Advice.parentDown(notes, parent);
        if (reached.isEmpty()) {
            notes.note("there is nothing to lead to yet: " + parent.name()
                    + " has no links with such addresses in other namespaces");
        }
        if (spec.reach() == null && !targets.stream().allMatch(this::isOfItsFamily)) {
            String family = spec.addresses().get(0).address().isIpv6() ? "IPv4" : "IPv6";
            notes.note("the shim has no " + family + " address, so it does not lead to those of the links");
        }
        if (port != null && port.settings().mode() == Mode.L2) {
            adviseOnAnswers(targets, reached);
        }
        if (port != null && port.settings().flag() == Flag.VEPA) {
            notes.note(
                    "with the flag vepa all that links send each other goes to the switch: the shim is of use if that sends"
                            + " it back");
        }
    }

    /** In l2 a link sends what is outside its networks to its gateway, which is not here. */
    private void adviseOnAnswers(List<AddressOnLink> targets, Set<Cidr> reached) {
        List<Link> lost = targets.stream()
                .filter(target -> reached.contains(alone(target)))
                .map(AddressOnLink::link)
                .filter(link -> spec.addresses().stream().noneMatch(own -> link.device().assignedAddresses().stream()
                        .anyMatch(cidr -> cidr.covers(own.address()))))
                .distinct()
                .toList();
        if (!lost.isEmpty()) {
            notes.note("the answers of " + Port.names(lost)
                    + " may go elsewhere: the shim's address is in none of their networks");
        }
    }

    private List<Shim> readBack(InterfaceName name, Device parent, @Nullable Port port) {
        Link link = LinkService.readBack(ip, Netns.current(), name, parent).get(0);
        return List.of(Shim.of(link, port, ip.routes(Netns.current(), name)));
    }
}
