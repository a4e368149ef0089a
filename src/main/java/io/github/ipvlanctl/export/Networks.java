package io.github.ipvlanctl.export;

import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Display;
import io.github.ipvlanctl.model.LinkSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What docker and podman, and what is like them, have in common. */
final class Networks {
    /** For their help. */
    static final String PARAGRAPH =
            "Containers are attached to networks there: the links of a parent become one network, which must be the same for all"
                    + " of them: the subnet, the default route, the MTU. The names of links and namespaces are not part of it.";

    /** Of flags other than bridge. */
    static final String OVERLOOKED = "# docker before 23.0 overlooks ipvlan_flag.";

    /** What docker's driver has no words for. */
    static final Set<Feature> DOCKER_UNSAYABLE = Collections.unmodifiableSet(EnumSet.of(
            Feature.ALIAS,
            Feature.MTU,
            Feature.DOWN,
            Feature.NO_IPV4,
            Feature.SEVERAL_ADDRESSES,
            Feature.ROUTES,
            Feature.METRIC,
            Feature.TABLE));

    private Networks() {}

    /** The options for subnets and gateways, in pairs. */
    static List<String> subnets(Target target, Network network) {
        List<String> words = new ArrayList<>();
        for (Network.Subnet subnet : network.subnets()) {
            requireRoom(target, network, subnet, 1);
            if (subnet.isIpv6()) {
                words.add("--ipv6");
            }
            words.addAll(List.of("--subnet", subnet.network().toString()));
            subnet.gateway().ifPresent(gateway -> words.addAll(List.of("--gateway", gateway.text())));
        }
        return words;
    }

    /** Refuses a subnet with fewer than so many bits for hosts. */
    static void requireRoom(Target target, Network network, Network.Subnet subnet, int bits) {
        Cidr cidr = subnet.network();
        if (cidr.prefixLength() > cidr.address().bits() - bits) {
            throw network.refused(target, "the subnet " + cidr + ", which has no room for containers");
        }
    }

    /** How a container gets the address of a link, as a comment. */
    static String comment(String program, Network network, LinkSpec link) {
        StringBuilder line = new StringBuilder("# as " + Display.safe(Feature.label(link)) + ": ");
        line.append(program).append(" run --network ").append(network.name());
        for (Cidr cidr : link.addresses()) {
            line.append(cidr.address().isIpv6() ? " --ip6 " : " --ip ").append(cidr.address());
        }
        return line.append(" IMAGE").toString();
    }
}
