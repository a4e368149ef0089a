package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.device;
import static io.github.ipvlanctl.kernel.Machine.given;
import static io.github.ipvlanctl.kernel.Machine.givenLinkOfAProcess;
import static io.github.ipvlanctl.kernel.Machine.givenNetns;
import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.hasFlag;
import static io.github.ipvlanctl.kernel.Machine.ip;
import static io.github.ipvlanctl.kernel.Machine.namespaces;
import static io.github.ipvlanctl.kernel.Machine.port;
import static io.github.ipvlanctl.kernel.Machine.run;
import static io.github.ipvlanctl.kernel.Machine.sh;
import static io.github.ipvlanctl.kernel.Machine.state;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Namespaces: those with names, and those that only processes hold, as containers' are. */
@OnAKernel
class NetnsKernelTest {
    @Test
    void aLinkOfAProcessIsFound() {
        givenParent("eth9");
        long pid = givenLinkOfAProcess("ipvl7");

        assertThat(run("link show -j").json()).isEmpty();
        assertThat(run("link show --all-netns -j").one().toString())
                .contains("\"name\":\"ipvl7\",\"netns\":\"/proc/" + pid + "/ns/net\",\"parent\":\"eth9\"");
        run("link add ipvl0 --parent eth9 --mode l3")
                .exits(3)
                .says("would switch 1 link on eth9 from l2: ipvl7 (netns /proc/" + pid + "/ns/net)");
        run("link add ipvl0 --parent eth9").succeeds();
        run("mode l3 ipvl0").exits(3).says("ipvl7 (netns /proc/" + pid + "/ns/net)");
    }

    @Test
    void aPortIsChangedThroughALinkOfAProcess() {
        givenParent("eth9");
        long pid = givenLinkOfAProcess("ipvl7");

        run("mode l3 eth9").succeeds();
        sh("nsenter --net=/proc/" + pid + "/ns/net ip -d link show ipvl7").prints("ipvlan  mode l3 bridge");
        sh("nsenter --net=/proc/" + pid + "/ns/net ip address add 10.0.0.5/24 dev ipvl7")
                .succeeds();
        run("link add ipvl0 --parent eth9 --address 10.0.0.5/24").exits(3).says("10.0.0.5 is in use on ipvl7 (netns");
    }

    @Test
    void aLinkShowsItsParentInAnotherNamespace() {
        givenNetns("blue");
        givenParent("eth9");
        run("link add web0 --parent eth9 --into blue --address 10.0.0.5/24 --up")
                .succeeds();
        assertThat(device("web0", "-n", "blue").keySet())
                .contains("link_index", "link_netnsid")
                .doesNotContain("link");

        assertThat(run("-n blue link show -j").one().toString())
                .contains("\"name\":\"web0\",\"netns\":null,\"parent\":\"eth9\",\"parent_netns\":\"/proc/");
        assertThat(run("link show --all-netns -j").one().toString())
                .contains("\"netns\":\"blue\",\"parent\":\"eth9\",\"parent_netns\":null");
        run("-n blue link add web1 --parent web0").exits(3).says("it is an IPvlan link itself, on eth9");
    }

    @Test
    void aSiblingThatHasTheParentsIndexInItsOwnNamespaceIsNotTakenForTheParent() {
        givenNetns("blue", "red");
        ip("-n red link add name d0 index 7777 type dummy").succeeds();
        given(
                "link add name eth9 index 2 type dummy",
                "link set dev eth9 up",
                "link add link eth9 name web1 index 7777 type ipvlan mode l2",
                "link set dev web1 netns red",
                "link add link eth9 name web0 netns blue type ipvlan mode l2");
        assertThat(device("web1", "-n", "red").get("ifindex").getAsInt())
                .as("its index is taken there, so it gets another")
                .isEqualTo(2);

        assertThat(run("-n blue link show -j").one().get("parent").getAsString())
                .isEqualTo("eth9");
        run("-n blue mode l3 web0").exits(3).says("from l2: web1 (netns red)");
    }

    @Test
    void parentsOfOneIndexAndMacInTwoNamespacesAreToldApart() {
        givenNetns("blue", "red");
        String twin = " index 50 address 02:00:00:00:00:50 type dummy";
        given("link add name eth9" + twin, "link set dev eth9 up", "address add 10.5.0.1/24 dev eth9");
        sh("ip -n red link add name eth8" + twin + "; ip -n red link set dev eth8 up;"
                        + " ip -n red link add link eth8 name web1 netns blue type ipvlan mode l2 bridge")
                .succeeds();
        given("link add link eth9 name web0 netns blue type ipvlan mode l2 bridge");

        assertThat(run("-n blue link show -j").json().toString())
                .contains("\"name\":\"web0\",\"netns\":null,\"parent\":\"eth9\"")
                .contains("\"name\":\"web1\",\"netns\":null,\"parent\":\"eth8\",\"parent_netns\":\"red\"");
        run("-n blue addr add 10.5.0.1/24 --dev web0").exits(3).says("the address of the parent eth9");
        run("mode l3 eth9").succeeds();
        assertThat(port("web0", "-n", "blue")).isEqualTo("l3 bridge");
        assertThat(port("web1", "-n", "blue")).isEqualTo("l2 bridge");
        run("-n red mode l3s eth8").succeeds();
        assertThat(port("web1", "-n", "blue")).isEqualTo("l3s bridge");
    }

