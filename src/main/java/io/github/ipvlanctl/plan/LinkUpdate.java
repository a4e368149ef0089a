package io.github.ipvlanctl.plan;

import io.github.ipvlanctl.model.Alias;
import io.github.ipvlanctl.model.Change.Difference;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.LinkState;
import io.github.ipvlanctl.model.Mtu;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.PortSettings;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.Rules;
import io.github.ipvlanctl.model.StackName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a link that exists: which of its addresses ({@link AddressUpdate}) and routes go, which stay, and what is
 * new. What the manifest does not speak of, or cannot, stays, also where the link is moved or made again.
 */
final class LinkUpdate {
    private final Wanted wanted;
    private final Link found;
    private final Device device;
    private final AddressUpdate addresses;
    private final List<Route> routes;
    private final List<Route> goneRoutes;
    private final List<Route> keptRoutes;
    /** Those that the kernel takes away with addresses and that cannot be put back. */
    private final List<Route> lostRoutes;

    /** What becomes of {@code found}, which has {@code routes}, so that it is as {@code wanted}. */
    LinkUpdate(Wanted wanted, Link found, List<Route> routes) {
        this.wanted = wanted;
        this.found = found;
        this.device = found.device();
        this.addresses = new AddressUpdate(wanted.addresses(), device, isInPlace());
        this.routes = routes;
        List<Route> assigned = routes.stream().filter(Route::isAssigned).toList();
        this.goneRoutes = assigned.stream()
                .filter(route -> staysUp()
                        && wanted.routes() != null
                        && route.isByHand()
                        && route.isPlain()
                        && !isDeclared(route))
                .toList();
        List<Route> staying = new ArrayList<>(staysUp() ? assigned : List.of());
        staying.removeAll(goneRoutes);
        this.lostRoutes = staying.stream()
                .filter(route -> isDropped(route) && !isReached(route, staying))
                .toList();
        staying.removeAll(lostRoutes);
        this.keptRoutes = List.copyOf(staying);
    }

    Wanted wanted() {
        return wanted;
    }

    Link found() {
        return found;
    }

    /** All routes that it has. */
    List<Route> routes() {
        return routes;
    }

    /** A link cannot change its parent: it is deleted and made again. */
    boolean isReplaced() {
        return !wanted.parent().equals(found.parent());
    }

    /** Whether it stays where it is, and what it is. */
    boolean isInPlace() {
        return !isReplaced() && found.netns().equals(wanted.netns());
    }

    boolean goesDown() {
        return wasUp() && !wanted.link().up();
    }

    boolean comesUp() {
        return !wasUp() && wanted.link().up();
    }

    private boolean wasUp() {
        return device.state() != LinkState.DOWN;
    }

    private boolean staysUp() {
        return wasUp() && wanted.link().up();
    }

    /** What becomes of its addresses. */
    AddressUpdate addresses() {
        return addresses;
    }

    /** The MTU that it shall have, or null for the one that it has, or gets by itself. */
    @Nullable
    Mtu mtu() {
        Mtu mtu = wanted.link().mtu();
        if (mtu != null || !isReplaced()) {
            return mtu;
        }
        Device before = found.parent();
        boolean own = before == null || before.mtu() != device.mtu();
        return own && device.mtu() <= wanted.parent().mtu() ? new Mtu(device.mtu()) : null;
    }

    /** The MTU that it will have. */
    int mtuBytes() {
        Mtu mtu = mtu();
        return mtu != null ? mtu.bytes() : isReplaced() ? wanted.parent().mtu() : device.mtu();
    }

    private boolean isDeclared(Route route) {
        return wanted.routes() != null && wanted.routes().stream().anyMatch(spec -> Rules.isExactly(spec, route));
    }

    /** The routes to take away. */
    List<Route> goneRoutes() {
        return goneRoutes;
    }

    /** Those that stay without being asked for, the kernel's own among them. */
    List<Route> undeclaredRoutes() {
        if (!isInPlace() || !staysUp()) {
            return keptRoutes.stream().filter(route -> !isDeclared(route)).toList();
        }
        // One that is as declared, but nobody's to keep (a router's, or with several nexthops), is in the declared
        // one's way.
        List<RouteSpec> missing = newRoutes();
        return routes.stream()
                .filter(route -> !goneRoutes.contains(route) && !lostRoutes.contains(route))
                .filter(route -> !isDeclared(route) || missing.stream().anyMatch(spec -> Rules.isExactly(spec, route)))
                .filter(route -> !route.protocol().equals("kernel") || !leadsToGone(route))
                .toList();
    }

    /** With an address the kernel takes the route to its network. */
    private boolean leadsToGone(Route route) {
        return addresses.gone().stream().anyMatch(cidr -> isNetworkOf(route, cidr))
                && addresses.all().stream().noneMatch(cidr -> isNetworkOf(route, cidr));
    }

