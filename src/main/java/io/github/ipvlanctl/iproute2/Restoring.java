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
import java.util.Comparator;
import java.util.List;

/** The commands that give a link back what it had. */
public final class Restoring {
    private Restoring() {}

    /**
     * Makes a deleted link again, as it was.
     *
     * @param routes those that went through it; the kernel's own come back by themselves
     * @return none when it cannot be made from the current namespace
     */
    public static List<IpCommand> link(Link link, List<Route> routes) {
        Device device = link.device();
        Device parent = link.parent();
        boolean nameless = device.netns() instanceof Netns.OfProcess;
        if (parent == null || !parent.netns().equals(Netns.current()) || nameless) {
            return List.of();
        }
        List<IpCommand> commands = new ArrayList<>();
        commands.add(IpLink.add(parent.name(), device.name(), device.netns(), new Mtu(device.mtu()), link.settings()));
        String alias = device.alias();
        if (alias != null) {
            commands.add(IpLink.alias(device.netns(), device.name(), new Alias(alias)));
        }
        commands.addAll(furnishing(device, device.netns(), device.name(), device.state() != LinkState.DOWN, routes));
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
            // What a nexthop is reached by comes before what goes through it: ip lists the default route first.
            routes.stream()
                    .filter(Route::isAssigned)
                    .sorted(Comparator.comparing(route -> route.via() != null))
                    .forEach(route -> commands.add(
                            some ? IpRoute.keep(netns, name, route) : IpRoute.restore(netns, name, route)));
        }
        return commands;
    }
}
