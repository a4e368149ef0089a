package io.github.ipvlanctl.service;

import io.github.ipvlanctl.docker.DockerClient;
import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.AuxAddress;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Display;
import io.github.ipvlanctl.model.DockerNetwork;
import io.github.ipvlanctl.model.DockerNetworkSpec;
import io.github.ipvlanctl.model.DockerSubnet;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.PortSettings;
import io.github.ipvlanctl.model.VlanId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One {@code docker network create}: what docker would find out later, or never, is found out before it runs. */
final class DockerNetworkCreation {
    /** More would not be a command line that anybody reads. */
    private static final int MAX_RESERVED = 64;

    private final DockerClient docker;
    private final Host host;
    private final Notes notes;
    private final DockerNetworkSpec spec;

    DockerNetworkCreation(DockerClient docker, Host host, Notes notes, DockerNetworkSpec spec) {
        this.docker = docker;
        this.host = host;
        this.notes = notes;
        this.spec = spec;
    }

    /**
     * Checks all against what is there, and decides what was left open.
     *
     * @param networks all that docker has
     */
    DockerNetworkSpec decide(List<DockerNetwork> networks) {
        Device parent = parent();
        host.obstacle(parent).ifPresent(obstacle -> {
            throw Failure.conflict(parent.label() + " cannot be a parent: " + obstacle.reason(), obstacle.advice());
        });
        networks.forEach(network -> requireApart(network, parent));
        Port port = host.portOn(parent).orElse(null);
        PortSettings settings = settings(port);
        List<DockerSubnet> subnets = new ArrayList<>();
        for (DockerSubnet subnet : spec.subnets()) {
            requireReachable(subnet, settings.mode(), parent, port);
            subnets.add(subnet.reserving(taken(subnet, parent, port)));
        }
        tell(parent, settings, subnets);
        return spec.decided(settings, subnets);
    }

    /** The parent, or the VLAN device that docker makes when there is none of the name: {@code eth0.20}. */
    private Device parent() {
        String name = spec.parent().value();
        int dot = name.lastIndexOf('.');
        if (dot <= 0 || host.device(Netns.current(), spec.parent()).isPresent()) {
            return host.require(spec.parent());
        }
        VlanId vlan = VlanId.parse(name.substring(dot + 1));
        Device below = host.require(new InterfaceName(name.substring(0, dot)));
        host.vlanOn(below, vlan).ifPresent(other -> {
            throw Failure.conflict(
                    "VLAN " + vlan.number() + " of " + below.name() + " is there as " + other.name(),
                    "use --parent " + other.name());
        });
        return below.asVlan(spec.parent(), vlan);
    }

    private void requireApart(DockerNetwork other, Device parent) {
        String name = Display.safe(other.name());
        if (other.name().equals(spec.name().value())) {
            throw Failure.conflict(
                    "there is a docker network " + name + " already", "choose another name, or delete that first");
        }
        if (parent.name().value().equals(other.parent())) {
            throw Failure.conflict(
                    parent.name() + " is the parent of docker's " + other.driver() + " network " + name
                            + ", and can be of one only",
                    "use that network, or another parent"
                            + (parent.vlan() == null ? ", such as a VLAN: --parent " + parent.name() + ".20" : ""));
        }
        for (DockerSubnet wanted : spec.subnets()) {
            for (DockerSubnet present : other.subnets()) {
                if (wanted.subnet().overlaps(present.subnet())) {
                    throw Failure.conflict(
                            wanted.subnet() + " overlaps with " + present.subnet() + " of the docker network " + name,
                            "choose another subnet");
                }
            }
        }
    }

    /**
     * What the containers' links will have. The kernel would give it to all links of the port when the first container
     * starts, long after this command: so that is never done for them here.
     */
    private PortSettings settings(@Nullable Port port) {
        PortSettings wanted = port == null
                ? new PortSettings(
                        Objects.requireNonNullElse(spec.mode(), PortSettings.DEFAULT.mode()),
                        Objects.requireNonNullElse(spec.flag(), PortSettings.DEFAULT.flag()))
                : port.with(spec.mode(), spec.flag());
        if (port != null) {
            boolean mode = wanted.mode() != port.settings().mode();
            port.refuseSwitch(
                    "the first container of " + spec.name(),
                    wanted,
                    port.links(),
                    "switch " + (port.links().size() == 1 ? "it" : "them") + " first with 'ipvlanctl "
                            + (mode
                                    ? "mode " + wanted.mode().word()
                                    : "flag " + wanted.flag().word())
                            + " " + spec.parent() + "', or leave " + (mode ? "--mode" : "--flag") + " out");
        }
        if ((wanted.mode() == Mode.L3S || wanted.flag() != Flag.BRIDGE) && !docker.knowsFlags()) {
            throw Failure.of(
                    ErrorKind.ENVIRONMENT,
                    "this docker knows neither mode l3s nor the flags private and vepa: it would make the links "
                            + (wanted.mode() == Mode.L3S ? "not at all" : "with flag bridge"),
                    "install docker 23.0 or newer, or use mode l2 or l3 and flag bridge");
        }
        return wanted;
    }