    private static boolean isNetworkOf(Route route, Cidr cidr) {
        return route.to().equals(cidr.network() + "/" + cidr.prefixLength());
    }

    /**
     * The routes that stay, but that the kernel takes away meanwhile: on the way to other addresses those of IPv4, since they
     * go with a device's last address, and with a moved link all. In the order in which they can be put back.
     */
    List<Route> routesToPutBack() {
        return nexthopsFirst(keptRoutes.stream().filter(this::isDropped));
    }

    /** Those that the kernel takes away with the link's addresses, as they were. */
    List<Route> flushedRoutes() {
        return nexthopsFirst(
                routes.stream().filter(route -> route.isAssigned() && isFlushed(route) && !goneRoutes.contains(route)));
    }

    private static List<Route> nexthopsFirst(Stream<Route> some) {
        return some.sorted(Route.NEXTHOPS_WAY_FIRST).toList();
    }

    private boolean isDropped(Route route) {
        return !isInPlace() || isFlushed(route);
    }

    private boolean isFlushed(Route route) {
        return route.family().equals("inet")
                && addresses.gone().stream().anyMatch(cidr -> !cidr.address().isIpv6());
    }

    private boolean isReached(Route route, List<Route> staying) {
        IpAddress via = route.via();
        return via == null
                || (via.isIpv6() && via.isLinkLocal())
                || route.more().contains("onlink")
                || reached(staying).stream().anyMatch(cidr -> cidr.covers(via));
    }

    /**
     * The declared routes that the kernel still has to take, and not those that it has. With the mode the rules for all of
     * them may change.
     */
    List<RouteSpec> routesToCheck() {
        boolean sameRules =
                isInPlace() && found.settings().mode() == wanted.settings().mode();
        return sameRules ? newRoutes() : wanted.routesToMake(List.of(), addresses.bringing());
    }

    /** The networks that it will reach by its addresses, or by routes that it has and keeps. */
    List<Cidr> reached() {
        return reached(keptRoutes);
    }

    private List<Cidr> reached(List<Route> through) {
        List<Cidr> reached = new ArrayList<>(addresses.all());
        for (Route route : through) {
            Cidr network = route.onLink();
            if (network != null) {
                reached.add(network);
            }
        }
        return reached;
    }

    List<RouteSpec> newRoutes() {
        return wanted.routesToMake(keptRoutes, addresses.bringing());
    }

    /** The mark that it does not have yet: one that is nobody's becomes the stack's, or a link a shim. */
    @Nullable
    Alias newMark(@Nullable StackName stack) {
        Alias mark = wanted.link().mark(stack);
        return mark == null || mark.text().equals(device.alias()) ? null : mark;
    }

    /** All of it for people and programs. A port's mode and flag are not told for each of its links. */
    List<Difference> differences(@Nullable StackName stack) {
        List<Difference> differences = new ArrayList<>();
        if (isReplaced()) {
            PortSettings before = found.settings();
            PortSettings after = wanted.settings();
            add(differences, "parent", found.parentLabel(), wanted.parent().label());
            add(differences, "mode", before.mode().word(), after.mode().word());
            add(differences, "flag", before.flag().word(), after.flag().word());
        }
        add(differences, "netns", found.netns().label(), wanted.netns().label());
        Alias mark = newMark(stack);
        if (mark != null) {
            add(differences, "stack", found.stack(), stack == null ? null : stack.value());
            if (device.alias() != null || wanted.link().shim() != null) {
                add(differences, "alias", device.alias(), mark.text());
            }
        }
        add(differences, "mtu", Integer.toString(device.mtu()), Integer.toString(mtuBytes()));
        addresses.gone().forEach(cidr -> add(differences, "address", cidr.toString(), null));
        addresses.fresh().forEach(cidr -> add(differences, "address", null, cidr.toString()));
        add(differences, "state", wasUp() ? "up" : "down", wanted.link().up() ? "up" : "down");
        Stream.concat(goneRoutes.stream(), lostRoutes.stream())
                .forEach(route -> add(differences, "route", route.text(), null));
        newRoutes().forEach(spec -> add(differences, "route", null, spec.toString()));
        return differences;
    }

    private static void add(List<Difference> differences, String what, @Nullable String from, @Nullable String to) {
        if (!Objects.equals(from, to)) {
            differences.add(new Difference(what, from, to));
        }
    }

    /** What {@code ip link set … netns} takes for the place where it is, {@code here} being that for the current one. */
    String backTo(String here) {
        return found.netns().equals(Netns.current())
                ? here
                : Objects.requireNonNull(found.netns().label());
    }
}
