package io.github.ipvlanctl.service;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.iproute2.IpClient;
import io.github.ipvlanctl.iproute2.Step;
import io.github.ipvlanctl.iproute2.Transaction;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.PortSettings;
import io.github.ipvlanctl.model.Shim;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Mode and flag, which a port has once for all its links. */
public final class PortService {
    private final IpClient ip;
    private final HostReader reader;
    private final DockerSettings docker;
    private final Notes notes;

    PortService(IpClient ip, HostReader reader, DockerSettings docker, Notes notes) {
        this.ip = ip;
        this.reader = reader;
        this.docker = docker;
        this.notes = notes;
    }

    /**
     * Prepares another mode or flag of a port.
     *
     * @param name the parent, or one of its links
     * @param mode the new mode, or null for the present one
     * @param flag the new flag, or null for the present one
     * @param switchSiblings needed when a link is named and is not the only one
     */
    public Prepared<List<Port>> set(
            InterfaceName name, @Nullable Mode mode, @Nullable Flag flag, boolean switchSiblings) {
        Host host = reader.everywhere();
        Device device = host.require(name);
        Port port = port(host, device);
        PortSettings wanted = port.with(mode, flag);
        if (device.isIpvlan() && !switchSiblings) {
            List<Link> siblings = port.links().stream()
                    .filter(link -> !link.device().equals(device))
                    .toList();
            port.refuseSwitch(
                    name.toString(),
                    wanted,
                    siblings,
                    "add --switch-siblings to switch " + Port.all(port.links().size())
                            + ", or name the parent instead");
        }
        if (wanted.mode() != port.settings().mode()) {
            List<Cidr> addresses = port.links().stream()
                    .filter(link -> !Shim.isOne(link.device()))
                    .flatMap(link -> link.device().assignedAddresses().stream())
                    .toList();
            Advice.upstream(notes, wanted.mode(), addresses, port.parent());
        }
        Device parent = port.parent();
        if (parent != null && !wanted.equals(port.settings())) {
            docker.advise(parent, wanted);
        }
        List<Step> steps = wanted.equals(port.settings()) ? List.of() : List.of(Step.ofPort(port, wanted));
        return new Prepared<>(Transaction.of(ip, steps), () -> List.of(readBack(port)));
    }

    private Port readBack(Port port) {
        Device any = port.anyLink();
        Device now = ip.device(any.netns(), any.name()).orElse(any);
        List<Link> links = new ArrayList<>();
        PortSettings settings = now.settings() == null ? port.settings() : now.settings();
        for (Link link : port.links()) {
            links.add(new Link(link.device(), settings, link.parent()));
        }
        return new Port(port.parent(), settings, links);
    }

    /**
     * The ports that can be seen, or the one of a device.
     *
     * @param name a parent or a link, or null for all
     */
    public List<Port> show(@Nullable InterfaceName name) {
        Host host = reader.asFarAsAllowed();
        return name == null ? host.ports() : List.of(port(host, host.require(name)));
    }

    /** The port of a parent or a link. */
    static Port port(Host host, Device device) {
        if (device.isIpvlan()) {
            return host.portOf(host.asLink(device));
        }
        return host.portOn(device)
                .orElseThrow(() -> Failure.notFound(
                        device.name() + " has no IPvlan links, so it has no mode and no flag",
                        "make one with 'ipvlanctl link add NAME --parent " + device.name() + "'"));
    }
}
