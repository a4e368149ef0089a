package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.given;
import static io.github.ipvlanctl.kernel.Machine.givenNetns;
import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.has;
import static io.github.ipvlanctl.kernel.Machine.hasFlag;
import static io.github.ipvlanctl.kernel.Machine.ip;
import static io.github.ipvlanctl.kernel.Machine.run;
import static io.github.ipvlanctl.kernel.Machine.sh;
import static io.github.ipvlanctl.kernel.Machine.state;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes, and what l3 makes of them. */
@OnAKernel
class RouteKernelTest {
    @BeforeEach
    void aLinkThatIsUp() {
        givenParent("eth9");
        given(
                "link add link eth9 name ipvl0 type ipvlan mode l2 bridge",
                "address add 10.0.0.5/24 dev ipvl0",
                "address add 2001:db8::5/64 dev ipvl0 nodad",
                "link set dev ipvl0 up");
    }

    @Test
    void refusesANexthopThatIsNotOnTheLink() {
        String before = state();

        run("route add 10.9.0.0/16 --via 10.1.0.1 --dev ipvl0")
                .exits(3)
                .says("the nexthop 10.1.0.1 is not in a network of ipvl0", "10.0.0.5/24");
        run("link add ipvl1 --parent eth9 --address 10.7.0.5/24 --gateway 10.8.0.1 --up")
                .exits(3)
                .says("10.8.0.1 is not in a network of ipvl1: 10.7.0.5/24");
        run("link add ipvl1 --parent eth9 --gateway 10.8.0.1 --up").exits(3).says("which has no address");
        run("link add ipvl1 --parent eth9 --address 10.7.0.5/24 --gateway 10.7.0.1")
                .exits(2)
                .says("add --up");
        assertThat(state()).isEqualTo(before);

        ip("route add 10.9.0.0/16 via 10.1.0.1 dev ipvl0").exits(2).says("Nexthop has invalid gateway");
    }

    @Test
    void takesAnyNexthopWhereTheLinksOwnDefaultRouteLeadsToIt() {
        run("route add default --dev ipvl0").succeeds();
        run("route add 10.9.0.0/16 --via 10.1.0.1 --dev ipvl0").succeeds();
        run("route add ::/0 --dev ipvl0").succeeds();
        run("route add 2001:db8:9::/48 --via 2001:db8:1::1 --dev ipvl0").succeeds();

        ip("-4 route show dev ipvl0").prints("10.9.0.0/16 via 10.1.0.1");
        ip("-6 route show dev ipvl0").prints("2001:db8:9::/48 via 2001:db8:1::1");
    }

    /** With the first address of a network the kernel takes the others, and with the last all routes. */
    @Test
    void aRouteComesBackWithItsMetrics() {
        given(
                "address add 10.0.0.6/24 dev ipvl0",
                "route add 10.9.0.0/16 via 10.0.0.1 dev ipvl0 mtu 1300 rtt 40ms rttvar 20ms rto_min 1500ms"
                        + " congctl reno features ecn");
        String before = ip("-4 route show 10.9.0.0/16")
                .prints("mtu 1300", "rtt 40ms", "reno", "ecn")
                .out();

        run("addr del 10.0.0.5/24 --dev ipvl0").succeeds();
        assertThat(ip("-4 route show 10.9.0.0/16").out()).isEqualTo(before);
        run("route del 10.9.0.0/16 --dev ipvl0").succeeds();
        assertThat(ip("-4 route show 10.9.0.0/16").out()).isEmpty();
    }

    @Test
    void refusesARouteThroughALinkThatIsDown() {
        given("link set dev ipvl0 down");

        run("route add 10.9.0.0/16 --via 10.0.0.1 --dev ipvl0").exits(3).says("ipvl0 is down", "link set ipvl0 --up");
        ip("route add 10.9.0.0/16 via 10.0.0.1 dev ipvl0").exits(2);
    }

    @Test
    void addsShowsAndDeletesRoutesOfBothFamilies() {
        run("route add 10.9.0.0/16 --via 10.0.0.1 --dev ipvl0 --metric 50").succeeds();
        run("route add default via 10.0.0.1 dev ipvl0").succeeds();
        run("route add 10.10.0.1 --dev ipvl0 --table 77").succeeds();
        run("route add 2001:db8:9::/48 --via 2001:db8::1 --dev ipvl0").succeeds();
        run("route add ::/0 --via fe80::1 --dev ipvl0").succeeds();
        ip("-4 route show table all dev ipvl0")
                .prints("10.9.0.0/16 via 10.0.0.1 metric 50", "default via 10.0.0.1", "10.10.0.1 table 77 scope link");
        ip("-6 route show dev ipvl0").prints("2001:db8:9::/48 via 2001:db8::1", "default via fe80::1");
        run("route show ipvl0").succeeds().prints("10.9.0.0/16", "50", "77", "2001:db8:9::/48", "fe80::1");

        run("route add 10.9.0.0/16 --via 10.0.0.2 --dev ipvl0 --metric 50")
                .exits(3)
                .says("there is a route to");
        run("route del 10.9.0.0/16 --dev ipvl0").succeeds();
        run("route del default --via 10.0.0.1 --dev ipvl0").succeeds();
        run("route del 10.10.0.1 --dev ipvl0 --table 77").succeeds();
        run("route del 2001:db8:9::/48 --dev ipvl0").succeeds();
        run("route del ::/0 --via fe80::1 --dev ipvl0").succeeds();
        run("route del 10.9.0.0/16 --dev ipvl0").exits(4).says("there is no route to 10.9.0.0/16");
        assertThat(ip("route show table all dev ipvl0").out()).doesNotContain("via", "table 77");
    }

