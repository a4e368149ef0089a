package io.github.ipvlanctl.model;

import io.github.ipvlanctl.error.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a machine's network devices at one moment: those of the current namespace, or of all. A command reads
 * one and decides everything from it.
 */
public final class Host {
    private final List<Device> devices;
    private final NetnsIds ids;
    private final Map<Place, Device> byPlace = new HashMap<>();
    private @Nullable List<Link> links;
    private @Nullable List<Port> ports;
    private @Nullable Map<Netns, List<Device>> byNetns;
    private @Nullable Map<Integer, List<Device>> byIndex;

    /** The devices of all namespaces that were looked into. */
    public Host(List<Device> devices) {
        this(devices, NetnsIds.UNKNOWN);
    }

    /** The same, with the numbers that tell which namespaces their lower devices are in. */
    public Host(List<Device> devices, NetnsIds ids) {
        this.devices = List.copyOf(devices);
        this.ids = ids;
        for (Device device : devices) {
            byPlace.put(new Place(device.netns(), device.name()), device);
        }
    }

    /** What tells a device from all others. */
    private record Place(Netns netns, InterfaceName name) {}

    /** All devices. */
    public List<Device> devices() {
        return devices;
    }

    /** The devices of one namespace. */
    public List<Device> devices(Netns netns) {
        if (byNetns == null) {
            byNetns = grouped(devices, Device::netns);
        }
        return byNetns.getOrDefault(netns, List.of());
    }

    private List<Device> devices(int ifindex) {
        if (byIndex == null) {
            byIndex = grouped(devices, Device::ifindex);
        }
        return byIndex.getOrDefault(ifindex, List.of());
    }

    private static <K, T> Map<K, List<T>> grouped(List<T> things, Function<T, K> key) {
        Map<K, List<T>> groups = new LinkedHashMap<>();
        for (T thing : things) {
            groups.computeIfAbsent(key.apply(thing), k -> new ArrayList<>()).add(thing);
        }
        return groups;
    }

    /** The device of that name. */
    public Optional<Device> device(Netns netns, InterfaceName name) {
        return Optional.ofNullable(byPlace.get(new Place(netns, name)));
    }

    /**
     * The device of that name in the current namespace.
     *
     * @throws Failure of kind {@code NOT_FOUND}, with close matches
     */
    public Device require(InterfaceName name) {
        return device(Netns.current(), name)
                .orElseThrow(() -> Failure.notFound(
                        "there is no device " + name,
                        Suggestions.hint(
                                name.toString(),
                                devices(Netns.current()).stream()
                                        .map(d -> d.name().toString())
                                        .toList(),
                                "there are")));
    }

    /**
     * The IPvlan link of that name in the current namespace.
     *
     * @throws Failure of kind {@code NOT_FOUND}, with close matches, or {@code CONFLICT} when it is something else
     */
    public Link requireLink(InterfaceName name) {
        Device device = device(Netns.current(), name)
                .orElseThrow(() -> Failure.notFound(
                        "there is no link " + name,
                        Suggestions.hint(
                                name.toString(),
                                links().stream()
                                        .filter(link -> link.netns().equals(Netns.current()))
                                        .map(link -> link.name().toString())
                                        .toList(),
                                "IPvlan links here")));
        return asLink(device);
    }

    /**
     * The device as an IPvlan link.
     *
     * @throws Failure of kind {@code CONFLICT} when it is none: only IPvlan links are ever changed
     */
    public Link asLink(Device device) {
        PortSettings settings = device.settings();
        if (settings == null) {
            String what = device.kind().isEmpty() ? "is not an IPvlan link" : "is a " + device.kind() + " device";
            throw Failure.conflict(
                    device.label() + " " + what + ": ipvlanctl changes IPvlan links only",
                    "'ipvlanctl link show' lists them");
        }
        return new Link(device, settings, lowerOf(device).orElse(null));
    }

    /** All IPvlan links, in the order in which they were read. */
    public List<Link> links() {
        if (links == null) {
            List<Link> found = new ArrayList<>();
            for (Device device : devices) {
                if (device.isIpvlan()) {
                    found.add(asLink(device));
                }
            }
            links = Collections.unmodifiableList(found);
        }
        return links;
    }

    /**
     * The device below another.
     *
     * <p>One in another namespace is told by its index there and, since devices of several namespaces may have that, by its
     * MAC address, which an IPvlan link always shares, and by the number of its namespace where that is known.
     */
    private Optional<Device> lowerOf(Device device) {
        if (device.lower() instanceof Lower.Here here) {
            return device(device.netns(), here.name());
        }
        return lowerElsewhere(device).findFirst();
    }

    /** The namespaces with links or macvlan devices of which nobody can tell what they are on, unless by {@link NetnsIds}. */
    public Set<Netns> unclear() {
        Set<Netns> unclear = new LinkedHashSet<>();
        for (Device device : devices) {
            if ((device.isIpvlan() || device.isMacvlan())
                    && lowerElsewhere(device).limit(2).count() > 1) {
                unclear.add(device.netns());
            }
        }
        return unclear;
    }

