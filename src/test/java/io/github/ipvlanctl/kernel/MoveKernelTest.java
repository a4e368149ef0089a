package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.addresses;
import static io.github.ipvlanctl.kernel.Machine.device;
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

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links that go to another namespace, where the kernel lets them arrive down and without addresses. */
@OnAKernel
class MoveKernelTest {
    @BeforeEach
    void aLinkWithAddressesAndRoutes() {
        givenNetns("blue", "red");
        givenParent("eth9");
        given(
                "link add link eth9 name ipvl0 type ipvlan mode l2 private",
                "address add 10.0.0.5/24 dev ipvl0",
                "address add 10.0.0.6/24 dev ipvl0",
                "address add 2001:db8::5/64 dev ipvl0",
                "link set dev ipvl0 up mtu 1400 alias web",
                "route add 10.1.0.0/16 via 10.0.0.254 dev ipvl0 metric 7",
                "route add default via 10.0.0.254 dev ipvl0",
                "route add 2001:db8:1::/48 via 2001:db8::1 dev ipvl0");
    }

    @Test
    void loseNothingOnTheWay() {
        run("link set ipvl0 --into blue").succeeds().saysNothing().prints("blue", "10.0.0.5/24", "up");

        assertThat(has("ipvl0")).isFalse();
        assertThat(addresses("ipvl0", "-n", "blue"))
                .containsExactlyInAnyOrder("10.0.0.5/24", "10.0.0.6/24", "2001:db8::5/64");
        assertThat(hasFlag("UP", "ipvl0", "-n", "blue")).isTrue();
        assertThat(port("ipvl0", "-n", "blue")).isEqualTo("l2 private");
        assertThat(device("ipvl0", "-n", "blue").get("mtu").getAsInt()).isEqualTo(1400);
        assertThat(device("ipvl0", "-n", "blue").get("ifalias").getAsString()).isEqualTo("web");
        ip("-n blue -4 route show")
                .prints("default via 10.0.0.254 dev ipvl0", "10.1.0.0/16 via 10.0.0.254 dev ipvl0 metric 7");
        ip("-n blue -6 route show").prints("2001:db8:1::/48 via 2001:db8::1 dev ipvl0");
    }

    private static void withAddressesAndRoutesOfEveryKind() {
        given(
                "address add 10.50.0.1 peer 10.50.0.2/32 dev ipvl0",
                "address add 172.16.0.1/24 scope link noprefixroute dev ipvl0",
                "address add 192.168.1.32/24 broadcast + label ipvl0:x dev ipvl0 valid_lft 3000 preferred_lft 2000",
                "address add fe80::1234/64 dev ipvl0",
                "address add 2001:db8::7/64 home nodad dev ipvl0",
                "route add 10.60.0.0/16 via 192.168.1.1 src 192.168.1.32 mtu 1300 advmss 1000 proto static dev ipvl0",
                "route add 10.61.0.0/16 via 8.8.8.8 dev ipvl0 onlink",
                "route add 10.64.0.0/16 via inet6 fe80::99 dev ipvl0",
                "route add 10.65.0.0/16 tos 0x10 dev ipvl0 table 253",
                "route add 10.66.0.0/16 dev ipvl0 realms 3/5",
                "route add 2001:db8:9::/48 from 2001:db8:8::/48 dev ipvl0",
                "route add 2001:db8:5::/48 via 2001:db8::1 dev ipvl0 pref high mtu 1300");
    }

    /** What a namespace's devices and routes look like, but for what a link's place and age have to do with. */
    private static List<String> look(String... options) {
        String words = String.join(" ", options);
        return sh("ip " + words + " -d address show dev ipvl0; ip " + words + " -4 route show table all;" + " ip "
                        + words + " -6 route show table all")
                .succeeds()
                .out()
                .replaceAll("\\d+: ipvl0@\\S+| link-netnsid 0|\\d+sec| tentative|inet6_?addr_gen_mode \\S+", "")
                .lines()
                .filter(line -> line.contains("ipvl0") || line.startsWith(" "))
                .sorted()
                .toList();
    }

    @Test
    void keepWhatIsSpecialAboutTheirAddressesAndRoutes() {
        withAddressesAndRoutesOfEveryKind();
        List<String> before = look();

        run("link set ipvl0 --into blue").succeeds().saysNothing();
        assertThat(look("-n", "blue")).isEqualTo(before).anyMatch(line -> line.contains("onlink"));
    }

    @Test
    void comeBackWithWhatIsSpecialAboutThemWhenTheMoveFails(@TempDir Path directory) {
        withAddressesAndRoutesOfEveryKind();
        List<String> before = look();
        String ip = StandInIp.write(directory, """
                case $words in '-n blue'*) echo 'RTNETLINK answers: Cannot allocate memory' >&2; exit 2 ;; esac
                """.replace("'-n blue'*", "'-n blue -batch'*"));

        run("link set ipvl0 --into blue --ip " + ip).exits(1).says("Cannot allocate memory");
        assertThat(look()).isEqualTo(before);
    }

    @Test
    void comeBackWithTheirIpv6AddressesAndRoutesWhenTheyWereDownForARename(@TempDir Path directory) {
        withAddressesAndRoutesOfEveryKind();
        List<String> before = look();
        String ip = StandInIp.write(directory, """
                case $words in *'name web0'*)
                    ip link set dev ipvl0 down
                    echo 'RTNETLINK answers: Cannot allocate memory' >&2; echo 'Command failed -:2' >&2; exit 1 ;;
                esac
                """);

        run("link set ipvl0 --down --rename web0 --ip " + ip).exits(1).says("Cannot allocate memory");
        assertThat(look()).isEqualTo(before);
    }

