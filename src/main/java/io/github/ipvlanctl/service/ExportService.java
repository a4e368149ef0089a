package io.github.ipvlanctl.service;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.export.Feature;
import io.github.ipvlanctl.export.FileWriter;
import io.github.ipvlanctl.export.LiveLinks;
import io.github.ipvlanctl.export.Target;
import io.github.ipvlanctl.export.Targets;
import io.github.ipvlanctl.iproute2.IpClient;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Display;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.LinkState;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.PortSpec;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.StackName;
import io.github.ipvlanctl.model.StackSpec;
import io.github.ipvlanctl.model.Suggestions;
import io.github.ipvlanctl.model.TextFile;
import io.github.ipvlanctl.plan.DeclaredLinks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Links in other words: those that are there, or those that manifests want. */
public final class ExportService {
    private static final String MANIFEST = "manifest";

    private final IpClient ip;
    private final HostReader reader;
    private final Notes notes;

    ExportService(IpClient ip, HostReader reader, Notes notes) {
        this.ip = ip;
        this.reader = reader;
        this.notes = notes;
    }

    /**
     * Which of the live links are meant. They have one owner at most.
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
     * A system that links can be written down for.
     *
     * @param name the word that users know it by
     * @param summary one line of help
     * @param paragraphs further ones
     * @param unsayable what it cannot say, each in a few words
     * @param refusal why nothing can be written down for it at all, or null where it can
     */
    public record Format(
            String name,
            String summary,
            List<String> paragraphs,
            List<String> unsayable,
            @Nullable String refusal) {}

    /** All of them. */
    public static List<Format> formats() {
        return Targets.ALL.stream()
                .map(target -> new Format(
                        target.name(),
                        target.summary(),
                        target.paragraphs(),
                        target.unsayable().stream().map(Feature::plural).toList(),
                        target.refusal()))
                .toList();
    }

    /**
     * The links that manifests want, written down for another system.
     *
     * @param parent only that parent's, or null for all
     * @param files their names and texts
     * @throws Failure when the manifests are not well formed, have no such parent, or the system cannot say what they say
     */
    public static List<TextFile> declared(String format, @Nullable InterfaceName parent, Map<String, String> files) {
        Target target = possible(format);
        StackSpec all = DeclaredLinks.of(files);
        List<PortSpec> ports = all.ports().stream()
                .filter(port -> parent == null || port.parent().equals(parent))
                .toList();
        if (parent != null && ports.isEmpty()) {
            List<String> names =
                    all.ports().stream().map(port -> port.parent().toString()).toList();
            throw Failure.notFound(
                    "the manifest has no parent " + parent, Suggestions.hint(parent.toString(), names, "there are"));
        }
        return Targets.files(target, new StackSpec(all.stack(), ports));
    }

    /** Writes files into a directory, all or none, as {@link FileWriter#write} does. */
    public static void write(Path directory, List<TextFile> files, boolean force) {
        FileWriter.write(directory, files, force);
    }

    /** The commands that would do the same, as text for a POSIX shell. */
    public static List<String> commands(Path directory, List<TextFile> files, boolean force) {
        return FileWriter.commands(directory, files, force);
    }

    private static Target possible(String format) {
        Target target = Targets.named(format);
        String refusal = target.refusal();
        if (refusal != null) {
            throw Failure.conflict(refusal, "export networkd or networkmanager: netplan leaves their own files alone");
        }
        return target;
    }

    /**
     * The live links, written down for another system, or in our own words.
     *
     * @throws Failure of kind {@code NOT_FOUND} when there is no such parent or stack, {@code CONFLICT} when they have several
     *     owners, or the system cannot say what they have
     */
    public List<TextFile> live(String format, Selection selection) {
        Target target = possible(format);
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
        StackSpec links = LiveLinks.of(
                stack == null ? null : new StackName(stack),
                owned,
                link -> routes.getOrDefault(link.netns(), List.of()).stream()
                        .filter(route -> route.dev().equals(link.name()))
                        .toList(),
                target.name().equals(MANIFEST) ? this::noteUnsaid : ExportService::refuseUnsaid);
        return Targets.files(target, links);
    }

    /** A plan of our own manifest leaves alone what it does not say. */
    private void noteUnsaid(String link, String what) {
        notes.note(link + ": " + what + " is left out");
    }

    private static void refuseUnsaid(String link, String what) {
        throw Failure.conflict(
                link + ": " + what + " cannot be written down",
                "'ipvlanctl export " + MANIFEST + "' leaves it out, with a note; export what that writes, with -f");
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
