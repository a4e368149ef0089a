package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.device;
import static io.github.ipvlanctl.kernel.Machine.given;
import static io.github.ipvlanctl.kernel.Machine.givenNetns;
import static io.github.ipvlanctl.kernel.Machine.ip;
import static io.github.ipvlanctl.kernel.Machine.run;
import static io.github.ipvlanctl.kernel.Machine.sh;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traffic: eth9 is one end of a wire whose other end, wire, is in the namespace peer. */
@OnAKernel
class WireKernelTest {
    @BeforeEach
    void aWire() {
        givenNetns("peer", "blue", "red");
        given(
                "link add name eth9 type veth peer name wire netns peer",
                "link set dev eth9 up",
                "address add 10.0.0.1/24 dev eth9");
        ip("-n peer link set dev wire up").succeeds();
        ip("-n peer address add 10.0.0.254/24 dev wire").succeeds();
    }

    private static Outcome ping(String netns, String address) {
        return sh("ip netns exec " + netns + " ping -c 1 -W 5 " + address);
    }

    @Test
    void twoLinksInTwoNamespacesReachEachOtherAndThePeerWithOneMac() {
        run("link add ipvl0 --parent eth9 --into blue --address 10.0.0.5/24 --gateway 10.0.0.254 --up")
                .succeeds();
        run("link add ipvl0 --parent eth9 --into red --address 10.0.0.6/24 --gateway 10.0.0.254 --up")
                .succeeds();

        ping("blue", "10.0.0.6").succeeds();
        ping("blue", "10.0.0.254").succeeds();
        ping("peer", "10.0.0.6").succeeds();
        String mac = device("eth9").get("address").getAsString();
        ip("-n peer neighbour show 10.0.0.5").prints(mac);
        ip("-n peer neighbour show 10.0.0.6").prints(mac);
    }

    @Test
    void privateLinksReachThePeerButNotEachOther() {
        run("link add ipvl0 --parent eth9 --flag private --into blue --address 10.0.0.5/24 --up")
                .succeeds();
        run("link add ipvl0 --parent eth9 --into red --address 10.0.0.6/24 --up")
                .succeeds();

        ping("blue", "10.0.0.254").succeeds();
        assertThat(sh("ip netns exec blue ping -c 1 -W 1 10.0.0.6").exit()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"l3", "l3s"})
    void thePeerReachesLinksInL3OverTheRouteThatTheNoteNames(String mode) {
        Outcome made = run("link add ipvl0 --parent eth9 --mode " + mode
                        + " --into blue --address 10.5.0.5/24 --route default --up")
                .succeeds();
        String route = "10.5.0.5/32 via 10.0.0.1";
        made.says("the routers around need routes: " + route);
        ip("-n peer route add " + route).succeeds();
        run("link add ipvl1 --parent eth9 --into red --address 10.6.0.5/24 --route default --up")
                .succeeds();

        ping("peer", "10.5.0.5").succeeds();
        ping("red", "10.5.0.5").succeeds();
    }

    @Test
    void linksSpeakIpv6() {
        ip("-n peer address add 2001:db8::254/64 dev wire nodad").succeeds();
        run("link add ipvl0 --parent eth9 --into blue --address 2001:db8::5/64 --gateway 2001:db8::254 --up")
                .succeeds();

        sh("for i in 1 2 3 4 5 6 7 8; do ip netns exec blue ping -c 1 -W 1 2001:db8::254 && exit; sleep .5; done; exit 1")
                .succeeds();
        ip("-n blue -6 route show default").prints("via 2001:db8::254");
    }

    @Test
    void aLinkOnAVlanSpeaksThroughItsTag() {
        ip("-n peer link add link wire name wire.20 type vlan id 20").succeeds();
        ip("-n peer link set dev wire.20 up").succeeds();
        ip("-n peer address add 10.20.0.254/24 dev wire.20").succeeds();

        run("link add ipvl0 --parent eth9 --vlan 20 --into blue --address 10.20.0.5/24 --up")
                .succeeds();
        ping("blue", "10.20.0.254").succeeds();
    }
}
