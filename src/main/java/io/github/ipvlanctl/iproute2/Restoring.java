package io.github.ipvlanctl.iproute2;

import io.github.ipvlanctl.model.Alias;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.LinkAddress;
import io.github.ipvlanctl.model.LinkState;
import io.github.ipvlanctl.model.Mtu;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Route;
import java.util.ArrayList;
import java.util.List;

/** The commands that give a link back what it had. */
public final class Restoring {
    /**
     * What a link is called until it is where it belongs: its own name may be taken by then where its parent is, and there the
     * kernel makes it.
     */
    static final InterfaceName ON_THE_WAY = new InterfaceName("ipvlanctl-undo");

    private Restoring() {}

    /**
     * Makes a deleted link again, as it was.
     *
     * @param routes those that went through it; the kernel's own come back by themselves
     * @param here what {@code ip link set … netns} takes for the current namespace
     * @return none when its parent cannot be seen
     */
    public static List<IpCommand> link(Link link, List<Route> routes, String here) {
        Device device = link.device();
        Device parent = link.parent();
        if (parent == null) {
            return List.of();
        }
        Netns netns = device.netns();
        List<IpCommand> commands = new ArrayList<>();
        Mtu mtu = new Mtu(device.mtu());
        if (netns.equals(parent.netns())) {
            commands.add(IpLink.add(netns, parent.name(), device.name(), null, mtu, link.settings()));
        } else {
            commands.add(IpLink.add(
                    parent.netns(), parent.name(), ON_THE_WAY, IpLink.target(netns, here), mtu, link.settings()));
            commands.add(IpLink.rename(netns, ON_THE_WAY, device.name()));
        }
        String alias = device.alias();
        if (alias != null) {
            commands.add(IpLink.alias(netns, device.name(), new Alias(alias)));
        }
        commands.add(IpLink.txqueuelen(netns, device.name(), device.txqueuelen()));
        commands.addAll(furnishing(device, netns, device.name(), device.state() != LinkState.DOWN, routes));
        return commands;
    }

    /**
     * Gives a link that has lost some of what it had as {@code device}, or may have, all of it back.
     *
     * @param routes those that went through it
     */
    public static List<IpCommand> putBack(Device device, List<Route> routes) {
        return furnishing(device, device.netns(), device.name(), device.state() != LinkState.DOWN, routes, true);
    }

    /**
     * Gives a link that has nothing, since it is new or was moved, what it had as {@code device}.
     *
     * @param up whether it shall be up, and have the routes
     * @param routes those that went through it; the kernel's own come by themselves
     */
    public static List<IpCommand> furnishing(
            Device device, Netns netns, InterfaceName name, boolean up, List<Route> routes) {
        return furnishing(device, netns, name, up, routes, false);
    }

    private static List<IpCommand> furnishing(
            Device device, Netns netns, InterfaceName name, boolean up, List<Route> routes, boolean some) {
        List<IpCommand> commands = new ArrayList<>();
        for (LinkAddress address : device.addressesToKeep()) {
            commands.add(some ? IpAddr.keep(netns, name, address) : IpAddr.restore(netns, name, address));
        }
        if (up) {
            commands.add(IpLink.up(netns, name));
            routes.stream()
                    .filter(Route::isAssigned)
                    .sorted(Route.NEXTHOPS_WAY_FIRST)
                    .forEach(route -> commands.add(
                            some ? IpRoute.keep(netns, name, route) : IpRoute.restore(netns, name, route)));
        }
        return commands;
    }
}
