package io.github.ipvlanctl.service;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.iproute2.IpClient;
import io.github.ipvlanctl.iproute2.IpLink;
import io.github.ipvlanctl.iproute2.IpNetns;
import io.github.ipvlanctl.iproute2.Step;
import io.github.ipvlanctl.iproute2.Transaction;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.LinkState;
import io.github.ipvlanctl.model.NamedNetns;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Named network namespaces. */
public final class NetnsService {
    static final InterfaceName LOOPBACK = new InterfaceName("lo");

    private final IpClient ip;
    private final HostReader reader;

    NetnsService(IpClient ip, HostReader reader) {
        this.ip = ip;
        this.reader = reader;
    }

    /** The named namespaces with the IPvlan links in them, which only root can see. */
    public List<NamedNetns> list() {
        return reader.names().stream()
                .map(name -> new NamedNetns(name, linksOrNull(name)))
                .toList();
    }

    /** Their names alone. */
    public List<String> names() {
        return reader.names().stream().map(NetnsName::value).toList();
    }

    private @Nullable List<Link> linksOrNull(NetnsName name) {
        try {
            return links(name);
        } catch (Failure failure) {
            if (failure.kind() == ErrorKind.PERMISSION) {
                return null;
            }
            throw failure;
        }
    }

    private List<Link> links(NetnsName name) {
        return new Host(ip.devices(reader.locate(name))).links();
    }

    /** The steps to a new namespace, with its loopback device up. */
    static List<Step> making(NetnsName name) {
        return List.of(
                Step.of(IpNetns.add(name), IpNetns.delete(name)), Step.of(IpLink.up(Netns.named(name), LOOPBACK)));
    }

    /**
     * The steps that are left to a namespace with {@code devices}: when nothing in it is up, it was made and no more, as by a
     * run that was killed.
     */
    static List<Step> finishing(List<Device> devices) {
        boolean begun = devices.stream().anyMatch(device -> device.state() != LinkState.DOWN);
        return devices.stream()
                .filter(device -> !begun && device.name().equals(LOOPBACK))
                .map(Device::netns)
                .map(netns -> Step.of(IpLink.up(netns, LOOPBACK), IpLink.down(netns, LOOPBACK)))
                .toList();
    }

    /**
     * Prepares a new namespace, with its loopback device up.
     *
     * @param ifNotExists be content when it is there already, and finish it when it was made and no more
     */
    public Prepared<List<NamedNetns>> add(NetnsName name, boolean ifNotExists) {
        boolean there = reader.exists(name);
        if (there && !ifNotExists) {
            throw Failure.conflict("there is a namespace " + name + " already", "add --if-not-exists if that is fine");
        }
        List<Step> steps = there ? finishing(ip.devices(reader.locate(name))) : making(name);
        return new Prepared<>(Transaction.of(ip, steps), () -> List.of(new NamedNetns(name, linksOrNull(name))));
    }

    /**
     * Prepares the deletion of a namespace.
     *
     * @param force even if it holds IPvlan links, which are destroyed with it
     * @param ifExists be content when it is gone already
     */
    public Prepared<List<NamedNetns>> delete(NetnsName name, boolean force, boolean ifExists) {
        if (ifExists && !reader.exists(name)) {
            return new Prepared<>(Transaction.of(ip, List.of()), List::of);
        }
        reader.requireNetns(name, null);
        List<Link> links = links(name);
        if (!links.isEmpty() && !force) {
            throw Failure.conflict(
                    "namespace " + name + " holds " + links.size() + (links.size() == 1 ? " link" : " links")
                            + ", which would be destroyed: "
                            + String.join(
                                    ", ",
                                    links.stream()
                                            .map(link -> link.name().toString())
                                            .toList()),
                    "add --force to destroy them, or move them out first");
        }
        return new Prepared<>(Transaction.of(ip, List.of(Step.of(IpNetns.delete(name)))), List::of);
    }

    /** Runs a program in a namespace, with this process's own streams; its exit code. */
    public int exec(NetnsName name, List<String> argv) {
        reader.requireNetns(name, null);
        return ip.exec(name, argv);
    }

    /** The command that {@link #exec} runs, as text for a shell. */
    public String execText(NetnsName name, List<String> argv) {
        reader.requireNetns(name, null);
        return ip.execText(name, argv);
    }
}
