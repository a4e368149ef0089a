package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Dockerd.docker;
import static io.github.ipvlanctl.kernel.Dockerd.givenContainer;
import static io.github.ipvlanctl.kernel.Machine.given;
import static io.github.ipvlanctl.kernel.Machine.givenLinkOfAProcess;
import static io.github.ipvlanctl.kernel.Machine.givenNetns;
import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.has;
import static io.github.ipvlanctl.kernel.Machine.ip;
import static io.github.ipvlanctl.kernel.Machine.port;
import static io.github.ipvlanctl.kernel.Machine.run;
import static io.github.ipvlanctl.kernel.Machine.sh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Docker's networks, with a real daemon. */
@OnAKernel
@ExtendWith(Dockerd.class)
class DockerKernelTest {
    /** The values of docker's own example (IPvlan network driver, docs.docker.com). */
    private static final String EXAMPLE =
            "docker network create db_net --parent eth9 --subnet 192.168.1.0/24 --gateway 192.168.1.1";

    @BeforeEach
    void aCardWithACable() {
        given(
                "link add name eth9 type veth peer name port9",
                "link set dev eth9 up",
                "link set dev port9 up",
                "address add 192.168.1.2/24 dev eth9");
    }

    private static String networks() {
        return docker("network ls --format '{{.Name}} {{.Driver}}'").succeeds().out();
    }

    @Test
    void theExampleOfDockersManualWorks() {
        run(EXAMPLE)
                .succeeds()
                .says("run a container in it with 'docker run --net db_net IMAGE'")
                .prints("db_net  eth9    l2    bridge  192.168.1.0/24  192.168.1.1  eth9=192.168.1.2  -");
        givenContainer("c1", "db_net");
        givenContainer("c2", "db_net");
        docker("exec c1 ping -c 1 -W 5 192.168.1.4").succeeds().prints("1 packets received");

        List<String> owners = new ArrayList<>();
        for (JsonElement link : run("link show --all-netns -j").json()) {
            owners.add(link.getAsJsonObject().get("container").getAsString());
        }
        assertThat(owners).containsExactlyInAnyOrder("c1", "c2");
        run("link show --all-netns").succeeds().saysNothing().prints("CONTAINER", "  c1\n", "  c2\n");
        run("topology --all-netns").succeeds().prints("container c1", "container c2");
        run("docker network show db_net").succeeds().prints("c1, c2");
        run("docker network ls -o name").succeeds().prints("db_net\n");

        run("docker network rm db_net").exits(3).says("2 containers run in db_net: c1, c2", "docker stop c1 c2");
        docker("stop -t 0 c1 c2").succeeds();
        run("docker network rm db_net").succeeds().says("c1, c2 are stopped, and cannot start again without it");
        assertThat(networks()).doesNotContain("db_net");
        run("docker network rm db_net").exits(4);
    }

    @Test
    void aTopologyShowsItsContainersAmongTheOthers() {
        run(EXAMPLE).succeeds();
        givenContainer("c1", "db_net");
        givenParent("eth8");
        givenNetns("web", "db");
        run("link add web0 --parent eth9 --into web --address 192.168.1.50/24 --up")
                .succeeds();
        run("link add db0 --parent eth8 --mode l3 --into db --address 10.8.0.5/24 --up")
                .succeeds();
        // Bare ip gives a link its parent's address without a word.
        ip("-n web address add 192.168.1.2/24 dev web0").succeeds();

        run("topology --all-netns")
                .succeeds()
                .prints(
                        "─ container c1\n",
                        "─ netns web\n",
                        "! 192.168.1.2 is the parent's own: the link takes its traffic\n",
                        "\n2 parents, 3 links, 3 namespaces, 1 problem\n");
        run("topology --all-netns -o svg").succeeds().prints(">container c1<", ">netns web<", ">netns db<");
    }

