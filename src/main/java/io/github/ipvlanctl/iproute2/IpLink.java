package io.github.ipvlanctl.iproute2;

import io.github.ipvlanctl.model.Alias;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Mtu;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.PortSettings;
import io.github.ipvlanctl.model.VlanId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ip link} (ip-link(8)) in words.
 *
 * <p>Always with {@code name} and {@code dev} and with whole keywords: {@code ip} takes a bare {@code a} for
 * {@code address}, whatever its user meant.
 */
public final class IpLink {
    private IpLink() {}

    /** Makes an IPvlan link, in the current namespace or a named one. Mode and flag always go along: without them the kernel switches the whole port to l3. */
    public static IpCommand add(
            InterfaceName parent, InterfaceName name, Netns netns, @Nullable Mtu mtu, PortSettings settings) {
        String target = netns instanceof Netns.Named named ? named.name().value() : null;
        return add(Netns.current(), parent, name, target, mtu, settings);
    }

    /**
     * Makes an IPvlan link on a parent in any namespace.
     *
     * @param at where the parent is
     * @param target where the link is to be, as {@link #target} says it, or null for the same namespace
     */
    static IpCommand add(
            Netns at,
            InterfaceName parent,
            InterfaceName name,
            @Nullable String target,
            @Nullable Mtu mtu,
            PortSettings settings) {
        List<String> words = new ArrayList<>(List.of("link", "add", "link", parent.value(), "name", name.value()));
        if (target != null) {
            words.addAll(List.of("netns", target));
        }
        if (mtu != null) {
            words.addAll(List.of("mtu", Integer.toString(mtu.bytes())));
        }
        words.addAll(type("ipvlan", settings));
        return new IpCommand(at, words);
    }

    /**
     * A namespace as {@code ip link … netns} takes it: a name, or a process in it.
     *
     * @param here the word for the current one
     */
    public static String target(Netns netns, String here) {
        if (netns instanceof Netns.Named named) {
            return named.name().value();
        }
        return netns instanceof Netns.OfProcess process ? Long.toString(process.pid()) : here;
    }

    /** Makes a VLAN device that is up, in one: a run that is killed must not leave it down. */
    public static IpCommand addVlan(InterfaceName parent, InterfaceName name, VlanId id) {
        return IpCommand.of(
                Netns.current(),
                "link",
                "add",
                "link",
                parent.value(),
                "name",
                name.value(),
                "up",
                "type",
                "vlan",
                "id",
                Integer.toString(id.number()));
    }

    /** Deletes a device. */
    public static IpCommand delete(Netns netns, InterfaceName name) {
        return IpCommand.of(netns, "link", "delete", "dev", name.value());
    }

    /** Sets mode and flag of the port that {@code link} belongs to: {@code ip} always sends both. */
    public static IpCommand setPort(Device link, PortSettings settings) {
        List<String> words =
                new ArrayList<>(List.of("link", "set", "dev", link.name().value()));
        words.addAll(type(link.kind(), settings));
        return new IpCommand(link.netns(), words);
    }

    /** Sets a device up. */
    public static IpCommand up(Netns netns, InterfaceName name) {
        return set(netns, name, "up");
    }

    /** Sets a device down. */
    public static IpCommand down(Netns netns, InterfaceName name) {
        return set(netns, name, "down");
    }

    /** Sets the MTU, in bytes. */
    public static IpCommand mtu(Netns netns, InterfaceName name, int bytes) {
        return set(netns, name, "mtu", Integer.toString(bytes));
    }

    /** Sets the length of the transmit queue, in packets. */
    public static IpCommand txqueuelen(Netns netns, InterfaceName name, long packets) {
        return set(netns, name, "txqueuelen", Long.toString(packets));
    }

    /** Sets the alias; the empty one takes it away. */
    public static IpCommand alias(Netns netns, InterfaceName name, Alias alias) {
        return set(netns, name, "alias", alias.text());
    }

    /** Gives a device another name. */
    public static IpCommand rename(Netns netns, InterfaceName name, InterfaceName newName) {
        return set(netns, name, "name", newName.value());
    }

    /** Moves a device to the namespace with that name, process id, or path. */
    public static IpCommand move(Netns netns, InterfaceName name, String target) {
        return set(netns, name, "netns", target);
    }

    private static IpCommand set(Netns netns, InterfaceName name, String... what) {
        List<String> words = new ArrayList<>(List.of("link", "set", "dev", name.value()));
        words.addAll(List.of(what));
        return new IpCommand(netns, words);
    }

    private static List<String> type(String kind, PortSettings settings) {
        return List.of(
                "type", kind, "mode", settings.mode().word(), settings.flag().word());
    }
}
