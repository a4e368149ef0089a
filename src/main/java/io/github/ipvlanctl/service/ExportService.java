package io.github.ipvlanctl.service;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.export.ManifestExport;
import io.github.ipvlanctl.iproute2.IpClient;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Display;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.LinkState;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.StackName;
import io.github.ipvlanctl.model.Suggestions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The live links in other words. */
public final class ExportService {
    private final IpClient ip;
    private final HostReader reader;
    private final Notes notes;

    ExportService(IpClient ip, HostReader reader, Notes notes) {
        this.ip = ip;
        this.reader = reader;
        this.notes = notes;
    }

    /**
     * Which links a manifest is to hold. A manifest has one owner at most.
     *
     * @param parent only that parent's, or null for all
     * @param stack only that stack's, or null for those of the only one there is
     * @param unowned only those that no stack owns
     */
    public record Selection(
            @Nullable InterfaceName parent, @Nullable StackName stack, boolean unowned) {
        /** Checks that the two do not contradict each other. */
        public Selection {
            if (stack != null && unowned) {
                throw Failure.usage("--stack and --unowned contradict each other", "give one of them");
            }
        }
    }

    /**
     * The live links as a manifest, in maps and lists.
     *
     * @throws Failure of kind {@code NOT_FOUND} when there is no such parent or stack, {@code CONFLICT} when it would have
     *     several owners
     */
    public Map<String, Object> manifest(Selection selection) {
        Host host = reader.everywhere();
        InterfaceName parent = selection.parent();
        Device only = parent == null ? null : host.require(parent);
        List<Port> ports = host.ports().stream()
                .filter(port -> port.parent() != null && port.parent().netns().equals(Netns.current()))
                .filter(port -> only == null || only.is(port.parent()))
                .map(this::sayable)
                .toList();
        String stack = selection.unowned() ? null : owner(selection.stack(), ports);
        if (stack != null && selection.stack() == null) {
            noteUnowned(ports);
        }
        List<Port> owned = ports.stream()
                .map(port -> restricted(port, link -> Objects.equals(link.stack(), stack)))
                .filter(port -> !port.links().isEmpty())
                .toList();
        Map<Netns, List<Route>> routes = ip.routes(owned.stream()
                .flatMap(port -> port.links().stream())
                .filter(link -> link.device().state() != LinkState.DOWN)
                .map(Link::netns)
                .distinct()
                .toList());
        return ManifestExport.of(
                stack,
                owned,
                link -> routes.getOrDefault(link.netns(), List.of()).stream()
                        .filter(route -> route.dev().equals(link.name()))
                        .toList(),
                notes::note);
    }

    private static @Nullable String owner(@Nullable StackName asked, List<Port> ports) {
        List<String> stacks = ports.stream()
                .flatMap(port -> port.links().stream())
                .map(Link::stack)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (asked != null && !stacks.contains(asked.value())) {
            throw Failure.notFound("there is no stack " + asked, Suggestions.hint(asked.value(), stacks, "there are"));
        }
        if (asked == null && stacks.size() > 1) {
            throw Failure.conflict(
                    "the links belong to several stacks: " + Display.safe(String.join(", ", stacks)),
                    "export one stack's with --stack NAME, or those of none with --unowned");
        }
        return asked != null ? asked.value() : stacks.isEmpty() ? null : stacks.get(0);
    }

    /** Only the owner's links can be in the manifest: a plan would want to make the others its own. */
    private void noteUnowned(List<Port> ports) {
        List<Link> unowned = ports.stream()
                .flatMap(port -> port.links().stream())
                .filter(link -> link.stack() == null)
                .toList();
        if (!unowned.isEmpty()) {
            notes.note("what no stack owns is left out: " + Port.names(unowned) + "; export it with --unowned");
        }
    }

    /** A manifest cannot speak of namespaces without a name, nor of names that mean something else in it. */
    private Port sayable(Port port) {
        Port named = restricted(port, link -> !(link.netns() instanceof Netns.OfProcess));
        if (named.links().size() < port.links().size()) {
            notes.note((port.links().size() - named.links().size()) + " links of " + port.parentLabel()
                    + " are left out: their namespaces have no names");
        }
        Port sayable = restricted(named, link -> !isMisread(link));
        if (sayable.links().size() < named.links().size()) {
            notes.note((named.links().size() - sayable.links().size()) + " links of " + port.parentLabel()
                    + " are left out: a manifest cannot hold their names, or their namespaces'");
        }
        return sayable;
    }

    private static boolean isMisread(Link link) {
        String netns = link.netns().label();
        return link.name().value().indexOf('%') >= 0 || (netns != null && netns.indexOf('{') >= 0);
    }

    private static Port restricted(Port port, Predicate<Link> which) {
        return new Port(
                port.parent(),
                port.settings(),
                port.links().stream().filter(which).toList());
    }
}