    @Test
    void whatDockerFindsOutLaterIsRefusedBeforeItRuns() {
        given("link add link port9 name ipvl0 type ipvlan mode l2 bridge");
        docker("network create -d ipvlan --subnet 10.1.0.0/24 -o parent=eth9 first")
                .succeeds();
        String before = networks();

        run("docker network create x --parent port9 --subnet 10.1.0.128/25")
                .exits(3)
                .says("10.1.0.128/25 overlaps with 10.1.0.0/24 of the docker network first");
        run("docker network create x --parent eth9 --subnet 10.2.0.0/24")
                .exits(3)
                .says("eth9 is the parent of docker's ipvlan network first, and can be of one only");
        run("docker network create x --parent port9 --subnet 10.2.0.0/24 --mode l3")
                .exits(3)
                .says("the first container of x in mode l3 would switch 1 link on port9 from l2: ipvl0");
        run("docker network create x --parent port9 --subnet 10.2.0.0/24 --gateway 10.3.0.1")
                .exits(2)
                .says("the gateway 10.3.0.1 is outside of 10.2.0.0/24");
        run("docker network create x --parent port9 --subnet 10.2.0.0/24 --flag private")
                .exits(3)
                .says("from bridge: ipvl0");
        run("docker network create x --parent lo --subnet 10.2.0.0/24").exits(3);
        run("docker network create x --parent nosuch --subnet 10.2.0.0/24").exits(4);
        assertThat(networks()).isEqualTo(before);
    }

    @Test
    void aParentInABridgeIsFineWithDockerUntilAContainerStarts() {
        given("link add name br0 type bridge", "link set dev eth9 master br0");
        docker("network create -d ipvlan --subnet 10.1.0.0/24 -o parent=eth9 x").succeeds();
        docker("run --rm --net x bb sleep 0").exits(125).says("device or resource busy");
        docker("network rm x").succeeds();

        run("docker network create x --parent eth9 --subnet 10.1.0.0/24")
                .exits(3)
                .says("eth9 cannot be a parent: it belongs to the bridge br0");
    }

    @Test
    void dockersOwnNetworkSwitchesTheLinksThatAreThereAndIgnoresGatewaysAndFlags() {
        given("link add link eth9 name ipvl0 type ipvlan mode l2 vepa");
        docker("network create -d ipvlan --subnet 10.1.0.0/24 --gateway 10.1.0.1 -o parent=eth9 -o ipvlan_mode=l3"
                        + " -o ipvlan_flag=private x")
                .succeeds();
        assertThat(port("ipvl0")).isEqualTo("l2 vepa");
        givenContainer("c1", "x");
        assertThat(port("ipvl0")).startsWith("l3 ");
        docker("exec c1 ip route").succeeds().prints("default dev eth0");

        run("docker network create y --parent port9 --subnet 10.2.0.0/24 --gateway 10.2.0.1 --mode l3")
                .exits(3)
                .says("in mode l3 docker ignores the gateway 10.2.0.1");
        Outcome flagged = run("docker network create y --parent port9 --subnet 10.2.0.0/24 --flag private");
        if (port("ipvl0").equals("l3 bridge")) {
            flagged.exits(6).says("this docker knows neither mode l3s nor the flags private and vepa");
        } else {
            flagged.succeeds();
        }
    }

    @Test
    void aModeThatDockersNetworkUndoesIsGivenWithANote(@TempDir Path directory) throws IOException {
        docker("network create -d ipvlan --subnet 10.1.0.0/24 -o parent=eth9 -o ipvlan_mode=l2 x")
                .succeeds();
        String note =
                "docker's network x is l2 bridge: the next container that starts in it switches all links on eth9 to that";
        Path manifest = Files.writeString(
                directory.resolve("f.yaml"), "version: 1\nparents: [{name: eth9, mode: l3, links: [{name: ipvl0}]}]\n");

        run("apply -f " + manifest + " --dry-run").succeeds().says(note);
        run("link add ipvl0 --parent eth9 --mode l3").succeeds().says(note);
        run("doctor ipvl0").exits(1).prints("its links are l3 bridge, and docker's network x is l2 bridge");
        givenContainer("c1", "x");
        assertThat(port("ipvl0")).isEqualTo("l2 bridge");
        run("mode l3 eth9").succeeds().says(note);
        run("mode l2 eth9").succeeds().saysNothing();
    }

    @Test
    void theExportedScriptHasDockerMakeTheSameLinks(@TempDir Path files) {
        theExportedScriptMakes("l2", "bridge", files);
    }

    @Test
    void theExportedScriptHasDockerMakeModeL3sAndFlags(@TempDir Path files) {
        String version = docker("version --format '{{.Server.APIVersion}}'")
                .succeeds()
                .out()
                .strip();
        assumeThat(Integer.parseInt(version.substring(version.indexOf('.') + 1)))
                .as("docker knows l3s and flags since version 1.42 of its interface; this release has %s", version)
                .isGreaterThanOrEqualTo(42);
        theExportedScriptMakes("l3s", "private", files);
        run("link add other0 --parent eth9").succeeds().prints("l3s   private");
    }

