package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.device;
import static io.github.ipvlanctl.kernel.Machine.devices;
import static io.github.ipvlanctl.kernel.Machine.given;
import static io.github.ipvlanctl.kernel.Machine.givenNetns;
import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.has;
import static io.github.ipvlanctl.kernel.Machine.hasFlag;
import static io.github.ipvlanctl.kernel.Machine.ip;
import static io.github.ipvlanctl.kernel.Machine.port;
import static io.github.ipvlanctl.kernel.Machine.run;
import static io.github.ipvlanctl.kernel.Machine.sh;
import static io.github.ipvlanctl.kernel.Machine.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which devices can carry IPvlan, and what happens to them and with them. */
@OnAKernel
class ParentKernelTest {
    @BeforeEach
    void aParent() {
        givenParent("eth9");
    }

    private static void refuses(String parent, String... reasons) {
        String before = state();
        run("link add ipvl1 --parent " + parent)
                .exits(3)
                .says(parent + " cannot be a parent")
                .says(reasons);
        assertThat(state()).isEqualTo(before);
        assertThat(run("parent list -o name").succeeds().out().lines()).doesNotContain(parent);
        run("parent show " + parent).succeeds().prints(reasons);
    }

    private static void kernelSays(String parent, String reason) {
        ip("link add link " + parent + " name ipvl1 type ipvlan mode l2")
                .exits(2)
                .says(reason);
    }

    @Test
    void refusesALinkAsAParentAndNamesTheRealOne() {
        given("link add link eth9 name ipvl0 type ipvlan mode l2 bridge");
        refuses("ipvl0", "it is an IPvlan link itself, on eth9");
        run("link add ipvl1 --parent ipvl0").says("use --parent eth9");

        ip("link add link ipvl0 name ipvl1 type ipvlan mode l3").succeeds().saysNothing();
        assertThat(device("ipvl1").get("link").getAsString()).isEqualTo("eth9");
        assertThat(port("ipvl0")).isEqualTo("l3 bridge");
    }

    @Test
    void refusesTheLoopbackDevice() {
        refuses("lo", "loopback");
        kernelSays("lo", "Invalid argument");
    }

    @Test
    void refusesADeviceThatIsNotEthernet() {
        assumeTrue(sh("modprobe tun; ip tuntap add dev tun0 mode tun").exit() == 0, "this sandbox has no tun devices");
        refuses("tun0", "not an Ethernet device");
        kernelSays("tun0", "Invalid argument");
    }

    @Test
    void refusesABridgePort() {
        given("link add name br0 type bridge", "link set dev eth9 master br0");
        refuses("eth9", "it belongs to the bridge br0");
        kernelSays("eth9", "Device or resource busy");
    }

    @Test
    void refusesASlaveOfABond() {
        assumeTrue(sh("modprobe bonding max_bonds=0").exit() == 0, "this sandbox has no bonds");
        given("link add name bond0 type bond", "link set dev eth9 down", "link set dev eth9 master bond0");
        refuses("eth9", "it belongs to the bond bond0");
        kernelSays("eth9", "Device or resource busy");
    }

    @Test
    void refusesADeviceWithMacvlans() {
        given("link add link eth9 name mac0 type macvlan mode bridge");
        refuses("eth9", "it has macvlan devices: mac0");
        kernelSays("eth9", "Device or resource busy");
    }

    @Test
    void refusesADeviceWithAMacvlanInAnotherNamespace() {
        givenNetns("blue");
        given("link add link eth9 name mac0 netns blue type macvlan mode bridge");
        refuses("eth9", "it has macvlan devices: mac0 (netns blue)");
    }

    @Test
    void showsTheLinksThatKeepOthersFromUsingAParent() {
        givenNetns("blue");
        run("link add ipvl0 --parent eth9").succeeds();
        run("link add web0 --parent eth9 --into blue").succeeds();
        given("link add name br0 type bridge");

        ip("link add link eth9 name mac0 type macvlan mode bridge").exits(2).says("Device or resource busy");
        ip("link set dev eth9 master br0").exits(2).says("Device or resource busy");
        run("parent list").succeeds().prints("ipvl0, web0 (netns blue)");
    }