    @Test
    void aMacvlanDeviceOnAnotherDeviceOfTheSameIndexIsNotInTheWay() {
        givenNetns("blue", "red");
        given(
                "link add name par index 70 type dummy",
                "link add link par name mac0 type macvlan",
                "link set dev mac0 netns red");
        ip("-n blue link add name eth9 index 70 type dummy").succeeds();

        run("-n blue link add web0 --parent eth9").succeeds();
        run("link add web1 --parent par").exits(3).says("it has macvlan devices: mac0 (netns red)");
    }

    @Test
    void aParentInANamedNamespaceIsTold() {
        givenNetns("blue", "red");
        ip("-n blue link add name eth9 type dummy").succeeds();

        run("-n blue link add web0 --parent eth9 --into red").succeeds();
        assertThat(run("-n red link show -j").one().toString())
                .contains("\"parent\":\"eth9\",\"parent_netns\":\"blue\"");
        run("-n blue mode l3 eth9").succeeds();
        assertThat(port("web0", "-n", "red")).isEqualTo("l3 bridge");
    }

    @Test
    void listsThemWithTheirLinks() {
        assertThat(run("netns list -j").json()).isEmpty();
        run("netns add blue").succeeds().prints("blue");
        run("netns add red").succeeds();
        assertThat(hasFlag("UP", "lo", "-n", "blue")).isTrue();
        givenParent("eth9");
        run("link add web0 --parent eth9 --into blue").succeeds();

        assertThat(run("netns list -j").json().toString())
                .isEqualTo("[{\"name\":\"blue\",\"links\":[\"web0\"]},{\"name\":\"red\",\"links\":[]}]");
        run("netns add blue").exits(3).says("there is a namespace blue already");
        run("netns add blue --if-not-exists").succeeds();
        run("netns del red").succeeds();
        run("netns del red").exits(4).says("there is no namespace red");
        run("netns del red --if-exists").succeeds();
        assertThat(namespaces()).containsExactly("blue");
    }

    @Test
    void execGivesTheProgramsExitCode() {
        givenNetns("blue");
        Path file = Path.of("/tmp/netns-exec");

        assertThat(run("netns", "exec", "blue", "--", "sh", "-c", "readlink /proc/self/ns/net > " + file + "; exit 42")
                        .exit())
                .isEqualTo(42);
        sh("[ \"$(cat " + file + ")\" = \"net:[$(stat -c %i /run/netns/blue)]\" ]")
                .succeeds();
        assertThat(run("netns", "exec", "blue", "--", "sh", "-c", "kill -TERM $$")
                        .exit())
                .isEqualTo(143);
        run("netns exec green -- true").exits(4).says("there is no namespace green");
        run("netns exec blue").exits(2);
        assertThat(Files.exists(file)).isTrue();
    }

    @Test
    void aMissingNamespaceIsNamedWhereverItIsGiven() {
        givenNetns("blue");
        givenParent("eth9");
        String before = state();

        run("-n blu link show").exits(4).says("blu");
        run("link add web0 --parent eth9 --into blu").exits(4).says("there is no namespace blu", "did you mean blue?");
        run("link add web0 --parent eth9 --into green").exits(4).says("netns add green", "--create-netns");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void oddNamesOfNamespacesWork() {
        givenParent("eth9");
        for (String name : List.of("two words", "a#b", "x'y\"z", "ünï")) {
            run("link", "add", "web0", "--parent", "eth9", "--into", name, "--create-netns", "--up")
                    .succeeds();
            assertThat(hasFlag("UP", "web0", "-n", name)).isTrue();
            run("-n", name, "link", "set", "web0", "--mtu", "1400").succeeds();
            assertThat(device("web0", "-n", name).get("mtu").getAsInt()).isEqualTo(1400);
            run("netns", "del", name, "--force").succeeds();
        }
    }

    @Test
    void aFileThatIsNoNamespaceDoesNotGetInTheWay() {
        givenNetns("blue");
        givenParent("eth9");
        sh("touch /run/netns/stale").succeeds();

        run("link add ipvl0 --parent eth9").succeeds();
        run("link show --all-netns").succeeds().prints("ipvl0");
        run("netns list").succeeds().prints("stale");
        run("netns del stale").succeeds();
        assertThat(namespaces()).containsExactly("blue");
    }
}
