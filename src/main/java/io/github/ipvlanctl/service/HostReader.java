package io.github.ipvlanctl.service;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.iproute2.IpClient;
import io.github.ipvlanctl.iproute2.Namespaces;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsIds;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at the machine. */
final class HostReader {
    private final IpClient ip;
    private final Namespaces namespaces;
    private final @Nullable NetnsName home;
    private final Notes notes;

    HostReader(IpClient ip, Namespaces namespaces, @Nullable NetnsName home, Notes notes) {
        this.ip = ip;
        this.namespaces = namespaces;
        this.home = home;
        this.notes = notes;
    }

    /** The same, for who looks again and again: each note is given once. */
    HostReader repeatedly() {
        Set<String> given = new HashSet<>();
        return new HostReader(ip, namespaces, home, text -> {
            if (given.add(text)) {
                notes.note(text);
            }
        });
    }

    /** The current namespace alone. */
    Host here() {
        return new Host(ip.devices(Netns.current()));
    }

    /**
     * All namespaces, named or held by processes: a port's links may be in any of them.
     *
     * @throws Failure of kind {@code PERMISSION} when the caller may not look into one
     */
    Host everywhere() {
        List<Device> devices = new ArrayList<>(ip.devices(Netns.current()));
        Namespaces.Others others = namespaces.others(home);
        devices.addAll(ip.devices(others.netns()));
        if (!others.complete()) {
            notes.note("the namespaces of some processes cannot be read: links in them are not seen");
        }
        Host host = new Host(devices);
        Set<Netns> unclear = host.unclear();
        return unclear.isEmpty() ? host : new Host(devices, ids(unclear));
    }

    private NetnsIds ids(Set<Netns> asked) {
        Map<Netns, Map<Integer, Netns>> ids = new HashMap<>();
        for (Netns netns : asked) {
            Map<Integer, Netns> located = new HashMap<>();
            ip.netnsIds(netns).forEach((netnsid, name) -> located.put(netnsid, locate(name)));
            ids.put(netns, located);
        }
        return new NetnsIds(ids);
    }

    /** All namespaces, or where the caller may not look into the others, the current one with a note. */
    Host asFarAsAllowed() {
        try {
            return everywhere();
        } catch (Failure failure) {
            if (failure.kind() != ErrorKind.PERMISSION) {
                throw failure;
            }
            notes.note("other namespaces cannot be looked into without root: links there are not seen");
            return here();
        }
    }

    /** The current namespace; the others too when a link's parent is in one of them. */
    Host withParents() {
        Host here = here();
        for (Link link : here.links()) {
            if (link.parent() == null) {
                return asFarAsAllowed();
            }
        }
        return here;
    }

    /** Where the named namespace is as seen from here: the current one may be meant. */
    Netns locate(NetnsName name) {
        return namespaces.isCurrent(name, home) ? Netns.current() : Netns.named(name);
    }

    /**
     * What {@code ip link set … netns} takes for the current namespace: its name, or a process in it; the machine's first one
     * if that will do, so that what a dry run prints holds when this process has ended.
     */
    String currentForMove() {
        if (home != null) {
            return home.value();
        }
        return namespaces.holdsCurrent(1)
                ? "1"
                : Long.toString(ProcessHandle.current().pid());
    }

    /** True when another namespace than this process's own is the current one. */
    boolean isAway() {
        return home != null;
    }

    /** Which of the namespaces each of the processes is in; those in none of them are left out. */
    Map<Long, Netns> whereabouts(Collection<Netns.OfProcess> known, Collection<Long> pids) {
        return namespaces.whereabouts(known, pids);
    }

    /** Whether a namespace has that name. */
    boolean exists(NetnsName name) {
        return namespaces.exists(name);
    }

    /**
     * Checks that a namespace has that name.
     *
     * @param advice what to do when it does not and no name is close
     * @throws Failure of kind {@code NOT_FOUND}
     */
    void requireNetns(NetnsName name, @Nullable String advice) {
        if (exists(name)) {
            return;
        }
        List<String> known =
                namespaces.named().stream().map(NetnsName::toString).toList();
        List<String> close = Suggestions.closest(name.toString(), known);
        String hint =
                advice != null && close.isEmpty() ? advice : Suggestions.hint(name.toString(), known, "there are");
        throw Failure.notFound("there is no namespace " + name, hint);
    }

    /** What tells the namespace of that name from a later one; null when there is none. */
    @Nullable
    String identity(NetnsName name) {
        return namespaces.identity(name);
    }

    /** Those of the named namespaces that processes are in, each with the lowest id of them. */
    Map<NetnsName, Long> inhabited(Collection<NetnsName> names) {
        return names.isEmpty() ? Map.of() : namespaces.inhabited(names);
    }

    /** The names that stand for no namespace. */
    List<NetnsName> stale() {
        return namespaces.stale();
    }

    /** The names of all named namespaces. */
    List<NetnsName> names() {
        return namespaces.named();
    }
}