    @Test
    void addsTheRoutesOfANewLinkInAnOrderThatTheKernelTakes() {
        run("link add ipvl1 --parent eth9 --address 10.7.0.5/32 --route 10.7.0.1 --gateway 10.7.0.1"
                        + " --route 10.6.0.0/16,via=10.7.0.1,metric=9 --up")
                .succeeds();
        ip("route show dev ipvl1")
                .prints("10.7.0.1 scope link", "default via 10.7.0.1", "10.6.0.0/16 via 10.7.0.1 metric 9");
    }

    @Test
    void saysWhatTheRoutersAroundNeedInL3() {
        given("address add 192.168.9.1/24 dev eth9", "address add 2001:db8:9::1/64 dev eth9");
        run("mode l3 eth9")
                .succeeds()
                .says("mode l3 answers no ARP; the routers around need routes: ")
                .says("10.0.0.5/32 via 192.168.9.1", "2001:db8::5/128 via 2001:db8:9::1");
        assertThat(hasFlag("NOARP", "ipvl0")).isTrue();

        run("link add ipvl1 --parent eth9 --address 10.7.0.5/24 --up")
                .succeeds()
                .says("mode l3", "10.7.0.5/32 via 192.168.9.1");
        run("addr add 10.7.0.6/24 --dev ipvl1").succeeds().says("10.7.0.6/32 via 192.168.9.1");
        run("mode l2 eth9").succeeds().saysNothing();
        assertThat(hasFlag("NOARP", "ipvl0")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"l3", "l3s"})
    void aPeerReachesALinkInL3ByTheRoutesThatItIsTold(String mode) {
        givenNetns("peer", "blue");
        given(
                "link delete dev eth9",
                "link add name eth9 type veth peer name wire netns peer",
                "link set dev eth9 up",
                "address add 192.168.9.1/24 dev eth9",
                "address add 2001:db8:9::1/64 dev eth9 nodad");
        ip("-n peer address add 192.168.9.2/24 dev wire").succeeds();
        ip("-n peer address add 2001:db8:9::2/64 dev wire nodad").succeeds();
        ip("-n peer link set dev wire up").succeeds();
        run("link add ipvl0 --parent eth9 --mode " + mode
                        + " --into blue --address 10.0.0.5/24 --address 2001:db8::5/64"
                        + " --route default --route ::/0 --up -q")
                .succeeds();
        run("host add --parent eth9 --address 10.0.0.250/32").succeeds();
        assertThat(sh("ip netns exec peer ping -c 1 -W 1 10.0.0.5").exit()).isNotZero();

        String commands = run("route upstream eth9").succeeds().saysNothing().out();
        assertThat(commands.lines())
                .containsExactly(
                        "ip route add 10.0.0.5/32 via 192.168.9.1", "ip route add 2001:db8::5/128 via 2001:db8:9::1");
        sh("ip netns exec peer sh -ec '" + commands + "'").succeeds();
        sh("ip netns exec peer ping -c 1 -w 5 10.0.0.5").succeeds();
        sh("ip netns exec peer ping -c 1 -w 5 2001:db8::5").succeeds();
    }

    @Test
    void routersNeedNoRoutesInL2() {
        run("route upstream ipvl0").succeeds().says("the routers around need no routes");
        assertThat(run("route upstream eth9 -q").out()).isEmpty();
    }

    @Test
    void wantsDefaultRoutesWithoutAGatewayInL3() {
        run("mode l3 eth9 -q").succeeds().saysNothing();

        run("link add ipvl1 --parent eth9 --address 10.7.0.5/24 --gateway 10.7.0.1 --up")
                .exits(3)
                .says("in mode l3 a default route has no gateway");
        assertThat(has("ipvl1")).isFalse();
        run("link add ipvl1 --parent eth9 --address 10.7.0.5/24 --route default --up")
                .succeeds();
        ip("route show dev ipvl1").prints("default scope link");
    }
}