    @Test
    void areNotMovedAwayFromARouteWithSeveralNexthops() {
        given("route add 10.63.0.0/16 nexthop via 10.0.0.254 dev ipvl0 nexthop via 10.0.0.253 dev ipvl0");
        String before = state();

        run("link set ipvl0 --into blue").exits(3).says("the route to 10.63.0.0/16 has several nexthops");
        run("route show ipvl0").succeeds().prints("10.0.0.253");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void areNotMovedAwayFromARouteThatNobodyElseCanMakeAgain() {
        given("nexthop add id 9 via 10.0.0.254 dev ipvl0", "route add 10.67.0.0/16 nhid 9");
        run("link set ipvl0 --into blue")
                .exits(3)
                .says("the route to 10.67.0.0/16 has a nexthop object: a move would lose it");

        given(
                "route del 10.67.0.0/16",
                "route add 10.68.0.0/16 encap ip id 5 dst 198.51.100.4 via 10.0.0.254 dev ipvl0");
        run("link set ipvl0 --into blue")
                .exits(3)
                .says("the route to 10.68.0.0/16 has an encapsulation: a move would lose it");
        assertThat(run("route show ipvl0").succeeds().out())
                .contains("10.68.0.0/16")
                .doesNotContain("198.51.100.4");
    }

    @Test
    void keepRoutesThatNeedEachOther() {
        given(
                "address add 10.7.0.5/32 dev ipvl0",
                "route add 10.7.0.1 dev ipvl0",
                "route add 10.6.0.0/16 via 10.7.0.1 dev ipvl0");

        run("link set ipvl0 --into blue").succeeds();
        ip("-n blue route show").prints("10.7.0.1 dev ipvl0 scope link", "10.6.0.0/16 via 10.7.0.1");
    }

    @Test
    void loseTheirAddressesWithBareIp() {
        ip("link set dev ipvl0 netns blue").succeeds().saysNothing();
        assertThat(addresses("ipvl0", "-n", "blue")).isEmpty();
        assertThat(hasFlag("UP", "ipvl0", "-n", "blue")).isFalse();
        assertThat(ip("-n blue route show table all").out()).doesNotContain("ipvl0");
    }

    @Test
    void goFromANamespaceToANamespace() {
        run("link set ipvl0 --into blue").succeeds();

        run("-n blue link set ipvl0 --into red --down").succeeds();
        assertThat(addresses("ipvl0", "-n", "red"))
                .containsExactlyInAnyOrder("10.0.0.5/24", "10.0.0.6/24", "2001:db8::5/64");
        assertThat(hasFlag("UP", "ipvl0", "-n", "red")).isFalse();
    }

    @Test
    void canBeRenamedOnTheWay() {
        run("link set ipvl0 --down --rename eth0 --into blue").succeeds();

        run("-n blue link set eth0 --up --mtu 1300").succeeds();
        assertThat(addresses("eth0", "-n", "blue")).contains("10.0.0.5/24");
        assertThat(device("eth0", "-n", "blue").get("mtu").getAsInt()).isEqualTo(1300);
    }

    @Test
    void stayWhereANamespaceOrANameIsInTheWay() {
        ip("-n blue link add name ipvl0 type dummy").succeeds();
        String before = state();

        run("link set ipvl0 --into blue").exits(3).says("there is a device ipvl0 (netns blue) already");
        run("link set ipvl0 --into green").exits(4).says("there is no namespace green");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void comeBackWholeWhenTheMoveFailsLate(@TempDir Path directory) {
        String ip = StandInIp.write(directory, """
                case $words in *'-n blue'*10.1.0.0/16*)
                    case $words in *-batch*) printf '%s' "${input%.}" | grep -v 10.1.0.0 | ip -n blue -batch - ;; esac
                    echo 'RTNETLINK answers: Cannot allocate memory' >&2
                    echo 'Command failed -:6' >&2
                    exit 1 ;;
                esac
                """);
        String before = state();

        run("link set ipvl0 --into blue --ip " + ip).exits(1).says("Cannot allocate memory");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void areMadeInTheirNamespaceUnderANameThatIsTakenHere() {
        ip("link add link eth9 name eth9 netns red type ipvlan mode l2 private")
                .exits(2)
                .says("File exists");
        run("link add eth9 --parent eth9 --into blue --address 10.0.0.9/24 --up")
                .succeeds();

        assertThat(port("eth9", "-n", "blue")).isEqualTo("l2 private");
        assertThat(device("eth9").getAsJsonObject("linkinfo").toString()).contains("dummy");
        assertThat(run("link show eth9 --all-netns -j").one().toString())
                .contains("\"netns\":\"blue\",\"parent\":\"eth9\",\"parent_netns\":null");
        run("mode l3 eth9").succeeds();
        assertThat(port("eth9", "-n", "blue")).isEqualTo("l3 private");
    }

    @Test
    void keepANamespaceFromBeingDeleted() {
        run("link set ipvl0 --into blue").succeeds();

        run("netns del blue").exits(3).says("namespace blue holds 1 link", "ipvl0", "--force");
        assertThat(has("ipvl0", "-n", "blue")).isTrue();
        run("netns del blue --force").succeeds();
        run("link add ipvl1 --parent eth9 --address 10.0.0.5/24").succeeds();
    }
}
