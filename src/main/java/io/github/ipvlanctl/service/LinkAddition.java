package io.github.ipvlanctl.service;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.iproute2.IpAddr;
import io.github.ipvlanctl.iproute2.IpClient;
import io.github.ipvlanctl.iproute2.IpLink;
import io.github.ipvlanctl.iproute2.IpRoute;
import io.github.ipvlanctl.iproute2.LinkCreation;
import io.github.ipvlanctl.iproute2.Step;
import io.github.ipvlanctl.iproute2.Transaction;
import io.github.ipvlanctl.model.Alias;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.LinkSpec;
import io.github.ipvlanctl.model.LinkState;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.PortSettings;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.Rules;
import io.github.ipvlanctl.model.Shim;
import io.github.ipvlanctl.model.VlanId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One {@code link add}: looks once, decides everything from what it saw, and builds the steps in the kernel's order. */
final class LinkAddition {
    private final IpClient ip;
    private final HostReader reader;
    private final DockerSettings docker;
    private final Notes notes;
    private final LinkSpec spec;
    private final LinkService.AddOptions options;
    private final List<Step> steps = new ArrayList<>();

    LinkAddition(
            IpClient ip,
            HostReader reader,
            DockerSettings docker,
            Notes notes,
            LinkSpec spec,
            LinkService.AddOptions options) {
        this.ip = ip;
        this.reader = reader;
        this.docker = docker;
        this.notes = notes;
        this.spec = spec;
        this.options = options;
    }

    Prepared<List<Link>> prepare(InterfaceName parentName) {
        Host host = reader.everywhere();
        Netns netns = target();
        Device parent = parent(host, host.require(parentName));
        Transaction transaction = Transaction.of(ip, steps(host, parent, netns));
        Device before = host.device(netns, spec.name()).orElse(null);
        return before != null
                ? new Prepared<>(transaction, () -> List.of(host.asLink(before)))
                : new Prepared<>(transaction, () -> LinkService.readBack(ip, netns, spec.name(), parent));
    }

    /** What makes the link on {@code parent}; none when it is there, as it shall be. */
    List<Step> steps(Host host, Device parent, Netns netns) {
        Device taken = host.device(netns, spec.name()).orElse(null);
        if (taken != null) {
            alreadyThere(host, taken, parent);
            return List.of();
        }
        host.obstacle(parent).ifPresent(obstacle -> {
            throw Failure.conflict(parent.label() + " cannot be a parent: " + obstacle.reason(), obstacle.advice());
        });
        Port port = host.portOn(parent).orElse(null);
        PortSettings settings = settings(port);
        removeLeftOvers(host);
        if (options.createNetns()) {
            steps.addAll(NetnsService.finishing(host.devices(netns)));
        }
        check(parent, port, settings, netns);
        build(host, parent.name(), settings, netns);
        Advice.parentDown(notes, parent);
        Advice.upstream(notes, settings.mode(), spec.addresses(), parent);
        if (port == null || !settings.equals(port.settings())) {
            docker.advise(parent, settings);
        }
        Link shim = Shim.among(port).orElse(null);
        if (shim != null && !netns.equals(parent.netns())) {
            adviseOnShim(shim, parent);
        }
        return steps;
    }

    /** A shim that is there leads where the other links are. */
    private void adviseOnShim(Link shim, Device parent) {
        List<Cidr> own = shim.device().assignedAddresses();
        List<IpAddress> addresses = spec.addresses().stream()
                .map(Cidr::address)
                .filter(address -> own.stream().anyMatch(cidr -> cidr.address().isIpv6() == address.isIpv6()))
                .toList();
        if (addresses.isEmpty()) {
            return;
        }
        List<Cidr> reached =
                Shim.of(shim, null, ip.routes(shim.netns(), shim.name())).reached();
        List<String> unreached = addresses.stream()
                .filter(address -> reached.stream().noneMatch(network -> network.covers(address)))
                .map(IpAddress::text)
                .toList();
        if (!unreached.isEmpty()) {
            notes.note("this machine will not reach " + String.join(", ", unreached)
                    + " before 'ipvlanctl host add --parent "
                    + parent.name()
                    + own.stream().map(cidr -> " --address " + cidr).collect(Collectors.joining())
                    + " --if-not-exists' has " + shim.name() + " lead there");
        }
    }

    /** Where the link is to be. The namespace must be there, or is the first thing to make. */
    private Netns target() {
        NetnsName name = spec.netns();
        if (name == null) {
            return Netns.current();
        }
        if (reader.exists(name)) {
            return reader.locate(name);
        }
        if (!options.createNetns()) {
            reader.requireNetns(name, "make it with 'ipvlanctl netns add " + name + "', or add --create-netns");
        }
        steps.addAll(NetnsService.making(name));
        return Netns.named(name);
    }

    /** The named device, or the VLAN device on it, which is made when it is missing. */
    private Device parent(Host host, Device named) {
        VlanId vlan = spec.vlan();
        if (vlan == null) {
            return named;
        }
        Device present = host.vlanOn(named, vlan).orElse(null);
        if (present != null) {
            return present;
        }
        InterfaceName name = vlanName(named, vlan);
        host.device(Netns.current(), name).ifPresent(other -> {
            throw Failure.conflict(
                    name + " is there, but is not VLAN " + vlan.number() + " on " + named.name(),
                    "make the VLAN device under another name and give it with --parent");
        });
        steps.add(Step.of(IpLink.addVlan(named.name(), name, vlan), IpLink.delete(Netns.current(), name)));
        return named.asVlan(name, vlan);
    }

