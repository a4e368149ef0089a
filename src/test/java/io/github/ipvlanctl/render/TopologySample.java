package io.github.ipvlanctl.render;

import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Lower;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.PortSettings;
import io.github.ipvlanctl.model.Sample;
import io.github.ipvlanctl.model.Topology;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A topology with every kind of place, state and problem, and with names that a format must escape. */
final class TopologySample {
    private static final Netns HERE = Netns.current();
    private static final Netns WEB = Sample.netns("web");
    private static final Netns DB = Sample.netns("db");
    private static final Netns CONTAINER = new Netns.OfProcess(4242);
    private static final PortSettings L2 = PortSettings.DEFAULT;
    private static final PortSettings L3 = new PortSettings(Mode.L3, Flag.PRIVATE);
    private static final PortSettings L3S = new PortSettings(Mode.L3S, Flag.VEPA);
    private static final String MAC = Sample.MAC;

    private TopologySample() {}

    static List<Topology.Branch> branches() {
        Host host = Sample.host(
                parent(2, "eth0", "", MAC, null, "192.168.1.10/24", "2001:db8::10/64"),
                down(parent(3, "eth1", "", "02:00:00:00:00:02", null, "10.0.0.1/24")),
                Sample.sized(
                        parent(
                                4,
                                "eth0.30",
                                "vlan",
                                "02:00:00:00:00:03",
                                new Lower.Here(new InterfaceName("eth0")),
                                "172.16.30.1/24"),
                        1496,
                        30),
                link(HERE, 5, "ipvl0", 2, MAC, L2, "192.168.1.100/24"),
                link(WEB, 2, "web0", 2, MAC, L2, "192.168.1.101/24", "2001:db8::101/64"),
                Sample.sized(link(WEB, 3, "web1", 2, MAC, L2, "192.168.1.10/24"), 9000, null),
                lowerDown(link(DB, 2, "db0", 3, "02:00:00:00:00:02", L3, "10.0.0.5/24", "192.168.1.101/24")),
                down(link(DB, 3, "db1", 3, "02:00:00:00:00:02", L3)),
                Sample.sized(link(WEB, 4, "v<&\"'0", 4, "02:00:00:00:00:03", L3S, "172.16.30.7/24"), 1496, null),
                link(CONTAINER, 9, "eth0", 2, MAC, L2, "192.168.1.110/24"),
                link(CONTAINER, 10, "far0", 77, "02:00:00:00:00:07", L2, "198.51.100.7/24"));
        return Topology.of(host.ports(), host.ports()).branches();
    }

    private static Device parent(
            int ifindex, String name, String kind, String mac, @Nullable Lower lower, String... addresses) {
        return Sample.device(HERE, ifindex, name, kind, "ether", mac, lower, null, addresses);
    }

    private static Device link(
            Netns netns, int ifindex, String name, int parent, String mac, PortSettings settings, String... addresses) {
        Lower lower = netns.equals(HERE) ? new Lower.Here(new InterfaceName("eth0")) : new Lower.Elsewhere(parent, 0);
        return Sample.device(netns, ifindex, name, "ipvlan", "ether", mac, lower, settings, addresses);
    }

    private static Device down(Device device) {
        return Sample.with(device, List.of(), null, null);
    }

    private static Device lowerDown(Device device) {
        return Sample.with(device, List.of("UP", "M-DOWN"), null, null);
    }
}
