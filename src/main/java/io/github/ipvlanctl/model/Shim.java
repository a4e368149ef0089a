package io.github.ipvlanctl.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A link that stands for the machine itself among a parent's links: it is in the parent's namespace, with an address of its
 * own and routes to theirs. Without one they and the machine do not reach each other, in no mode.
 *
 * @param reached where routes lead over it
 * @param unreached what the parent's links in other namespaces have beside
 */
public record Shim(Link link, List<Cidr> reached, List<AddressOnLink> unreached) {
    private static final String MARK = "ipvlanctl-host";

    /** What stands before the name of its stack in the alias of one that a stack owns. */
    static final String OWNED_MARK = MARK + ":";

    /** Copies the lists. */
    public Shim {
        reached = List.copyOf(reached);
        unreached = List.copyOf(unreached);
    }

    /**
     * A shim as it stands.
     *
     * @param port what it is one of, itself included or not
     * @param routes those through it, or more
     */
    public static Shim of(Link link, @Nullable Port port, List<Route> routes) {
        List<Cidr> reached = new ArrayList<>();
        for (Route route : routes) {
            Cidr network = Destination.parse(route.to()).network();
            if (network != null && route.dev().equals(link.name()) && isReach(route)) {
                reached.add(network);
            }
        }
        List<AddressOnLink> unreached = targets(port).stream()
                .filter(target -> reached.stream()
                        .noneMatch(network ->
                                network.covers(target.address().cidr().address())))
                .toList();
        return new Shim(link, reached, unreached);
    }

    private static boolean isReach(Route route) {
        return route.isByHand() && route.via() == null && route.table() == RoutingTable.MAIN;
    }

    /** The alias of a shim, with the stack that owns it, if one does. */
    public static Alias mark(@Nullable StackName stack) {
        return new Alias(stack == null ? MARK : OWNED_MARK + stack);
    }

    /** Whether an alias is a shim's. */
    public static boolean isMark(String alias) {
        return alias.equals(MARK) || alias.startsWith(OWNED_MARK);
    }

    /** Whether a device is one that was made here, as its alias says. */
    public static boolean isOne(Device device) {
        String alias = device.alias();
        return device.isIpvlan() && alias != null && isMark(alias);
    }

    /** The shim among a port's links, if there is one. */
    public static Optional<Link> among(@Nullable Port port) {
        return port == null
                ? Optional.empty()
                : port.links().stream()
                        .filter(link -> isOne(link.device()) && isHere(link))
                        .findFirst();
    }

    /** What one would have to lead to: all that links of the port have in other namespaces than the parent's. */
    public static List<AddressOnLink> targets(@Nullable Port port) {
        List<AddressOnLink> targets = new ArrayList<>();
        for (Link link : port == null ? List.<Link>of() : port.links()) {
            for (LinkAddress address : link.device().addresses()) {
                if (!isHere(link) && address.isAssigned()) {
                    targets.add(new AddressOnLink(link, address));
                }
            }
        }
        return targets;
    }

    private static boolean isHere(Link link) {
        return link.parent() != null && link.netns().equals(link.parent().netns());
    }
}
