package io.github.ipvlanctl.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network as docker shows it.
 *
 * @param id docker's own, 64 hexadecimal digits
 * @param driver {@code ipvlan}, {@code bridge}, …
 * @param parent the device below, or null for a driver that has none
 * @param settings mode and flag of an IPvlan network's links; docker's defaults where it says nothing
 * @param labels each {@code KEY=VALUE}
 * @param containers those that run and are connected
 */
public record DockerNetwork(
        String name,
        String id,
        String driver,
        @Nullable String parent,
        PortSettings settings,
        List<DockerSubnet> subnets,
        boolean ipv6,
        boolean internal,
        List<String> labels,
        List<Member> containers) {
    private static final String IPVLAN = "ipvlan";

    /** A container, with its addresses in the network. */
    public record Member(String name, List<Cidr> addresses) {}

    /** Copies the lists. */
    public DockerNetwork {
        subnets = List.copyOf(subnets);
        labels = List.copyOf(labels);
        containers = List.copyOf(containers);
    }

    /** True for one whose containers get IPvlan links. */
    public boolean isIpvlan() {
        return driver.equals(IPVLAN);
    }
}
