package io.github.ipvlanctl.iproute2;

import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.RoutingTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ip route} (ip-route(8)) in words. */
public final class IpRoute {
    private IpRoute() {}

    /** Adds a route through a device. */
    public static IpCommand add(Netns netns, InterfaceName dev, RouteSpec route) {
        return change("add", netns, dev, route);
    }

    /** Deletes it. */
    public static IpCommand delete(Netns netns, InterfaceName dev, RouteSpec route) {
        return change("delete", netns, dev, route);
    }

    /** Adds a route as it was read before, on a device that may have another name and place now. */
    public static IpCommand restore(Netns netns, InterfaceName dev, Route route) {
        return exactly("add", netns, dev, route);
    }

    /** The same, for one that may be there still. */
    public static IpCommand keep(Netns netns, InterfaceName dev, Route route) {
        return exactly("replace", netns, dev, route);
    }

    /** Deletes a route as it was read. */
    public static IpCommand remove(Netns netns, InterfaceName dev, Route route) {
        return exactly("delete", netns, dev, route);
    }

    private static IpCommand exactly(String verb, Netns netns, InterfaceName dev, Route route) {
        String to = route.to().equals("default") && route.family().equals("inet6") ? "::/0" : route.to();
        List<String> words = new ArrayList<>(List.of("route", verb, to));
        IpAddress via = route.via();
        if (via != null) {
            words.addAll(
                    via.isIpv6() && route.family().equals("inet")
                            ? List.of("via", "inet6", via.text())
                            : List.of("via", via.text()));
        }
        words.addAll(List.of("dev", dev.value(), "proto", route.protocol()));
        if (route.metric() != null) {
            words.addAll(List.of("metric", route.metric().toString()));
        }
        words.addAll(List.of("table", RoutingTable.word(route.table())));
        words.addAll(route.more());
        return new IpCommand(netns, words);
    }

    private static IpCommand change(String verb, Netns netns, InterfaceName dev, RouteSpec route) {
        IpAddress via = route.via();
        List<String> words = new ArrayList<>(List.of("route", verb, route.to().word(via)));
        if (via != null) {
            words.addAll(List.of("via", via.text()));
        }
        words.addAll(List.of("dev", dev.value()));
        if (route.metric() != null) {
            words.addAll(List.of("metric", route.metric().toString()));
        }
        if (route.table() != null) {
            words.addAll(List.of("table", route.table().toString()));
        }
        return new IpCommand(netns, words);
    }

    /** Lists the routes of all tables, of one device or of all. */
    static IpCommand show(Netns netns, @Nullable InterfaceName dev) {
        List<String> words = new ArrayList<>(List.of("route", "show", "table", "all"));
        if (dev != null) {
            words.addAll(List.of("dev", dev.value()));
        }
        return new IpCommand(netns, words);
    }

    /** Lists the default routes of the main table. */
    static IpCommand showDefault(Netns netns) {
        return IpCommand.of(netns, "route", "show", "default");
    }
}
