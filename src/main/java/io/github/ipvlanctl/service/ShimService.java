package io.github.ipvlanctl.service;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.iproute2.IpClient;
import io.github.ipvlanctl.iproute2.IpLink;
import io.github.ipvlanctl.iproute2.Step;
import io.github.ipvlanctl.iproute2.Transaction;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.Shim;
import io.github.ipvlanctl.model.ShimSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The links by which this machine reaches its parents' other links. */
public final class ShimService {
    private final IpClient ip;
    private final HostReader reader;
    private final DockerSettings docker;
    private final Notes notes;

    ShimService(IpClient ip, HostReader reader, DockerSettings docker, Notes notes) {
        this.ip = ip;
        this.reader = reader;
        this.docker = docker;
        this.notes = notes;
    }

    /**
     * Prepares a shim.
     *
     * @param ifNotExists be content with one that is there, and have it lead to what it does not lead to yet
     * @throws Failure when the machine, as it stands, forbids it
     */
    public Prepared<List<Shim>> add(ShimSpec spec, boolean ifNotExists) {
        return new ShimAddition(ip, reader, docker, notes, spec, ifNotExists).prepare();
    }

    /**
     * Prepares the deletion of a parent's shim.
     *
     * @param ifExists be content when it has none
     * @throws Failure of kind {@code NOT_FOUND} when it has none
     */
    public Prepared<List<Shim>> deleteOn(InterfaceName parent, boolean ifExists) {
        Host host = reader.here();
        Link shim = Shim.among(host.portOn(host.require(parent)).orElse(null)).orElse(null);
        if (shim == null && !ifExists) {
            throw Failure.notFound(parent + " has no shim", "'ipvlanctl host show' lists those that there are");
        }
        return deletion(shim);
    }

    /**
     * Prepares the deletion of a shim.
     *
     * @param ifExists be content when there is no such device
     * @throws Failure of kind {@code NOT_FOUND} when there is none, {@code CONFLICT} when it is no shim
     */
    public Prepared<List<Shim>> delete(InterfaceName name, boolean ifExists) {
        Host host = reader.here();
        if (ifExists && host.device(Netns.current(), name).isEmpty()) {
            return deletion(null);
        }
        Link link = host.requireLink(name);
        if (!Shim.isOne(link.device())) {
            throw Failure.conflict(
                    name + " is not a shim of ipvlanctl's",
                    "'ipvlanctl host show' lists those; 'ipvlanctl link del' deletes other links");
        }
        return deletion(link);
    }

    private Prepared<List<Shim>> deletion(@Nullable Link shim) {
        List<Step> steps = shim == null ? List.of() : List.of(Step.of(IpLink.delete(shim.netns(), shim.name())));
        return new Prepared<>(Transaction.of(ip, steps), List::of);
    }

    /**
     * The shims of the current namespace.
     *
     * @param parent only that one's, or null for all
     * @throws Failure of kind {@code NOT_FOUND} when there is no such device
     */
    public List<Shim> show(@Nullable InterfaceName parent) {
        Host host = reader.asFarAsAllowed();
        Device only = parent == null ? null : host.require(parent);
        List<Port> ports = host.ports().stream()
                .filter(port -> only == null || only.is(port.parent()))
                .toList();
        List<Link> links = ports.stream()
                .flatMap(port -> Shim.among(port).stream())
                .filter(link -> link.netns().equals(Netns.current()))
                .toList();
        List<Route> routes = links.isEmpty() ? List.of() : ip.routes(Netns.current(), null);
        return links.stream()
                .map(link -> Shim.of(link, host.portOf(link), routes))
                .toList();
    }
}