    /** Whether the containers' addresses will be found from outside, and their gateway from inside. */
    private void requireReachable(DockerSubnet subnet, Mode mode, Device parent, @Nullable Port port) {
        IpAddress gateway = subnet.gateway();
        if (mode == Mode.L2) {
            if (!spec.internal()) {
                requireFree(subnet, gateway, parent, port);
            }
            return;
        }
        if (gateway != null) {
            throw Failure.conflict(
                    "in mode " + mode.word() + " docker ignores the gateway " + gateway
                            + ": the parent's routes decide",
                    "leave --gateway out");
        }
        for (Cidr own : parent.assignedAddresses()) {
            if (own.overlaps(subnet.subnet())) {
                throw Failure.conflict(
                        subnet.subnet() + " overlaps with the network of " + parent.label() + ", " + own + ": in mode "
                                + mode.word() + " nobody there would find the containers",
                        "choose a subnet of its own for them, or mode l2");
            }
        }
    }

    private void requireFree(DockerSubnet subnet, @Nullable IpAddress gateway, Device parent, @Nullable Port port) {
        IpAddress nexthop = gateway == null ? subnet.given().first() : gateway;
        Device holder = parent.has(nexthop)
                ? parent
                : port == null ? null : port.holder(nexthop).map(Link::device).orElse(null);
        if (holder != null) {
            throw Failure.conflict(
                    (gateway == null ? "docker would take " + nexthop + " for the gateway, " : nexthop + " is ")
                            + (holder.is(parent)
                                    ? "the address of the parent " + holder.label()
                                            + ", which containers cannot reach in mode l2"
                                    : "the address of the link " + holder.label()),
                    "name the router of " + subnet.subnet() + " with --gateway");
        }
    }

    /** The addresses that docker would give to containers sooner or later, and that are somebody's already. */
    private List<AuxAddress> taken(DockerSubnet subnet, Device parent, @Nullable Port port) {
        List<Device> holders = new ArrayList<>(List.of(parent));
        if (port != null) {
            port.links().forEach(link -> holders.add(link.device()));
        }
        Set<Object> seen = new HashSet<>();
        for (AuxAddress reserved : subnet.reserved()) {
            seen.add(reserved.name());
            seen.add(reserved.address());
        }
        IpAddress gateway = subnet.gateway();
        seen.add(gateway == null ? subnet.given().first() : gateway);
        List<AuxAddress> taken = new ArrayList<>();
        for (Device holder : holders) {
            for (Cidr cidr : holder.assignedAddresses()) {
                if (subnet.given().holds(cidr.address()) && seen.add(cidr.address())) {
                    taken.add(new AuxAddress(unused(holder, seen), cidr.address()));
                }
            }
        }
        if (taken.size() > MAX_RESERVED) {
            throw Failure.conflict(
                    taken.size() + " addresses of " + subnet.subnet() + " are in use on " + parent.label()
                            + " and its links",
                    "give docker a part of the subnet that is free with --ip-range");
        }
        return taken;
    }

    private static String unused(Device holder, Set<Object> seen) {
        String name = holder.name().value().replace('=', '_');
        String unused = name;
        for (int i = 2; !seen.add(unused); i++) {
            unused = name + "-" + i;
        }
        return unused;
    }

    /**
     * Has docker make the network, whole or not at all.
     *
     * @param make unless docker refuses, nobody knows how far it came when that fails
     * @param look looks at what was made
     */
    static DockerNetwork run(DockerClient docker, String name, Runnable make, Supplier<DockerNetwork> look) {
        boolean made = false;
        try {
            make.run();
            made = true;
            return look.get();
        } catch (Failure failure) {
            throw switch (failure.kind()) {
                case FAILED, TIMEOUT, INTERRUPTED -> undone(docker, name, failure);
                default ->
                    made ? failure.withMessage("the change was made, but cannot be shown: " + failure.text()) : failure;
            };
        }
    }

    private static Failure undone(DockerClient docker, String name, Failure cause) {
        try {
            docker.remove(name);
            return cause;
        } catch (Failure failure) {
            return failure.kind() == ErrorKind.NOT_FOUND
                    ? cause
                    : cause.withMessage(cause.text() + "; and the network may be there: " + failure.text());
        }
    }

    private void tell(Device parent, PortSettings settings, List<DockerSubnet> subnets) {
        if (host.device(Netns.current(), parent.name()).isEmpty()) {
            notes.note(
                    "docker makes " + parent.name() + ", VLAN " + parent.vlan() + ", and deletes it with the network");
        }
        Advice.parentDown(notes, parent);
        if (!spec.hasIpv4()) {
            notes.note("docker adds an IPv4 subnet of its own choice");
        }
        for (int i = 0; i < subnets.size(); i++) {
            DockerSubnet before = spec.subnets().get(i);
            List<AuxAddress> reserved = subnets.get(i).reserved();
            if (reserved.size() > before.reserved().size()) {
                notes.note("kept from containers, since in use: "
                        + String.join(
                                ", ",
                                reserved.subList(before.reserved().size(), reserved.size()).stream()
                                        .map(one -> one.address() + " (" + Display.safe(one.name()) + ")")
                                        .toList()));
            }
            if (settings.mode() == Mode.L2 && before.gateway() == null && !spec.internal()) {
                notes.note("docker takes " + before.given().first() + " for the gateway of " + before.subnet()
                        + ": name the router with --gateway if it is another");
            }
        }
        Advice.upstreamNetworks(
                notes,
                settings.mode(),
                subnets.stream().map(DockerSubnet::subnet).toList(),
                parent);
    }
}
