package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.device;
import static io.github.ipvlanctl.kernel.Machine.devices;
import static io.github.ipvlanctl.kernel.Machine.given;
import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.has;
import static io.github.ipvlanctl.kernel.Machine.hasFlag;
import static io.github.ipvlanctl.kernel.Machine.ip;
import static io.github.ipvlanctl.kernel.Machine.run;
import static io.github.ipvlanctl.kernel.Machine.state;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MAC, MTU and names. */
@OnAKernel
class LinkValueKernelTest {
    @BeforeEach
    void aParent() {
        givenParent("eth9");
    }

    private static int mtu(String name) {
        return device(name).get("mtu").getAsInt();
    }

    @Test
    void hasNoWayToGiveALinkAMacOfItsOwn() {
        String mac = "02:00:00:00:00:01";
        run("link add ipvl0 --parent eth9 --address " + mac)
                .exits(2)
                .says("is a MAC address", "always has its parent's");
        run("link add ipvl0 link eth9 address " + mac).exits(2).says("is a MAC address");
        assertThat(has("ipvl0")).isFalse();

        ip("link add link eth9 name ipvl0 address " + mac + " type ipvlan mode l2")
                .succeeds();
        String parents = device("eth9").get("address").getAsString();
        assertThat(device("ipvl0").get("address").getAsString()).isEqualTo(parents);
        ip("link set dev ipvl0 address " + mac).exits(2).says("Operation not supported");
        assertThat(run("link show -j").one().get("mac").getAsString()).isEqualTo(parents);
    }

    @Test
    void refusesAnMtuAboveTheParents() {
        given("link set dev eth9 mtu 1400", "link add link eth9 name ipvl0 type ipvlan mode l2");
        String before = state();

        run("link add ipvl1 --parent eth9 --mtu 1401").exits(3).says("MTU 1401 of ipvl1", "1400", "parent eth9");
        run("link set ipvl0 --mtu 9000").exits(3).says("MTU 9000 of ipvl0", "at most 1400");
        assertThat(state()).isEqualTo(before);
        run("link set ipvl0 --mtu 1399").succeeds().prints("1399");
        assertThat(mtu("ipvl0")).isEqualTo(1399);
        run("link add ipvl1 --parent eth9 --mtu 1400").succeeds();
        assertThat(mtu("ipvl1")).isEqualTo(1400);

        ip("link set dev ipvl0 mtu 9000").succeeds().saysNothing();
        assertThat(mtu("ipvl0")).isEqualTo(9000);
    }

    @Test
    void refusesAPercentSignInANewName() {
        run("link add x%d --parent eth9").exits(2).says("x%d", "'%'");
        assertThat(devices()).doesNotContain("x0");
        given("link add link eth9 name ipvl0 type ipvlan mode l2");
        run("link set ipvl0 --down --rename y%d").exits(2).says("y%d");

        ip("link add link eth9 name x%d type ipvlan mode l2").succeeds().saysNothing();
        assertThat(devices()).contains("x0").doesNotContain("x%d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ünï", "x;y", "x\"y", "x'y\"z", "$(x)", "x\\", "*", "123456789012345"})
    void makesLinksOfEveryLegalName(String name) {
        assertThat(run("link", "add", name, "--parent", "eth9", "--up", "-j")
                        .one()
                        .get("name")
                        .getAsString())
                .isEqualTo(name);
        assertThat(device(name).get("link").getAsString()).isEqualTo("eth9");
        assertThat(hasFlag("UP", name)).isTrue();
        run("addr", "add", "10.0.0.5/24", "--dev", name).succeeds();
        assertThat(run("link", "show", name, "-j").one().get("name").getAsString())
                .isEqualTo(name);
        run("link", "del", name).succeeds();
        assertThat(has(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a:b", "a b", "a\tb", "a\nb", "1234567890123456", "ünïünïünïü", "à"})
    void refusesNamesThatTheKernelRefuses(String name) {
        run("link", "add", name, "--parent", "eth9").exits(2).says("interface name");
        assertThat(devices()).containsExactlyInAnyOrder("eth9", "lo");

        assertThat(ip("link", "add", "link", "eth9", "name", name, "type", "ipvlan", "mode", "l2")
                        .exit())
                .isNotZero();
    }

    @Test
    void saysWhyALinkThatIsUpIsNotRenamed() {
        run("link add ipvl0 --parent eth9 --up").succeeds();
        boolean refused = ip("link set dev ipvl0 name web0").exit() != 0;
        if (refused) {
            run("link set ipvl0 --rename web0").exits(3).says("only while it is down", "--down");
        } else {
            run("link set web0 --rename web1").succeeds();
            run("link set web1 --rename ipvl0").succeeds();
        }
        assertThat(has("ipvl0")).isTrue();

        run("link set ipvl0 --down --rename web0").succeeds().prints("web0", "down");
        assertThat(has("web0")).isTrue();
        assertThat(hasFlag("UP", "web0")).isFalse();
    }

    @Test
    void setsALinkUpAgainWhenARenameFailsAfterItWentDown() {
        run("link add ipvl0 --parent eth9 --up").succeeds();

        run("link set ipvl0 --down --rename eth9").exits(3).says("there is a device eth9 already");
        assertThat(hasFlag("UP", "ipvl0")).isTrue();
    }

    @Test
    void setsAliasesAsTheyAreWritten() {
        run("link", "add", "ipvl0", "--parent", "eth9", "--alias", "it's \"lan\" # 1 ; x")
                .succeeds();
        assertThat(device("ipvl0").get("ifalias").getAsString()).isEqualTo("it's \"lan\" # 1 ; x");

        run("link", "set", "ipvl0", "--alias", " two  words\\", "--mtu", "1400", "--up")
                .succeeds();
        assertThat(device("ipvl0").get("ifalias").getAsString()).isEqualTo(" two  words\\");
        assertThat(mtu("ipvl0")).isEqualTo(1400);
        run("link", "set", "ipvl0", "--alias", "#").succeeds();
        assertThat(device("ipvl0").get("ifalias").getAsString()).isEqualTo("#");
        run("link", "set", "ipvl0", "--alias", "").succeeds();
        assertThat(device("ipvl0").has("ifalias")).isFalse();
    }

    @Test
    void setsTheQueueLength() {
        run("link add ipvl0 --parent eth9").succeeds();

        run("link set ipvl0 --txqueuelen 77").succeeds();
        assertThat(device("ipvl0").get("txqlen").getAsInt()).isEqualTo(77);
    }
}