    @Test
    void worksOnVlanDevicesAndBridges() {
        given(
                "link add link eth9 name eth9.20 type vlan id 20",
                "link add name br0 type bridge",
                "link set dev br0 up");

        run("link add ipvl1 --parent eth9.20").succeeds();
        run("link add ipvl2 --parent br0").succeeds();
        assertThat(device("ipvl1").get("link").getAsString()).isEqualTo("eth9.20");
        assertThat(device("ipvl2").get("link").getAsString()).isEqualTo("br0");
    }

    @Test
    void makesTheVlanDeviceThatItPutsALinkOn() {
        run("link add ipvl1 --parent eth9 --vlan 20 --up").succeeds().saysNothing();
        assertThat(device("ipvl1").get("link").getAsString()).isEqualTo("eth9.20");
        assertThat(device("eth9.20").getAsJsonObject("linkinfo").toString()).contains("\"id\":20");
        assertThat(hasFlag("UP", "eth9.20")).isTrue();

        run("link add ipvl2 --parent eth9 --vlan 20").succeeds();
        assertThat(device("ipvl2").get("link").getAsString()).isEqualTo("eth9.20");
        given("link add link eth9 name thirty type vlan id 30");
        run("link add ipvl3 --parent eth9 --vlan 30").succeeds();
        assertThat(device("ipvl3").get("link").getAsString()).isEqualTo("thirty");
    }

    @Test
    void doesNotTakeAnotherDeviceForTheVlan() {
        givenParent("eth9.40");

        run("link add ipvl1 --parent eth9 --vlan 40").exits(3).says("eth9.40 is there, but is not VLAN 40 on eth9");
        assertThat(has("ipvl1")).isFalse();
    }

    @Test
    void saysWhenTheDriverIsMissing() {
        assumeTrue("uml".equals(System.getenv("IPVLANCTL_SANDBOX")), "the machine's own driver is not taken away");
        sh("echo install ipvlan /bin/false > /etc/modprobe.d/none.conf; modprobe -r ipvlan")
                .succeeds();
        try {
            ip("link add link eth9 name ipvl1 type ipvlan mode l2").exits(2).says("Unknown device type");
            run("link add ipvl1 --parent eth9 --into blue --create-netns")
                    .exits(6)
                    .says("no ipvlan driver", "modprobe ipvlan");
            assertThat(Machine.namespaces()).isEmpty();
        } finally {
            sh("rm /etc/modprobe.d/none.conf; modprobe ipvlan").succeeds();
        }
    }

    @Test
    void deletesAndMovesNoParent() {
        givenNetns("blue", "red");
        run("link add ipvl0 --parent eth9").succeeds();
        run("link add web0 --parent eth9 --into blue").succeeds();
        String before = state();

        run("link del eth9").exits(3).says("eth9 is a dummy device", "IPvlan links only");
        run("link set eth9 --into red").exits(3).says("eth9");
        run("link set eth9 --down").exits(3).says("eth9");
        run("addr add 10.0.0.1/24 --dev eth9").exits(3).says("eth9");
        run("addr flush --dev lo").exits(3).says("lo");
        run("route add 10.0.0.0/8 --dev eth9").exits(3).says("eth9");
        assertThat(state()).isEqualTo(before);

        given("link set dev eth9 netns red");
        assertThat(device("ipvl0").has("link")).as("left behind").isFalse();
        assertThat(run("link show -j").one().toString()).contains("\"parent\":\"eth9\",\"parent_netns\":\"red\"");
        ip("-n red link delete dev eth9").succeeds();
        assertThat(has("ipvl0")).isFalse();
        assertThat(has("web0", "-n", "blue")).isFalse();
    }

    @Test
    void warnsOfAParentThatIsDown() {
        given("link set dev eth9 down");

        run("link add ipvl0 --parent eth9 --up")
                .succeeds()
                .says("note: eth9 is down: no traffic until 'ip link set dev eth9 up'")
                .prints("lowerlayerdown");
        assertThat(hasFlag("M-DOWN", "ipvl0")).isTrue();
        run("link add ipvl1 --parent eth9 -q").succeeds().saysNothing();
    }

    @Test
    void namesCloseParentsWhenThereIsNone() {
        run("link add ipvl0 --parent eth8").exits(4).says("there is no device eth8", "did you mean eth9?");
        assertThat(devices()).doesNotContain("ipvl0");
    }
}
