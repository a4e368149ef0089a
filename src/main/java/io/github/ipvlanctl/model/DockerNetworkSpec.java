package io.github.ipvlanctl.model;

import io.github.ipvlanctl.error.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An IPvlan network as somebody wants docker to have it.
 *
 * @param parent the device below; {@code eth0.20} that is not there is made by docker, VLAN 20 on eth0
 * @param mode null for the port's present one
 * @param flag likewise
 * @param internal whether containers get no default route
 * @param labels each {@code KEY=VALUE}, or a key alone
 */
public record DockerNetworkSpec(
        NetworkName name,
        InterfaceName parent,
        @Nullable Mode mode,
        @Nullable Flag flag,
        List<DockerSubnet> subnets,
        boolean internal,
        List<String> labels) {
    /** Copies the lists. */
    public DockerNetworkSpec {
        subnets = List.copyOf(subnets);
        labels = List.copyOf(labels);
    }

    /**
     * Reads a label, {@code KEY=VALUE} or {@code KEY}.
     *
     * @throws Failure of kind {@code USAGE} when it has no key
     */
    public static String parseLabel(String text) {
        if (text.isEmpty() || text.startsWith("=")) {
            throw Failure.usage("'" + Display.safe(text) + "' is not a label", "for example team=web");
        }
        return text;
    }

    /** Whether one of the subnets is of IPv6. */
    public boolean hasIpv6() {
        return subnets.stream().anyMatch(subnet -> subnet.subnet().address().isIpv6());
    }

    /** Whether one of the subnets is of IPv4. */
    public boolean hasIpv4() {
        return subnets.stream().anyMatch(subnet -> !subnet.subnet().address().isIpv6());
    }

    /** The same, with all decided. */
    public DockerNetworkSpec decided(PortSettings settings, List<DockerSubnet> with) {
        return new DockerNetworkSpec(name, parent, settings.mode(), settings.flag(), with, internal, labels);
    }
}
