package io.github.ipvlanctl.export;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Alias;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Destination;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.LinkAddress;
import io.github.ipvlanctl.model.LinkSpec;
import io.github.ipvlanctl.model.LinkState;
import io.github.ipvlanctl.model.Mtu;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.PortSpec;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.Shim;
import io.github.ipvlanctl.model.StackName;
import io.github.ipvlanctl.model.StackSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Links that are there, in the words of those that somebody wants. */
public final class LiveLinks {
    private final Function<Link, List<Route>> routes;
    private final BiConsumer<String, String> unsaid;

    private LiveLinks(Function<Link, List<Route>> routes, BiConsumer<String, String> unsaid) {
        this.routes = routes;
        this.unsaid = unsaid;
    }

    /**
     * Describes ports.
     *
     * @param stack the owner of all the links, or null when they are nobody's
     * @param ports with parents in the current namespace, and links in it or in named ones
     * @param routes gives the routes through a link
     * @param unsaid gets the label of each link of which not all can be said, and what it is that cannot
     */
    public static StackSpec of(
            @Nullable StackName stack,
            List<Port> ports,
            Function<Link, List<Route>> routes,
            BiConsumer<String, String> unsaid) {
        LiveLinks links = new LiveLinks(routes, unsaid);
        return new StackSpec(stack, ports.stream().map(links::port).toList());
    }

    private PortSpec port(Port port) {
        Device parent = Objects.requireNonNull(port.parent());
        Link shim = Shim.among(port).orElse(null);
        List<LinkSpec> links = new ArrayList<>();
        for (Link link : port.links()) {
            if (!link.equals(shim) || isPlain(link)) {
                links.add(link(link));
            }
        }
        return new PortSpec(parent.name(), port.settings(), links);
    }

    /** A shim has less to it than a link can have; one that has more is not said, as a whole. */
    private boolean isPlain(Link shim) {
        Device device = shim.device();
        List<LinkAddress> addresses = device.addressesToKeep();
        List<Route> all = routes.apply(shim).stream().filter(Route::isByHand).toList();
        boolean plain = device.state() != LinkState.DOWN
                && !addresses.isEmpty()
                && addresses.stream().allMatch(LiveLinks::isShims)
                && Shim.of(shim, null, all).reached().size() == all.size()
                && all.stream()
                        .allMatch(route -> route.isPlain() && route(route).metric() == null);
        if (!plain) {
            unsaid(device, "the shim, which is down or has more than a manifest's host can have,");
        }
        return plain;
    }

    private static boolean isShims(LinkAddress address) {
        return address.peer() == null
                && !address.dynamic()
                && address.cidr().prefixLength() == address.cidr().address().bits();
    }

    private LinkSpec link(Link link) {
        Device device = link.device();
        NetnsName netns = link.netns() instanceof Netns.Named named ? named.name() : null;
        List<Cidr> addresses = addresses(device);
        Mtu mtu = mtu(link);
        boolean up = device.state() != LinkState.DOWN;
        List<RouteSpec> said = up ? routes(link) : List.of();
        return new LinkSpec(link.name(), null, null, mtu, null, netns, addresses, null, said, alias(device), up);
    }

    private List<Cidr> addresses(Device device) {
        List<Cidr> said = new ArrayList<>();
        Set<IpAddress> seen = new HashSet<>();
        for (LinkAddress address : device.addressesToKeep()) {
            String cidr = address.cidr().toString();
            if (address.peer() != null) {
                unsaid(device, "the address " + address.cidr().address() + " with the peer " + address.peer());
            } else if (address.dynamic()) {
                unsaid(device, "the address " + cidr + ", which was learnt,");
            } else if (!seen.add(address.cidr().address())) {
                unsaid(device, "the address " + cidr + ", which it has with another prefix length too,");
            } else {
                said.add(address.cidr());
                List<String> more = address.more(device.name());
                if (!more.isEmpty()) {
                    unsaid(device, "'" + String.join(" ", more) + "' of the address " + cidr);
                }
            }
        }
        return said;
    }

    private void unsaid(Device device, String what) {
        unsaid.accept(device.label(), what);
    }

    private @Nullable Mtu mtu(Link link) {
        Device device = link.device();
        Device parent = link.parent();
        if (parent != null && device.mtu() > parent.mtu()) {
            unsaid(device, "its MTU of " + device.mtu() + ", above the " + parent.mtu() + " of its parent,");
            return null;
        }
        return parent != null && device.mtu() != parent.mtu() ? new Mtu(device.mtu()) : null;
    }

    /** Its alias, unless that is the mark of a stack on any link but a shim. */
    private @Nullable Alias alias(Device device) {
        String alias = device.alias();
        if (alias == null || alias.isEmpty() || (StackName.in(alias) != null && !Shim.isOne(device))) {
            return null;
        }
        try {
            return new Alias(alias);
        } catch (Failure odd) {
            unsaid(device, "its alias, which has control characters,");
            return null;
        }
    }

    private List<RouteSpec> routes(Link link) {
        List<Route> all = routes.apply(link);
        Set<String> others = new LinkedHashSet<>();
        for (Route route : all) {
            if (route.unrepeatable() != null) {
                others.add("the route to " + route.to() + " with "
                        + route.unrepeatable().words());
            } else if (route.isByHand() && !route.isPlain()) {
                others.add("the route " + route.text());
            }
        }
        others.forEach(what -> unsaid(link.device(), what));
        return all.stream()
                .filter(route -> route.isByHand() && route.isPlain())
                .sorted(Route.NEXTHOPS_WAY_FIRST)
                .map(LiveLinks::route)
                .toList();
    }

    private static RouteSpec route(Route route) {
        boolean ipv6 = route.family().equals("inet6");
        String to = ipv6 && route.to().equals("default") ? "::/0" : route.to();
        return new RouteSpec(Destination.parse(to), route.via(), route.metric(), route.table()).shortened();
    }
}
