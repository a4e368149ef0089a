package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.addresses;
import static io.github.ipvlanctl.kernel.Machine.given;
import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.has;
import static io.github.ipvlanctl.kernel.Machine.hasFlag;
import static io.github.ipvlanctl.kernel.Machine.port;
import static io.github.ipvlanctl.kernel.Machine.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;

/** What somebody does first. */
@OnAKernel
class FirstLinkKernelTest {
    @Test
    void goesFromAParentToAWorkingLinkAndBack() {
        givenParent("eth0");

        assertThat(run("parent list -o name").succeeds().out()).isEqualTo("eth0\n");
        run("link add ipvl0 --parent eth0 --mode l2").succeeds().saysNothing().prints("ipvl0", "eth0", "l2", "down");
        run("link set ipvl0 --up").succeeds().saysNothing().prints("up");
        run("addr add 192.168.1.100/24 --dev ipvl0").succeeds().saysNothing().prints("192.168.1.100/24");
        assertThat(port("ipvl0")).isEqualTo("l2 bridge");
        assertThat(hasFlag("UP", "ipvl0")).isTrue();
        assertThat(addresses("ipvl0")).containsExactly("192.168.1.100/24");

        JsonObject link = run("link show -j").one();
        assertThat(link.keySet())
                .containsExactlyInAnyOrder(
                        "name",
                        "netns",
                        "parent",
                        "parent_netns",
                        "mode",
                        "flag",
                        "state",
                        "mtu",
                        "mac",
                        "ifindex",
                        "addresses",
                        "alias",
                        "stack",
                        "container");
        assertThat(link.toString())
                .contains(
                        "\"name\":\"ipvl0\"",
                        "\"parent\":\"eth0\"",
                        "\"mode\":\"l2\"",
                        "\"flag\":\"bridge\"",
                        "\"state\":\"up\"",
                        "\"addresses\":[\"192.168.1.100/24\"]");

        run("link del ipvl0").succeeds().saysNothing();
        assertThat(has("ipvl0")).isFalse();
        assertThat(run("link show -j").json()).isEmpty();
    }

    @Test
    void takesTheDeviceOfTheDefaultRouteForParentAuto() {
        givenParent("eth0");
        givenParent("eth9");
        given("address add 192.168.9.1/24 dev eth9", "route add default via 192.168.9.254 dev eth9");

        assertThat(run("link add ipvl0 --parent auto -j").one().get("parent").getAsString())
                .isEqualTo("eth9");
    }

    @Test
    void hasNoParentAutoWithoutADefaultRoute() {
        givenParent("eth0");

        run("link add ipvl0 --parent auto").exits(4).says("no default route", "--parent DEV");
    }

    @Test
    void isContentWithALinkThatIsAsAskedAlready() {
        givenParent("eth0");
        String add = "link add ipvl0 --parent eth0 --mode l3 --address 10.0.0.5/24 --up";
        run(add).succeeds();

        run(add).exits(3).says("ipvl0", "--if-not-exists");
        run(add + " --if-not-exists").succeeds().prints("ipvl0");
        run("link add ipvl0 --parent eth0 --mode l2 --if-not-exists").exits(3).says("its mode is l3");
    }

    @Test
    void deletesNothingWhenOneNameIsNotALink() {
        givenParent("eth0");
        run("link add ipvl0 --parent eth0").succeeds();

        run("link del ipvl0 eth0").exits(3).says("eth0", "IPvlan links only");
        run("link del ipvl0 ipvl9").exits(4).says("there is no link ipvl9");
        assertThat(has("ipvl0")).isTrue();
        run("link del ipvl0 ipvl9 --if-exists").succeeds();
        assertThat(has("ipvl0")).isFalse();
    }
}
