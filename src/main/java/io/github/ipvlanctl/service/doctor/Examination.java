package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.iproute2.IpClient;
import io.github.ipvlanctl.iproute2.IpCommand;
import io.github.ipvlanctl.iproute2.Probe;
import io.github.ipvlanctl.model.Change;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.DockerNetwork;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.PortSettings;
import io.github.ipvlanctl.model.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the checks look at: a machine, or the part of it that was asked for. Each thing is read once. */
public final class Examination {
    private final IpClient ip;
    private final Probe probe;
    private final @Nullable NetnsName home;
    private final Supplier<Host> reader;
    private final Scope scope;
    private final Declared declared;
    private final Supplier<List<NetnsName>> stale;
    private final Function<Map<String, PortSettings>, List<DockerNetwork>> docker;

    private @Nullable Host host;
    private final Map<Netns, List<Route>> routes = new HashMap<>();
    private final Map<Netns, Map<String, String>> settings = new HashMap<>();

    /**
     * What to look at.
     *
     * @param parent a device that is, or shall be, a parent: it and its links alone; or null
     * @param link this link and its parent alone; or null
     */
    public record Scope(@Nullable Device parent, @Nullable Link link) {}

    /**
     * What manifests want.
     *
     * @param files their names as options have them: {@code -f edge.yaml}; none when there are none
     * @param changes what it would take
     */
    public record Declared(List<String> files, Supplier<List<Change>> changes) {}

    /**
     * A machine.
     *
     * @param home the named namespace that is current, or null for the caller's own
     * @param host all devices that can be seen
     * @param stale names that stand for no namespace
     * @param docker its networks that have other settings than those parents of the current namespace, which go by their names
     */
    public Examination(
            IpClient ip,
            @Nullable NetnsName home,
            Supplier<Host> host,
            Scope scope,
            Declared declared,
            Supplier<List<NetnsName>> stale,
            Function<Map<String, PortSettings>, List<DockerNetwork>> docker) {
        this.ip = ip;
        this.probe = ip.probe();
        this.home = home;
        this.reader = host;
        this.scope = scope;
        this.declared = declared;
        this.stale = stale;
        this.docker = docker;
    }

    // ---- what there is ---------------------------------------------------------------------------------------------

    IpClient ip() {
        return ip;
    }

    Probe probe() {
        return probe;
    }

    Declared declared() {
        return declared;
    }

    List<NetnsName> stale() {
        return stale.get();
    }

    List<DockerNetwork> disagreeing(Map<String, PortSettings> byParent) {
        return docker.apply(byParent);
    }

    boolean withSudo() {
        return ip.isWithSudo();
    }

    Host host() {
        if (host == null) {
            host = reader.get();
        }
        return host;
    }

    /** The links that were asked for. */
    List<Link> links() {
        Link only = scope.link();
        if (only != null) {
            return List.of(only);
        }
        Device on = scope.parent();
        return host().links().stream()
                .filter(link -> on == null || on.is(link.parent()))
                .toList();
    }

    /** Those of them that meet a condition. */
    List<Link> links(Predicate<Link> condition) {
        return links().stream().filter(condition).toList();
    }

    /** Their parents, and the one that was asked for. */
    List<Device> parents() {
        List<Device> parents = new ArrayList<>();
        if (scope.parent() != null) {
            parents.add(scope.parent());
        }
        for (Link link : links()) {
            Device parent = link.parent();
            if (parent != null && parents.stream().noneMatch(parent::is)) {
                parents.add(parent);
            }
        }
        return parents;
    }

    /** The ports that the links belong to, whole, those of parents that cannot be seen left out. */
    List<Port> ports() {
        return parents().stream()
                .flatMap(parent -> host().portOn(parent).stream())
                .toList();
    }

    /** The routes of a namespace, those of the table local left out. */
    List<Route> routes(Netns netns) {
        return routes.computeIfAbsent(netns, place -> ip.routes(place, null));
    }

    /**
     * A device's value below /proc/sys/net, or nothing when it cannot be read.
     *
     * @param family {@code ipv4} or {@code ipv6}
     * @param device its name, or {@code all}
     */
    Optional<String> setting(Netns netns, String family, String device, String name) {
        return Optional.ofNullable(settings.computeIfAbsent(netns, this::read).get(path(family, device, name)));
    }

    /** An IPv4 value of which the larger one holds, the device's or that of {@code all} (ip-sysctl: rp_filter). */
    Optional<Integer> larger(Netns netns, String device, String name) {
        return number(netns, device, name)
                .flatMap(one -> number(netns, "all", name).map(all -> Math.max(one, all)));
    }

    private Optional<Integer> number(Netns netns, String device, String name) {
        return setting(netns, "ipv4", device, name)
                .filter(text -> text.matches("-?\\d{1,9}"))
                .map(Integer::valueOf);
    }

    private static String path(String family, String device, String name) {
        return "/proc/sys/net/" + family + "/conf/" + device + "/" + name;
    }

    /** One process for each namespace reads all that any check asks for there. */
    private Map<String, String> read(Netns netns) {
        List<String> names = new ArrayList<>(List.of("all"));
        host().devices(netns).forEach(device -> names.add(device.name().value()));
        List<String> paths = new ArrayList<>();
        for (String name : names) {
            paths.add(path("ipv4", name, "rp_filter"));
            paths.add(path("ipv4", name, "forwarding"));
            paths.add(path("ipv6", name, "disable_ipv6"));
        }
        return probe.files(netns, paths);
    }

    /** What tells a namespace from others: {@code net:[4026531840]}; empty when nobody can tell. */
    String identity(Netns netns) {
        return probe.run(netns, List.of("readlink", "/proc/self/ns/net"))
                .map(answer -> answer.out().strip())
                .orElse("");
    }

    // ---- what to do about it ---------------------------------------------------------------------------------------

    /** A command of {@code ip} as text for a shell. */
    String text(IpCommand command) {
        return ip.text(command);
    }

    /** The same, from its words. */
    String text(Netns netns, String... words) {
        return ip.text(new IpCommand(netns, List.of(words)));
    }

    /** What sets a device's value below /proc/sys/net. */
    String setting(Netns netns, String family, String device, String name, int value) {
        return probe.text(netns, List.of("sh", "-c", "echo " + value + " > " + path(family, device, name)));
    }

    /** A command of this program, to run where {@code netns} is current; nothing where it cannot act there. */
    List<String> own(Netns netns, String... words) {
        if (netns instanceof Netns.OfProcess) {
            return List.of();
        }
        List<String> argv = new ArrayList<>(List.of("ipvlanctl"));
        NetnsName name = netns instanceof Netns.Named named ? named.name() : home;
        if (name != null) {
            argv.addAll(List.of("-n", name.value()));
        }
        argv.addAll(List.of(words));
        return List.of(Probe.text(argv));
    }
}