    private static void theExportedScriptMakes(String mode, String flag, Path files) {
        String manifest = """
                version: 1
                parents:
                  - name: eth9
                    mode: %s
                    flag: %s
                    links:
                      - {name: web0, netns: web0, addresses: [192.168.1.7/24]}
                """.formatted(mode, flag);
        Path script = new Manifests(files).export("docker", manifest).resolve("docker-networks.sh");
        sh("PATH=/usr/sbin:/usr/bin:/sbin:/bin; . '" + script + "'").succeeds();

        docker("run -d --name web0 --network ipvlan-eth9 --ip 192.168.1.7 bb sleep 1000")
                .succeeds();

        JsonObject link = run("link show --all-netns -j").succeeds().one();
        assertThat(link.get("container").getAsString()).isEqualTo("web0");
        assertThat(link.get("mode").getAsString()).isEqualTo(mode);
        assertThat(link.get("flag").getAsString()).isEqualTo(flag);
        assertThat(link.get("addresses").toString()).isEqualTo("[\"192.168.1.7/24\"]");
    }

    @Test
    void noContainerGetsAnAddressThatIsInUse() {
        docker("network create -d ipvlan --subnet 192.168.1.0/24 -o parent=eth9 bare")
                .succeeds();
        givenContainer("c1", "bare");
        assertThat(docker("network inspect bare").out())
                .as("docker gives away the parent's own address")
                .contains("\"192.168.1.2/24\"");
        docker("rm -f c1").succeeds();
        docker("network rm bare").succeeds();

        given(
                "link add link eth9 name ipvl0 type ipvlan mode l2 bridge",
                "link set dev ipvl0 up",
                "address add 192.168.1.3/24 dev ipvl0");
        run(EXAMPLE).succeeds().says("kept from containers, since in use: 192.168.1.2 (eth9), 192.168.1.3 (ipvl0)");
        givenContainer("c1", "db_net");
        run("docker network show db_net -j").succeeds().prints("{\"name\":\"c1\",\"addresses\":[\"192.168.1.4/24\"]}");
    }

    @Test
    void aVlanDeviceIsMadeByDockerAndGoesWithTheNetwork() {
        String create = "docker network create v20 --parent eth9.20 --subnet 10.20.0.0/24 --mode l3";
        run(create)
                .succeeds()
                .says("docker makes eth9.20, VLAN 20, and deletes it with the network", "10.20.0.0/24 via ");
        assertThat(has("eth9.20")).isTrue();
        run("docker network rm v20").succeeds().saysNothing();
        assertThat(has("eth9.20")).isFalse();

        run(create).succeeds();
        run("link add web0 --parent eth9.20").succeeds();
        run("docker network rm v20").exits(3).says("docker deletes eth9.20 too if it made it, and with it web0");
        docker("network rm v20").succeeds();
        assertThat(has("web0")).as("docker itself does not mind").isFalse();
    }

    @Test
    void aDryRunPrintsWhatDockerIsTold() {
        String printed = run(
                        "docker",
                        "network",
                        "create",
                        "db_net",
                        "--parent",
                        "eth9",
                        "--subnet",
                        "192.168.1.0/24",
                        "--gateway",
                        "192.168.1.1",
                        "--subnet",
                        "fd00:1::/64",
                        "--label",
                        "what=a 'b' c",
                        "--dry-run")
                .succeeds()
                .out();
        assertThat(networks()).doesNotContain("db_net");

        sh("PATH=/usr/sbin:/usr/bin\n" + printed).succeeds();
        run("docker network show db_net -j")
                .succeeds()
                .prints("\"subnets\":[\"192.168.1.0/24\",\"fd00:1::/64\"]", "\"labels\":[\"what=a 'b' c\"]");
        assertThat(run("docker network rm db_net --dry-run").succeeds().out())
                .isEqualTo("docker network rm -- db_net\n");
    }

    @Test
    void whatIsMissingIsNamed() {
        run("docker network ls --docker /nowhere/docker").exits(6).says("cannot run /nowhere/docker");
        givenLinkOfAProcess("ipvl0");
        sh("mv /run/docker.sock /run/away.sock").succeeds();
        Outcome listed = run("docker network ls");
        Outcome links = run("link show --all-netns -j");
        sh("mv /run/away.sock /run/docker.sock").succeeds();
        listed.exits(6).says("docker's daemon is not running on this machine");
        links.saysNothing();
        assertThat(links.one().get("container").isJsonNull()).isTrue();
    }
}
