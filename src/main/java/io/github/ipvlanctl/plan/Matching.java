package io.github.ipvlanctl.plan;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.iproute2.LinkCreation;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Display;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.StackName;
import io.github.ipvlanctl.plan.manifest.Problems;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which of the machine's devices each wanted parent and link is, and which links have to go. */
final class Matching {
    private record Place(Netns netns, InterfaceName name) {}

    private final DesiredState state;
    private final Surroundings surroundings;
    private final Host host;
    private final Problems problems;
    private final Map<InterfaceName, Device> parents = new HashMap<>();
    private final List<DesiredLink> links;
    // A device is seen once, and has many fields: comparing them all would take long where there are many devices.
    private final IdentityHashMap<DesiredLink, Device> existing = new IdentityHashMap<>();
    private final IdentityHashMap<Device, DesiredLink> matched = new IdentityHashMap<>();
    private final Set<Device> going = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Link> deleted;
    private final Map<NetnsName, Netns> located = new HashMap<>();
    private @Nullable Map<InterfaceName, List<Device>> strays;

    /**
     * Looks for all that is wanted.
     *
     * @param prune whether the stack's links that are not wanted go
     * @param problems gets what is not there, and what is somebody else's
     */
    Matching(DesiredState state, Surroundings surroundings, boolean prune, Problems problems) {
        this.state = state;
        this.surroundings = surroundings;
        this.host = surroundings.host();
        this.problems = problems;
        state.parents().forEach(this::findParent);
        this.links = state.links().stream()
                .filter(link -> parents.containsKey(link.parent()))
                .toList();
        links.forEach(this::match);
        this.deleted = host.links().stream()
                .filter(link -> !matched.containsKey(link.device()))
                .filter(link -> LinkCreation.isLeftOver(link.device()) || (prune && isOurs(link.device())))
                .toList();
        deleted.forEach(link -> going.add(link.device()));
    }

    /** The wanted parents that are there. */
    List<DesiredState.DesiredParent> parents() {
        return state.parents().stream()
                .filter(parent -> parents.containsKey(parent.name()))
                .toList();
    }

    /** The wanted links whose parents are there. */
    List<DesiredLink> links() {
        return links;
    }

    /** A parent that is there. */
    Device device(InterfaceName parent) {
        return Objects.requireNonNull(parents.get(parent));
    }

    /** The link as it is, or null when it has to be made. */
    @Nullable
    Device device(DesiredLink link) {
        return existing.get(link);
    }

    /** What the device shall be, or null when nobody here speaks of it. */
    @Nullable
    DesiredLink wanted(Device device) {
        return matched.get(device);
    }

    /** The links that go: pruned, or left over by a run that was ended. */
    List<Link> deleted() {
        return deleted;
    }

    boolean isDeleted(Device device) {
        return going.contains(device);
    }

    /** Where the link shall be. */
    Netns netnsOf(DesiredLink link) {
        NetnsName name = link.netns();
        return name == null
                ? Netns.current()
                : located.computeIfAbsent(name, n -> surroundings.exists(n) ? surroundings.locate(n) : Netns.named(n));
    }

    private void findParent(DesiredState.DesiredParent wanted) {
        try {
            parents.put(wanted.name(), host.require(wanted.name()));
        } catch (Failure failure) {
            problems.add(wanted.at(), failure);
        }
    }

    /** Finds the link where it should be, or, if it is the stack's own, where somebody has moved it. */
    private void match(DesiredLink link) {
        Device device = host.device(netnsOf(link), link.name()).orElseGet(() -> strayed(link));
        if (device == null) {
            return;
        }
        if (!device.isIpvlan()) {
            problems.add(link.at(), "there is a device " + device.label() + " already, and it is no IPvlan link");
            return;
        }
        String owner = StackName.in(device.alias());
        if (owner != null && !isOurs(device)) {
            String in = device.netns() instanceof Netns.Named named ? " -n " + named.name() : "";
            problems.add(
                    link.at(),
                    device.label() + " belongs to stack " + owner + " (free it with 'ipvlanctl" + in + " link set "
                            + device.name() + " --alias \"\"', or all of the stack's with 'ipvlanctl destroy "
                            + Display.safe(owner) + "')");
            return;
        }
        Link found = host.asLink(device);
        if (!device(link.parent()).equals(found.parent()) && owner == null) {
            problems.add(
                    link.at(),
                    device.label() + " is on " + found.parentLabel() + ", not on " + link.parent()
                            + ", and is nobody's: delete it first");
            return;
        }
        existing.put(link, device);
        matched.put(device, link);
    }

    private boolean isOurs(Device device) {
        StackName stack = state.stack();
        return stack != null && stack.value().equals(StackName.in(device.alias()));
    }

    private @Nullable Device strayed(DesiredLink link) {
        if (strays == null) {
            strays = strays();
        }
        return strays.getOrDefault(link.name(), List.of()).stream()
                .filter(device -> !matched.containsKey(device))
                .findFirst()
                .orElse(null);
    }

    /** The stack's links that are where it wants none, by name. */
    private Map<InterfaceName, List<Device>> strays() {
        Set<Place> wanted = state.links().stream()
                .map(link -> new Place(netnsOf(link), link.name()))
                .collect(Collectors.toSet());
        return host.devices().stream()
                .filter(Device::isIpvlan)
                .filter(this::isOurs)
                .filter(device -> !wanted.contains(new Place(device.netns(), device.name())))
                .collect(Collectors.groupingBy(Device::name));
    }
}
