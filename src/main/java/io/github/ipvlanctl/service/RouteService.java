package io.github.ipvlanctl.service;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.iproute2.IpClient;
import io.github.ipvlanctl.iproute2.IpRoute;
import io.github.ipvlanctl.iproute2.Step;
import io.github.ipvlanctl.iproute2.Transaction;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.LinkState;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.Rules;
import io.github.ipvlanctl.model.UpstreamRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Routes through IPvlan links. */
public final class RouteService {
    private final IpClient ip;
    private final HostReader reader;
    private final Notes notes;

    RouteService(IpClient ip, HostReader reader, Notes notes) {
        this.ip = ip;
        this.reader = reader;
        this.notes = notes;
    }

    /** Prepares a new route. */
    public Prepared<List<Route>> add(InterfaceName dev, RouteSpec route) {
        Link link = reader.here().requireLink(dev);
        if (link.device().state() == LinkState.DOWN) {
            throw Failure.conflict(
                    dev + " is down: the kernel takes routes for links that are up",
                    "set it up first: ipvlanctl link set " + dev + " --up");
        }
        List<Route> present = ip.routes(Netns.current(), null);
        List<Cidr> onLink = new ArrayList<>(link.device().addresses().stream()
                .map(address -> address.cidr())
                .toList());
        for (Route other : present) {
            Cidr network = other.dev().equals(dev) ? other.onLink() : null;
            if (network != null) {
                onLink.add(network);
            }
        }
        Rules.routes(dev, link.settings().mode(), onLink, List.of(route), present);
        return changed(
                dev, Step.of(IpRoute.add(Netns.current(), dev, route), IpRoute.delete(Netns.current(), dev, route)));
    }

    /** Prepares the removal of a route. */
    public Prepared<List<Route>> delete(InterfaceName dev, RouteSpec route) {
        reader.here().requireLink(dev);
        List<Route> present = ip.routes(Netns.current(), dev);
        Route found = present.stream()
                .filter(other -> Rules.describes(route, other))
                .findFirst()
                .orElseThrow(() -> Failure.notFound(
                        "there is no route to " + route + " through " + dev,
                        present.isEmpty()
                                ? "it has no routes"
                                : "it has routes to "
                                        + String.join(
                                                ", ",
                                                present.stream().map(Route::to).toList())));
        return changed(
                dev,
                Step.of(IpRoute.delete(Netns.current(), dev, route), IpRoute.restore(Netns.current(), dev, found)));
    }

    private Prepared<List<Route>> changed(InterfaceName dev, Step step) {
        return new Prepared<>(Transaction.of(ip, List.of(step)), () -> ip.routes(Netns.current(), dev));
    }

    /** The routes through the IPvlan links of the current namespace, or through one of them. */
    public List<Route> show(@Nullable InterfaceName name) {
        Host host = reader.here();
        Set<InterfaceName> links = name != null
                ? Set.of(host.requireLink(name).name())
                : host.links().stream().map(Link::name).collect(Collectors.toSet());
        // Asked for one device, ip would leave out the routes that have other nexthops too.
        return ip.routes(Netns.current(), null).stream()
                .filter(route -> links.contains(route.dev()))
                .toList();
    }

    /**
     * The routes that the routers around need to reach the links of a port; none in mode l2.
     *
     * @param name the parent, or one of its links
     * @throws Failure of kind {@code NOT_FOUND} when there is no such device, or no link on it
     */
    public List<UpstreamRoute> upstream(InterfaceName name) {
        Host host = reader.asFarAsAllowed();
        Port port = PortService.port(host, host.require(name));
        Device parent = port.parent();
        if (parent == null) {
            throw Failure.notFound(
                    name + " is on " + port.parentLabel() + ", and so are the addresses to send to",
                    "run it where the parent is");
        }
        if (port.settings().mode() == Mode.L2) {
            notes.note("in mode l2 the links answer for themselves: the routers around need no routes");
            return List.of();
        }
        List<UpstreamRoute> routes = UpstreamRoute.of(parent, port.links());
        List<String> without = routes.stream()
                .filter(upstream -> upstream.route().via() == null)
                .map(upstream -> upstream.route().to().toString())
                .toList();
        if (!without.isEmpty()) {
            notes.note(parent.label() + " has no address of the family to send to: nobody reaches "
                    + String.join(", ", without));
        }
        return routes;
    }
}
