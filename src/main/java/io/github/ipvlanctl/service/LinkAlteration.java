package io.github.ipvlanctl.service;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.iproute2.IpClient;
import io.github.ipvlanctl.iproute2.IpCommand;
import io.github.ipvlanctl.iproute2.IpLink;
import io.github.ipvlanctl.iproute2.Restoring;
import io.github.ipvlanctl.iproute2.Step;
import io.github.ipvlanctl.iproute2.Transaction;
import io.github.ipvlanctl.model.Alias;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.LinkState;
import io.github.ipvlanctl.model.Mtu;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One {@code link set}: down first, since a link may have to be down for what follows; then its properties; its name; its
 * namespace; and up last.
 */
final class LinkAlteration {
    private final IpClient ip;
    private final HostReader reader;
    private final Host host;
    private final Link link;
    private final LinkChange change;
    private final List<Step> steps = new ArrayList<>();

    LinkAlteration(IpClient ip, HostReader reader, Host host, Link link, LinkChange change) {
        this.ip = ip;
        this.reader = reader;
        this.host = host;
        this.link = link;
        this.change = change;
    }

    Prepared<List<Link>> prepare() {
        Device device = link.device();
        Netns netns = device.netns();
        boolean isUp = device.state() != LinkState.DOWN;
        Mtu mtu = change.mtu();
        Rules.mtu(link.name(), mtu, link.parent());
        if (mtu != null) {
            Rules.ipv6(link.name(), mtu.bytes(), device.assignedAddresses());
        }
        if (Boolean.FALSE.equals(change.up()) && isUp) {
            List<IpCommand> undo = Restoring.putBack(device, ip.routes(netns, link.name()));
            steps.add(new Step(IpLink.down(netns, link.name()), undo, false, null));
        }
        properties(device);
        InterfaceName name = rename();
        Netns target = move(name, isUp);
        if (Boolean.TRUE.equals(change.up()) && !isUp) {
            steps.add(Step.of(IpLink.up(target, name), IpLink.down(target, name)));
        }
        return new Prepared<>(Transaction.of(ip, steps), () -> LinkService.readBack(ip, target, name, link.parent()));
    }

    private void properties(Device device) {
        Netns netns = device.netns();
        InterfaceName name = device.name();
        Mtu mtu = change.mtu();
        if (mtu != null && mtu.bytes() != device.mtu()) {
            steps.add(Step.of(IpLink.mtu(netns, name, mtu.bytes()), IpLink.mtu(netns, name, device.mtu())));
        }
        Long txqueuelen = change.txqueuelen();
        if (txqueuelen != null && txqueuelen != device.txqueuelen()) {
            steps.add(Step.of(
                    IpLink.txqueuelen(netns, name, txqueuelen), IpLink.txqueuelen(netns, name, device.txqueuelen())));
        }
        Alias alias = change.alias();
        String old = Objects.requireNonNullElse(device.alias(), "");
        if (alias != null && !alias.text().equals(old)) {
            steps.add(Step.of(IpLink.alias(netns, name, alias), IpLink.alias(netns, name, new Alias(old))));
        }
    }

    private InterfaceName rename() {
        InterfaceName name = link.name();
        InterfaceName newName = change.rename();
        if (newName == null || newName.equals(name)) {
            return name;
        }
        requireFree(link.netns(), newName);
        steps.add(Step.of(IpLink.rename(link.netns(), name, newName), IpLink.rename(link.netns(), newName, name)));
        return newName;
    }

    private void requireFree(Netns netns, InterfaceName name) {
        host.device(netns, name).ifPresent(other -> {
            throw Failure.conflict("there is a device " + other.label() + " already", "choose another name");
        });
    }

    /** A move drops addresses and routes and takes the link down; what the link had goes with it. */
    private Netns move(InterfaceName name, boolean isUp) {
        NetnsName into = change.into();
        if (into == null) {
            return link.netns();
        }
        reader.requireNetns(into, "make it with 'ipvlanctl netns add " + into + "'");
        Netns target = reader.locate(into);
        if (target.equals(link.netns())) {
            return target;
        }
        requireFree(target, name);
        Device device = link.device();
        List<Route> routes = isUp ? routesToTake() : List.of();
        List<IpCommand> undo = new ArrayList<>();
        undo.add(IpLink.move(target, name, reader.currentForMove()));
        undo.addAll(Restoring.putBack(device.named(name), routes));
        steps.add(new Step(IpLink.move(link.netns(), name, into.value()), undo, false, null));
        boolean up = isUp && !Boolean.FALSE.equals(change.up());
        Restoring.furnishing(device, target, name, up, routes).forEach(command -> steps.add(Step.of(command)));
        return target;
    }

    /** Those that cannot be made again where the link goes stay for who has made them. */
    private List<Route> routesToTake() {
        List<Route> routes = ip.routes(link.netns(), null).stream()
                .filter(route -> route.dev().equals(link.name()))
                .toList();
        for (Route route : routes) {
            if (route.unrepeatable() != null) {
                throw Failure.conflict(
                        "the route to " + route.to() + " has "
                                + route.unrepeatable().words(link.name().toString())
                                + ": a move would lose it",
                        "delete it first, and add it again where it is to be");
            }
        }
        return routes;
    }
}
