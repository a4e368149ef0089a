package io.github.ipvlanctl.service;

import io.github.ipvlanctl.docker.DockerClient;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.iproute2.IpClient;
import io.github.ipvlanctl.iproute2.IpCommand;
import io.github.ipvlanctl.iproute2.IpLink;
import io.github.ipvlanctl.iproute2.Restoring;
import io.github.ipvlanctl.iproute2.Step;
import io.github.ipvlanctl.iproute2.Transaction;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.LinkSpec;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Route;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Making, changing, deleting and listing IPvlan links. */
public final class LinkService {
    private final IpClient ip;
    private final DockerClient docker;
    private final HostReader reader;
    private final DockerSettings dockerSettings;
    private final Notes notes;

    LinkService(IpClient ip, DockerClient docker, HostReader reader, DockerSettings dockerSettings, Notes notes) {
        this.ip = ip;
        this.docker = docker;
        this.reader = reader;
        this.dockerSettings = dockerSettings;
        this.notes = notes;
    }

    /**
     * What {@code link add} may do beside making the link.
     *
     * @param createNetns make the namespace when it is missing
     * @param ifNotExists be content with a link that is as asked already
     * @param switchSiblings give the parent's other links the new mode and flag
     */
    public record AddOptions(boolean createNetns, boolean ifNotExists, boolean switchSiblings) {}

    /**
     * Prepares a new link.
     *
     * @param parent the parent's name, or null for the device of the default route
     * @throws Failure when the machine, as it stands, forbids it
     */
    public Prepared<List<Link>> add(LinkSpec spec, @Nullable InterfaceName parent, AddOptions options) {
        return new LinkAddition(ip, reader, dockerSettings, notes, spec, options)
                .prepare(parent == null ? defaultParent() : parent);
    }

    private InterfaceName defaultParent() {
        return ip.defaultRoutes(Netns.current()).stream()
                .min((a, b) -> Long.compare(a.metric() == null ? 0 : a.metric(), b.metric() == null ? 0 : b.metric()))
                .orElseThrow(() -> Failure.notFound(
                        "there is no default route, so no parent to take", "name one with --parent DEV"))
                .dev();
    }

    /** Prepares changes to a link. */
    public Prepared<List<Link>> set(InterfaceName name, LinkChange change) {
        Host host = change.into() == null ? reader.withParents() : reader.everywhere();
        return new LinkAlteration(ip, reader, host, host.requireLink(name), change).prepare();
    }

    /**
     * Prepares the deletion of links, all of them or none.
     *
     * @param ifExists be content when some are gone already
     */
    public Prepared<List<Link>> delete(List<InterfaceName> names, boolean ifExists) {
        Set<InterfaceName> each = new LinkedHashSet<>(names);
        Host host = each.size() > 1 ? reader.withParents() : reader.here();
        List<Link> links = each.stream()
                .filter(name -> !ifExists || host.device(Netns.current(), name).isPresent())
                .map(host::requireLink)
                .toList();
        // One that is not deleted need not be made again.
        List<Route> routes = links.size() > 1 ? ip.routes(Netns.current(), null) : List.of();
        List<Step> steps = new ArrayList<>();
        for (Link link : links) {
            List<IpCommand> undo =
                    links.size() > 1 ? Restoring.link(link, through(link, routes), reader.currentForMove()) : List.of();
            steps.add(new Step(IpLink.delete(link.netns(), link.name()), undo, false, null));
        }
        return new Prepared<>(Transaction.of(ip, steps), List::of);
    }

    private static List<Route> through(Link link, List<Route> routes) {
        return routes.stream().filter(route -> route.dev().equals(link.name())).toList();
    }

    /**
     * The links of the current namespace, or of all: those in the namespaces of processes with the containers that they
     * belong to, where docker knows.
     *
     * @param names only those; all when empty
     * @param parent only the links of that parent, or null
     * @throws Failure of kind {@code NOT_FOUND} when one of the names, or the parent, is not there
     */
    public List<Link> show(List<InterfaceName> names, @Nullable InterfaceName parent, boolean allNetns) {
        Host host = allNetns ? reader.everywhere() : reader.withParents();
        Device onlyOn = parent == null ? null : host.require(parent);
        List<Link> links = new ArrayList<>();
        for (Link link : host.links()) {
            if ((names.isEmpty() || names.contains(link.name()))
                    && (onlyOn == null || onlyOn.is(link.parent()))
                    && (allNetns || link.netns().equals(Netns.current()))) {
                links.add(link);
            }
        }
        for (InterfaceName name : names) {
            if (links.stream().noneMatch(link -> link.name().equals(name))) {
                Link elsewhere = host.requireLink(name);
                throw Failure.notFound(
                        elsewhere.name() + " is not on " + parent, "it is on " + elsewhere.parentLabel());
            }
        }
        return allNetns ? Containers.named(links, docker, reader) : links;
    }

    /** The names of the current namespace's links. */
    public List<String> names() {
        return reader.here().links().stream().map(link -> link.name().value()).toList();
    }

    /** A link as the kernel has it now. */
    static List<Link> readBack(IpClient ip, Netns netns, InterfaceName name, @Nullable Device parent) {
        Optional<Device> device = ip.device(netns, name);
        return device.filter(Device::isIpvlan)
                .map(now -> List.of(new Link(now, Objects.requireNonNull(now.settings()), parent)))
                .orElseThrow(() -> Failure.notFound(
                        name + netns.remark() + " is gone again", "another program may have deleted it"));
    }
}
