package io.github.ipvlanctl.model;

import static io.github.ipvlanctl.model.Sample.MAC;
import static io.github.ipvlanctl.model.Sample.ether;
import static io.github.ipvlanctl.model.Sample.host;
import static io.github.ipvlanctl.model.Sample.ipvlan;
import static io.github.ipvlanctl.model.Sample.netns;
import static io.github.ipvlanctl.testing.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostTest {
    private static final Netns HERE = Netns.current();
    private static final Netns BLUE = netns("blue");
    private static final PortSettings L2 = PortSettings.DEFAULT;

    private final Device eth0 = ether(HERE, 3, "eth0");
    private final Device ipvl0 = ipvlan(4, "ipvl0", "eth0", L2, "192.168.1.100/24");
    private final Device web0 = ipvlan(BLUE, 2, "web0", new Lower.Elsewhere(3, 0), L2, "192.168.1.101/24");

    private static InterfaceName name(String text) {
        return new InterfaceName(text);
    }

    @Test
    void aLinkInAnotherNamespaceBelongsToTheDeviceWithItsParentsIndexAndMac() {
        Device sameIndex = Sample.device(netns("red"), 3, "eth9", "", "ether", "02:00:00:00:00:99", null, null);
        Host host = host(sameIndex, eth0, ipvl0, web0);

        assertThat(host.asLink(web0).parent()).isEqualTo(eth0);
        assertThat(host.ports()).hasSize(1);
        assertThat(host.portOn(eth0).orElseThrow().links())
                .extracting(link -> link.device().label())
                .containsExactly("ipvl0", "web0 (netns blue)");
    }

    @Test
    void theDevicesOfANamespaceAreLookedUpAndNotSearchedForEachTime() {
        Host host = host(eth0, web0, ipvl0);

        assertThat(host.devices(HERE)).containsExactly(eth0, ipvl0).isSameAs(host.devices(HERE));
        assertThat(host.devices(BLUE)).containsExactly(web0);
        assertThat(host.devices(netns("red"))).isEmpty();
    }

    @Test
    void aLinksParentIsNeverInTheLinksOwnNamespaceWhenTheKernelSaysElsewhere() {
        Device decoy = ether(BLUE, 3, "decoy");

        assertThat(host(decoy, eth0, web0).asLink(web0).parent()).isEqualTo(eth0);
        assertThat(host(decoy, web0).asLink(web0).parent()).isNull();
    }

    @Test
    void aSiblingThatHasTheParentsIndexInItsOwnNamespaceIsNotTakenForTheParent() {
        Device sibling = ipvlan(netns("red"), 3, "web1", new Lower.Elsewhere(3, 0), L2);
        Host host = host(sibling, web0, eth0);

        assertThat(host.asLink(web0).parent()).isEqualTo(eth0);
        assertThat(host.asLink(sibling).parent()).isEqualTo(eth0);
    }

    @Test
    void theNumberOfTheParentsNamespaceDecidesBetweenTwins() {
        Netns red = netns("red");
        Device twin = ether(red, 3, "eth0");
        Device web1 = ipvlan(BLUE, 5, "web1", new Lower.Elsewhere(3, 1), L2);
        Host unaware = host(twin, eth0, web0, web1);
        assertThat(unaware.unclear()).containsExactly(BLUE);
        assertThat(host(eth0, web0, web1).unclear()).isEmpty();

        Host host = new Host(unaware.devices(), new NetnsIds(Map.of(BLUE, Map.of(1, red))));
        assertThat(host.asLink(web0).parent()).isEqualTo(eth0);
        assertThat(host.asLink(web1).parent()).isEqualTo(twin);
        assertThat(host.portOn(eth0).orElseThrow().links())
                .extracting(Link::device)
                .containsExactly(web0);
    }

    @Test
    void aLinkMayBearItsParentsNameInAnotherNamespace() {
        Device twin = ipvlan(BLUE, 2, "eth0", new Lower.Elsewhere(3, 0), L2);
        Host host = host(eth0, twin);

        assertThat(host.asLink(twin).parent()).isEqualTo(eth0);
        assertThat(host.require(name("eth0"))).isEqualTo(eth0);
    }

    @Test
    void linksOfAParentThatCannotBeSeenAreGroupedByItsIndexAndMac() {
        Device other = ipvlan(BLUE, 5, "web1", new Lower.Elsewhere(3, 0), L2);
        Device strange = ipvlan(BLUE, 6, "web2", new Lower.Elsewhere(9, 0), L2);
        Host host = host(web0, other, strange);

        assertThat(host.ports()).extracting(port -> port.links().size()).containsExactly(2, 1);
        assertThat(host.ports().get(0).parentLabel()).isEqualTo("a parent that cannot be seen from here");
        assertThat(host.portOf(host.asLink(other)).links()).hasSize(2);
    }

    @Test
    void portsOfSeveralParentsAreKeptApart() {
        Device eth1 = ether(HERE, 8, "eth1");
        Host host = host(eth0, eth1, ipvl0, ipvlan(9, "ipvl9", "eth1", new PortSettings(Mode.L3, Flag.VEPA)));

        assertThat(host.portOn(eth1).orElseThrow().settings()).hasToString("l3 vepa");
        assertThat(host.portOn(eth0).orElseThrow().holder(IpAddress.parse("192.168.1.100")))
                .contains(host.asLink(ipvl0));
        assertThat(host.portOn(eth1).orElseThrow().holder(IpAddress.parse("192.168.1.100")))
                .isEmpty();
    }

    @Test
    void aMissingDeviceIsReportedWithWhatIsCloseToIt() {
        assertFails(
                () -> host(eth0, ipvl0, web0).require(name("eth1")),
                ErrorKind.NOT_FOUND,
                "there is no device eth1",
                "did you mean eth0?");
        assertFails(
                () -> host(eth0, ipvl0, web0).requireLink(name("nothing")),
                ErrorKind.NOT_FOUND,
                "there is no link nothing",
                "IPvlan links here: ipvl0");
    }

    @Test
    void onlyAnIpvlanLinkIsALink() {
        assertFails(
                () -> host(eth0).requireLink(name("eth0")),
                ErrorKind.CONFLICT,
                "eth0 is not an IPvlan link: ipvlanctl changes IPvlan links only",
                "'ipvlanctl link show' lists them");
        Device bridge = Sample.device(HERE, 7, "br0", "bridge", "ether", Sample.MAC, null, null);
        assertFails(
                () -> host(bridge).requireLink(name("br0")),
                ErrorKind.CONFLICT,
                "br0 is a bridge device: ipvlanctl changes IPvlan links only",
                "'ipvlanctl link show' lists them");
    }

    @Test
    void theStackIsReadFromTheAlias() {
        assertThat(host(eth0).asLink(Sample.aliased(ipvl0, "ipvlanctl:edge")).stack())
                .isEqualTo("edge");
        assertThat(host(eth0).asLink(Sample.aliased(ipvl0, "for web")).stack()).isNull();
        assertThat(host(eth0).asLink(ipvl0).stack()).isNull();
    }

    @Test
    void anEthernetDeviceHasNothingInItsWay() {
        assertObstacle(host(eth0, ipvl0), eth0, null, null);
    }

    @Test
    void aLoopbackDeviceCannotBeAParent() {
        Device lo = Sample.device(HERE, 1, "lo", "", "loopback", "", null, null);

        assertObstacle(host(lo), lo, "it is a loopback device", "IPvlan needs an Ethernet device");
    }

    @Test
    void anIpvlanLinkCannotBeAParent() {
        assertObstacle(host(eth0, ipvl0), ipvl0, "it is an IPvlan link itself, on eth0", "use --parent eth0");
        assertObstacle(
                host(web0),
                web0,
                "it is an IPvlan link itself, on a parent that cannot be seen from here",
                "choose another parent");
    }

    @Test
    void aTunnelCannotBeAParent() {
        Device tun0 = Sample.device(HERE, 5, "tun0", "gre", "gre", "", null, null);

        assertObstacle(
                host(tun0), tun0, "it is not an Ethernet device (link type gre)", "IPvlan needs an Ethernet device");
    }

    @Test
    void aPortOfABridgeOrBondCannotBeAParent() {
        Device port = Sample.with(eth0, List.of("UP"), "br0", "bridge");
        Device odd = Sample.with(eth0, List.of("UP"), "team0", null);

        assertObstacle(
                host(port),
                port,
                "it belongs to the bridge br0",
                "use br0 itself as the parent, or take eth0 out of it");
        assertObstacle(host(odd), odd, "it belongs to team0", "use team0 itself as the parent, or take eth0 out of it");
    }

    @Test
    void aDeviceInAVrfCanBeAParent() {
        Device inVrf = Sample.with(eth0, List.of("UP"), "vrf0", "vrf");

        assertObstacle(host(inVrf), inVrf, null, null);
    }

    @Test
    void aDeviceWithMacvlanDevicesCannotBeAParent() {
        Device here = Sample.device(
                HERE, 9, "mv0", "macvlan", "ether", "02:00:00:00:00:77", new Lower.Here(name("eth0")), null);
        Device there =
                Sample.device(BLUE, 9, "mv1", "macvtap", "ether", "02:00:00:00:00:78", new Lower.Elsewhere(3, 0), null);

        assertObstacle(
                host(eth0, here, there),
                eth0,
                "it has macvlan devices: mv0, mv1 (netns blue)",
                "a device carries macvlan or IPvlan, not both");
    }

    @Test
    void aMacvlanDeviceWhoseParentNobodyCanTellIsInNobodysWay() {
        Device elsewhere =
                Sample.device(BLUE, 9, "mv1", "macvlan", "ether", "02:00:00:00:00:78", new Lower.Elsewhere(3, 0), null);
        Device sameIndex = Sample.device(netns("red"), 3, "eth9", "", "ether", "02:00:00:00:00:99", null, null);

        assertObstacle(
                host(eth0, elsewhere),
                eth0,
                "it has macvlan devices: mv1 (netns blue)",
                "a device carries macvlan or IPvlan, not both");
        assertObstacle(host(eth0, elsewhere, sameIndex), eth0, null, null);
    }

    private static void assertObstacle(Host host, Device parent, @Nullable String reason, @Nullable String advice) {
        Obstacle expected = reason == null || advice == null ? null : new Obstacle(reason, advice);
        assertThat(host.obstacle(parent).orElse(null)).isEqualTo(expected);
    }

    @Test
    void aDeviceIsUpOnlyWhenWhatLiesBelowIs() {
        assertThat(Sample.with(eth0, List.of("UP", "LOWER_UP"), null, null).state())
                .isEqualTo(LinkState.UP);
        assertThat(Sample.with(eth0, List.of("UP", "M-DOWN"), null, null).state())
                .isEqualTo(LinkState.LOWERLAYERDOWN);
        assertThat(Sample.with(eth0, List.of("UP", "NO-CARRIER"), null, null).state())
                .isEqualTo(LinkState.LOWERLAYERDOWN);
        assertThat(Sample.with(eth0, List.of("NO-CARRIER"), null, null).state()).isEqualTo(LinkState.DOWN);
    }

    @Test
    void aVlanDeviceThatIsYetToBeMadeIsLikeItsParent() {
        Device vlan = eth0.asVlan(name("eth0.20"), VlanId.parse("20"));

        assertThat(vlan.name()).isEqualTo(name("eth0.20"));
        assertThat(vlan.mtu()).isEqualTo(eth0.mtu());
        assertThat(vlan.vlan()).isEqualTo(20);
        assertThat(host(eth0).obstacle(vlan)).isEmpty();
    }

    @Test
    void devicesAreFoundByNamespace() {
        Host host = host(eth0, ipvl0, web0);

        assertThat(host.devices(BLUE)).isEqualTo(List.of(web0));
        assertThat(host.devices()).hasSize(3);
        assertThat(host.device(BLUE, name("eth0"))).isEmpty();
    }

    @Test
    void aMacvlanDeviceToosParentMayBeUnclear() {
        Device twin = ether(netns("red"), 3, "eth0");
        Device macvlan = Sample.device(BLUE, 2, "mv0", "macvlan", "ether", MAC, new Lower.Elsewhere(3, 0), null);
        Device vlan = Sample.device(BLUE, 2, "eth0.7", "vlan", "ether", MAC, new Lower.Elsewhere(3, 0), null);

        assertThat(host(twin, eth0, macvlan).unclear()).containsExactly(BLUE);
        assertThat(host(twin, eth0, vlan).unclear()).isEmpty();
    }

    @Test
    void aNamespaceWithoutANumberMayBeAny() {
        NetnsIds ids = new NetnsIds(Map.of(BLUE, Map.of(1, netns("red"))));

        assertThat(ids.mayBe(BLUE, null, HERE)).isTrue();
        assertThat(ids.mayBe(HERE, 1, BLUE)).isTrue();
        assertThat(ids.mayBe(BLUE, 1, netns("red"))).isTrue();
        assertThat(ids.mayBe(BLUE, 1, HERE)).isFalse();
        assertThat(ids.mayBe(BLUE, 2, HERE)).isTrue();
        assertThat(ids.mayBe(BLUE, 2, netns("green"))).isFalse();
    }
}
