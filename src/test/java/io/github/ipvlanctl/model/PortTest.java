package io.github.ipvlanctl.model;

import static io.github.ipvlanctl.model.Sample.ether;
import static io.github.ipvlanctl.model.Sample.host;
import static io.github.ipvlanctl.model.Sample.ipvlan;
import static io.github.ipvlanctl.model.Sample.netns;
import static io.github.ipvlanctl.testing.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortTest {
    @Test
    void anAddressInANamespaceWithoutANameIsFreedThere() {
        Netns process = new Netns.OfProcess(42);
        Device eth0 = Sample.ether(Netns.current(), 3, "eth0");
        Device held = Sample.ipvlan(
                process, 2, "web0", new Lower.Elsewhere(3, 0), PortSettings.DEFAULT, "10.0.0.5/8", "192.168.1.101/24");
        Host host = Sample.host(eth0, held);

        assertFails(
                () -> Rules.address(
                        IpAddress.parse("192.168.1.101"),
                        eth0,
                        host.portOn(eth0).orElseThrow()),
                ErrorKind.CONFLICT,
                "192.168.1.101 is in use on web0 (netns /proc/42/ns/net), a link of the same parent",
                "choose another, or free it with"
                        + " 'nsenter --net=/proc/42/ns/net ip address delete 192.168.1.101/24 dev web0'");
    }

    private static final PortSettings L2 = PortSettings.DEFAULT;

    private final Device eth0 = ether(Netns.current(), 3, "eth0");
    private final Port port = host(
                    eth0,
                    ipvlan(4, "ipvl0", "eth0", L2),
                    ipvlan(netns("blue"), 2, "web0", new Lower.Elsewhere(3, 0), L2))
            .portOn(eth0)
            .orElseThrow();

    private void refuse(PortSettings wanted) {
        port.refuseSwitch("ipvl1", wanted, port.links(), "the advice");
    }

    @Test
    void refusesASwitchNamingTheLinksAndTheirNamespaces() {
        assertFails(
                () -> refuse(new PortSettings(Mode.L3, Flag.BRIDGE)),
                ErrorKind.CONFLICT,
                "ipvl1 in mode l3 would switch 2 links on eth0 from l2: ipvl0, web0 (netns blue)",
                "the advice");
    }

    @Test
    void saysWhichOfTheTwoWouldSwitch() {
        assertFails(
                () -> refuse(new PortSettings(Mode.L2, Flag.VEPA)),
                ErrorKind.CONFLICT,
                "ipvl1 with flag vepa would switch 2 links on eth0 from bridge: ipvl0, web0 (netns blue)",
                "the advice");
        assertFails(
                () -> refuse(new PortSettings(Mode.L3S, Flag.PRIVATE)),
                ErrorKind.CONFLICT,
                "ipvl1 in mode l3s private would switch 2 links on eth0 from l2 bridge: ipvl0, web0 (netns blue)",
                "the advice");
    }

    @Test
    void allowsWhatSwitchesNothing() {
        refuse(L2);
        port.refuseSwitch("ipvl1", new PortSettings(Mode.L3, Flag.VEPA), List.of(), "the advice");
    }

    @Test
    void speaksOfOneLinkInTheSingular() {
        assertFails(
                () -> port.refuseSwitch(
                        "ipvl1",
                        new PortSettings(Mode.L3, Flag.BRIDGE),
                        port.links().subList(0, 1),
                        "the advice"),
                ErrorKind.CONFLICT,
                "ipvl1 in mode l3 would switch 1 link on eth0 from l2: ipvl0",
                "the advice");
    }

    @Test
    void namesTenLinksAndCountsTheRest() {
        List<Device> devices = new ArrayList<>(List.of(eth0));
        for (int i = 0; i < 12; i++) {
            devices.add(ipvlan(10 + i, "v" + i, "eth0", L2));
        }

        assertThat(Port.names(new Host(devices).links()))
                .isEqualTo("v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, and 2 more");
        assertThat(Port.names(new Host(devices).links().subList(0, 10)))
                .isEqualTo("v0, v1, v2, v3, v4, v5, v6, v7, v8, v9");
    }

    @Test
    void leavesWhatIsNotAskedForAsItStands() {
        assertThat(port.with(null, null)).isEqualTo(L2);
        assertThat(port.with(Mode.L3, null)).isEqualTo(new PortSettings(Mode.L3, Flag.BRIDGE));
        assertThat(port.with(null, Flag.VEPA)).isEqualTo(new PortSettings(Mode.L2, Flag.VEPA));
    }

    @Test
    void countsInWordsAsFarAsTen() {
        assertThat(List.of(1, 2, 3, 10, 11))
                .map(Port::all)
                .containsExactly("it", "both", "all three", "all ten", "all 11");
    }

    @Test
    void isChangedThroughALinkThatIsHereIfThereIsOne() {
        Device here = ipvlan(4, "ipvl0", "eth0", L2);
        Device there = ipvlan(netns("blue"), 2, "web0", new Lower.Elsewhere(3, 0), L2);

        assertThat(host(eth0, there, here).portOn(eth0).orElseThrow().anyLink()).isEqualTo(here);
        assertThat(host(eth0, there).portOn(eth0).orElseThrow().anyLink()).isEqualTo(there);
    }
}
