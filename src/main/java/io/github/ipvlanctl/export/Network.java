package io.github.ipvlanctl.export;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.LinkSpec;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.Mtu;
import io.github.ipvlanctl.model.PortSettings;
import io.github.ipvlanctl.model.PortSpec;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.StackSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A port's links as one network, for systems that know networks to which containers are attached, and no links: what all
 * the links have in common. Each has one address of each family that there is.
 *
 * @param name made of the parent's: lower-case letters, digits and dashes, as all these systems take it
 * @param subnets of IPv4 first; one a family
 * @param routes without the default ones
 */
record Network(
        String name,
        InterfaceName parent,
        PortSettings settings,
        @Nullable Mtu mtu,
        List<Subnet> subnets,
        List<RouteSpec> routes,
        List<LinkSpec> links) {
    private static final String APART =
            "a network is the same for all: give them apart, in manifests of their own, with -f";

    /**
     * A family's network.
     *
     * @param network without host bits
     * @param everywhere the default route, or null where there is none
     */
    record Subnet(Cidr network, @Nullable RouteSpec everywhere) {
        boolean isIpv6() {
            return network.address().isIpv6();
        }

        Optional<IpAddress> gateway() {
            return Optional.ofNullable(everywhere).map(RouteSpec::via);
        }
    }

    /**
     * The networks, one for each port with links.
     *
     * @throws Failure of kind {@code CONFLICT} when a port's links have not in common what a network has
     */
    static List<Network> of(StackSpec stack) {
        List<Network> networks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (PortSpec port : stack.ports()) {
            if (!port.links().isEmpty()) {
                Network network = of(port);
                if (!names.add(network.name())) {
                    throw Failure.conflict(
                            "two networks would be named " + network.name(),
                            "choose one of their parents with --parent");
                }
                networks.add(network);
            }
        }
        return networks;
    }

    private static Network of(PortSpec port) {
        LinkSpec first = port.links().get(0);
        Network network = of(port, first);
        for (LinkSpec link : port.links()) {
            Network other = of(port, link);
            same(
                    first,
                    link,
                    "subnets",
                    network.subnets().stream().map(Subnet::network).toList(),
                    other.subnets().stream().map(Subnet::network).toList());
            same(first, link, "default routes", network.subnets(), other.subnets());
            same(first, link, "routes", network.routes(), other.routes());
            same(first, link, "MTUs", network.mtu(), other.mtu());
        }
        return network;
    }

    private static Network of(PortSpec port, LinkSpec link) {
        List<Subnet> subnets = new ArrayList<>();
        for (boolean ipv6 : new boolean[] {false, true}) {
            RouteSpec everywhere = Routes.of(link, ipv6).stream()
                    .filter(Routes::isDefault)
                    .findFirst()
                    .orElse(null);
            Cidr address = address(link, ipv6).orElse(null);
            if (address != null) {
                subnets.add(new Subnet(new Cidr(address.network(), address.prefixLength()), everywhere));
            } else if (everywhere != null) {
                throw Failure.conflict(
                        Feature.label(link) + " has the route " + everywhere + ", and no address for it",
                        "take the route out of a manifest and export that with -f");
            }
        }
        List<RouteSpec> routes =
                link.routes().stream().filter(route -> !Routes.isDefault(route)).toList();
        return new Network(
                name(port.parent()), port.parent(), port.settings(), link.mtu(), subnets, routes, port.links());
    }

    private static void same(
            LinkSpec first, LinkSpec other, String what, @Nullable Object one, @Nullable Object another) {
        if (!Objects.equals(one, another)) {
            throw Failure.conflict(
                    Feature.label(first) + " and " + Feature.label(other) + " have different " + what
                            + ", and would be of one network",
                    APART);
        }
    }

    private static String name(InterfaceName parent) {
        String plain = parent.value()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return plain.isEmpty() ? "ipvlan" : "ipvlan-" + plain;
    }

    /** A link's address of a family. */
    static Optional<Cidr> address(LinkSpec link, boolean ipv6) {
        return link.addresses().stream()
                .filter(cidr -> cidr.address().isIpv6() == ipv6)
                .findFirst();
    }

    /** Its subnet of a family. */
    Optional<Subnet> subnet(boolean ipv6) {
        return subnets.stream().filter(subnet -> subnet.isIpv6() == ipv6).findFirst();
    }

    /**
     * Whether containers get default routes, for a system that gives them for all families or, in a network that is
     * internal, for none.
     *
     * @throws Failure of kind {@code CONFLICT} where the families differ, where a default route has no nexthop in a mode that
     *     needs one or the other way round, and where the system would take an address for a gateway that a link has
     */
    boolean isInternal(Target target, boolean gatewaysInEveryMode) {
        boolean internal = subnets.stream().allMatch(subnet -> subnet.everywhere() == null);
        boolean nexthops = gatewaysInEveryMode || settings.mode() == Mode.L2;
        for (Subnet subnet : subnets) {
            RouteSpec everywhere = subnet.everywhere();
            if (!internal && everywhere == null) {
                throw refused(target, "a default route for one family alone");
            }
            if (everywhere != null && (everywhere.via() != null) != nexthops) {
                throw refused(
                        target,
                        "the default route " + everywhere + " in mode "
                                + settings.mode().word());
            }
            IpAddress gateway = everywhere == null ? null : everywhere.via();
            if (gateway == null) {
                keepClearOfGateway(target, subnet);
            } else if (!subnet.network().covers(gateway)) {
                throw refused(target, "the gateway " + gateway + " outside of " + subnet.network());
            }
        }
        return internal;
    }

    /** A network that is told no gateway reserves its first address for one. */
    void keepClearOfGateway(Target target, Subnet subnet) {
        IpAddress reserved = subnet.network().firstHost();
        for (LinkSpec link : links) {
            if (link.addresses().stream().anyMatch(cidr -> cidr.address().equals(reserved))) {
                throw Failure.conflict(
                        target.name() + " keeps " + reserved + " for a gateway, and " + Feature.label(link) + " has it",
                        "give the link another address, or a default route");
            }
        }
    }

    /** The failure that says that {@code target} cannot say something of this network. */
    Failure refused(Target target, String what) {
        return Failure.conflict(
                target.name() + " cannot say " + what + ", on " + parent,
                "take it out of a manifest and export that with -f, or export it for another system");
    }
}