    /**
     * What may lie below a device when that is in another namespace. An IPvlan or macvlan link never does: the kernel puts
     * what is made on one on the device below it.
     */
    private Stream<Device> lowerElsewhere(Device device) {
        if (!(device.lower() instanceof Lower.Elsewhere elsewhere)) {
            return Stream.empty();
        }
        return devices(elsewhere.ifindex()).stream()
                .filter(candidate -> !candidate.netns().equals(device.netns()))
                .filter(candidate -> !candidate.isIpvlan() && !candidate.isMacvlan())
                .filter(candidate -> !device.isIpvlan() || candidate.mac().equals(device.mac()))
                .filter(candidate -> ids.mayBe(device.netns(), elsewhere.netnsid(), candidate.netns()));
    }

    /** The device of that VLAN on a device, under whatever name. */
    public Optional<Device> vlanOn(Device below, VlanId vlan) {
        for (Device device : devices(below.netns())) {
            boolean onIt =
                    device.lower() instanceof Lower.Here here && here.name().equals(below.name());
            if (onIt && Objects.equals(device.vlan(), vlan.number())) {
                return Optional.of(device);
            }
        }
        return Optional.empty();
    }

    /** All ports, in the order in which their first links were read. */
    public List<Port> ports() {
        if (ports == null) {
            ports = group();
        }
        return ports;
    }

    private List<Port> group() {
        return grouped(links(), Host::parentKey).values().stream()
                .map(links -> new Port(links.get(0).parent(), links.get(0).settings(), links))
                .toList();
    }

    /** A parent that was not seen is told by its index and its MAC address. */
    private static Object parentKey(Link link) {
        Device parent = link.parent();
        return parent != null
                ? new Place(parent.netns(), parent.name())
                : List.of(
                        Objects.requireNonNullElse(
                                link.device().lower(), link.device().ifindex()),
                        link.device().mac());
    }

    /** The port on {@code parent}, if that has IPvlan links. */
    public Optional<Port> portOn(Device parent) {
        return ports().stream().filter(port -> parent.is(port.parent())).findFirst();
    }

    /** The port that {@code link} belongs to. */
    public Port portOf(Link link) {
        return ports().stream()
                .filter(port -> port.links().contains(link))
                .findFirst()
                .orElseThrow();
    }

    /** What keeps a device from carrying IPvlan links, if anything does. */
    public Optional<Obstacle> obstacle(Device parent) {
        return Optional.ofNullable(obstacleOrNull(parent));
    }

    private @Nullable Obstacle obstacleOrNull(Device parent) {
        if (parent.flags().contains("LOOPBACK")) {
            return new Obstacle("it is a loopback device", "IPvlan needs an Ethernet device");
        }
        if (parent.isIpvlan()) {
            Link link = asLink(parent);
            Device real = link.parent();
            return new Obstacle(
                    "it is an IPvlan link itself, on " + link.parentLabel(),
                    real == null ? "choose another parent" : "use --parent " + real.name());
        }
        if (parent.kind().equals("vrf")) {
            return new Obstacle("it is a VRF, which receives nothing itself", "use one of the devices in it");
        }
        if (!parent.linkType().equals("ether")) {
            return new Obstacle(
                    "it is not an Ethernet device (link type " + parent.linkType() + ")",
                    "IPvlan needs an Ethernet device");
        }
        InterfaceName master = parent.master();
        String masterKind = parent.masterKind();
        // A VRF is the one kind of master that leaves a device's receive handler alone.
        if (master != null && !"vrf".equals(masterKind)) {
            return new Obstacle(
                    "it belongs to " + (masterKind == null ? "" : "the " + masterKind + " ") + master,
                    "use " + master + " itself as the parent, or take " + parent.name() + " out of it");
        }
        List<Device> macvlans = macvlansOn(parent);
        if (!macvlans.isEmpty()) {
            return new Obstacle(
                    "it has macvlan devices: "
                            + String.join(
                                    ", ", macvlans.stream().map(Device::label).toList()),
                    "a device carries macvlan or IPvlan, not both");
        }
        return null;
    }

    /** The macvlan devices on {@code parent}, in all namespaces. */
    public List<Device> macvlansOn(Device parent) {
        return devices.stream()
                .filter(Device::isMacvlan)
                .filter(device -> isOn(device, parent))
                .toList();
    }

    /**
     * Whether a macvlan device is on {@code parent}. It has a MAC address of its own, so that where several devices have
     * the index that it names, nobody knows: the kernel will say.
     */
    private boolean isOn(Device macvlan, Device parent) {
        if (macvlan.lower() instanceof Lower.Here here) {
            return macvlan.netns().equals(parent.netns()) && here.name().equals(parent.name());
        }
        return lowerElsewhere(macvlan).toList().equals(List.of(parent));
    }
}