    private static InterfaceName vlanName(Device named, VlanId vlan) {
        try {
            return new InterfaceName(named.name().value() + "." + vlan.number());
        } catch (Failure tooLong) {
            throw tooLong.withHint("make the VLAN device under a shorter name and give it with --parent");
        }
    }

    private void alreadyThere(Host host, Device taken, Device parent) {
        if (!options.ifNotExists()) {
            throw Failure.conflict(
                    "there is a device " + taken.label() + " already",
                    taken.isIpvlan() ? "add --if-not-exists if that is fine" : "choose another name");
        }
        Link link = host.asLink(taken);
        List<String> differences = new ArrayList<>();
        if (!parent.is(link.parent())) {
            differences.add("it is on " + link.parentLabel());
        }
        if (spec.mode() != null && spec.mode() != link.settings().mode()) {
            differences.add("its mode is " + link.settings().mode().word());
        }
        if (spec.flag() != null && spec.flag() != link.settings().flag()) {
            differences.add("its flag is " + link.settings().flag().word());
        }
        if (spec.mtu() != null && spec.mtu().bytes() != taken.mtu()) {
            differences.add("its MTU is " + taken.mtu());
        }
        if (spec.alias() != null && !spec.alias().text().equals(taken.alias())) {
            differences.add("its alias is '" + Objects.requireNonNullElse(taken.alias(), "") + "'");
        }
        if (spec.up() && taken.state() == LinkState.DOWN) {
            differences.add("it is down");
        }
        for (Cidr cidr : spec.addresses()) {
            if (taken.addresses().stream().noneMatch(address -> address.cidr().equals(cidr))) {
                differences.add("it lacks " + cidr);
            }
        }
        List<RouteSpec> routes = spec.allRoutes();
        List<Route> present = routes.isEmpty() ? List.of() : ip.routes(taken.netns(), taken.name());
        for (RouteSpec route : routes) {
            if (present.stream().noneMatch(other -> Rules.isExactly(route, other))) {
                differences.add("it lacks the route " + route);
            }
        }
        if (!differences.isEmpty()) {
            throw Failure.conflict(
                    taken.label() + " is there, but not as asked: " + String.join(", ", differences),
                    "change it with 'ipvlanctl link set', 'addr add', 'route add' or 'mode', or delete it first");
        }
    }

    /** What the port will have. On one with links, that is what it has, unless their switch is asked for. */
    private PortSettings settings(@Nullable Port port) {
        if (port == null) {
            return new PortSettings(
                    Objects.requireNonNullElse(spec.mode(), PortSettings.DEFAULT.mode()),
                    Objects.requireNonNullElse(spec.flag(), PortSettings.DEFAULT.flag()));
        }
        PortSettings wanted = port.with(spec.mode(), spec.flag());
        if (!options.switchSiblings()) {
            String leaveOut = wanted.mode() == port.settings().mode() ? "--flag" : "--mode";
            port.refuseSwitch(
                    spec.name().toString(),
                    wanted,
                    port.links(),
                    "add --switch-siblings to switch " + Port.all(port.links().size() + 1) + ", or leave " + leaveOut
                            + " out");
        }
        if (!wanted.equals(port.settings())) {
            steps.add(Step.ofPort(port, wanted));
        }
        return wanted;
    }

    /** Links that a run has made and, since it was killed, not renamed: nobody would ever miss them, or delete them. */
    private void removeLeftOvers(Host host) {
        for (Link link : host.links()) {
            if (LinkCreation.isLeftOver(link.device())) {
                steps.add(Step.of(IpLink.delete(link.netns(), link.name())));
            }
        }
    }

    private void check(Device parent, @Nullable Port port, PortSettings settings, Netns netns) {
        if (port != null && port.links().size() >= Port.MAX_LINKS) {
            throw Failure.conflict(
                    parent.label() + " has " + port.links().size() + " links, the most that the kernel allows",
                    "use another parent");
        }
        Rules.mtu(spec.name(), spec.mtu(), parent);
        Rules.ipv6(spec.name(), spec.mtu() == null ? parent.mtu() : spec.mtu().bytes(), spec.addresses());
        for (Cidr cidr : spec.addresses()) {
            Rules.address(cidr.address(), parent, port);
        }
        List<RouteSpec> routes = spec.allRoutes();
        if (!routes.isEmpty()) {
            boolean there = spec.netns() == null || reader.exists(spec.netns());
            List<Route> present = there ? ip.routes(netns, null) : List.of();
            Rules.routes(spec.name(), settings.mode(), spec.addresses(), routes, present);
        }
    }

    /** Addresses before up, which is cheaper for the kernel; routes last, since they need it up. */
    private void build(Host host, InterfaceName parent, PortSettings settings, Netns netns) {
        InterfaceName name = spec.name();
        LinkCreation creation = LinkCreation.of(
                (place, taken) -> host.device(place, taken).isPresent(), parent, name, netns, spec.mtu(), settings);
        steps.add(creation.add());
        steps.addAll(creation.rename());
        Alias alias = spec.alias();
        if (alias != null && !alias.text().isEmpty()) {
            steps.add(Step.of(IpLink.alias(netns, name, alias)));
        }
        for (Cidr cidr : spec.addresses()) {
            steps.add(Step.of(IpAddr.add(netns, name, cidr)));
        }
        if (spec.up()) {
            steps.add(Step.of(IpLink.up(netns, name)));
        }
        for (RouteSpec route : spec.allRoutes()) {
            steps.add(Step.of(IpRoute.add(netns, name, route)));
        }
    }
}
