package io.github.ipvlanctl.service;

import static io.github.ipvlanctl.testing.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.model.AuxAddress;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.DockerNetwork;
import io.github.ipvlanctl.model.DockerNetworkSpec;
import io.github.ipvlanctl.model.DockerSubnet;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.NetworkName;
import io.github.ipvlanctl.testing.Dev;
import io.github.ipvlanctl.testing.Docker;
import io.github.ipvlanctl.testing.Machine;
import io.github.ipvlanctl.testing.ScriptedRunner;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Docker's networks: what is refused before docker runs, and what docker is told. */
class DockerServiceTest {
    private static final String DOCKER_INFO = "look with 'docker info', or give it longer with --timeout SECONDS";
    private static final String CREATE = "docker network create --driver ipvlan ";
    private static final String L2 = "--opt parent=eth0 --opt ipvlan_mode=l2 --opt ipvlan_flag=bridge db_net";

    private final Machine machine;
    private final Docker docker;
    private final Dev eth0 = Dev.ether("eth0", 3).address("192.168.1.10/24");
    private final Dev bare = Dev.ether("eth0", 3);

    DockerServiceTest(@TempDir Path directory) {
        machine = new Machine(directory);
        docker = new Docker(machine);
    }

    @AfterEach
    void nothingIsLeftOfTheScript() {
        machine.runner.verify();
    }

    /** A network that somebody wants, one thing after the other. */
    private static final class Wanted {
        private String parent = "eth0";
        private @Nullable Mode mode;
        private @Nullable Flag flag;
        private List<Cidr> subnets = List.of(Cidr.parseNetwork("192.168.1.0/24"));
        private List<IpAddress> gateways = List.of(IpAddress.parse("192.168.1.1"));
        private List<Cidr> ranges = List.of();
        private List<AuxAddress> reserved = List.of();
        private boolean internal;

        Wanted parent(String name) {
            parent = name;
            return this;
        }

        Wanted mode(Mode value) {
            mode = value;
            return this;
        }

        Wanted flag(Flag value) {
            flag = value;
            return this;
        }

        Wanted subnets(String... cidrs) {
            subnets = Stream.of(cidrs).map(Cidr::parseNetwork).toList();
            gateways = List.of();
            return this;
        }

        Wanted gateways(String... addresses) {
            gateways = Stream.of(addresses).map(IpAddress::parse).toList();
            return this;
        }

        Wanted range(String cidr) {
            ranges = List.of(Cidr.parseNetwork(cidr));
            return this;
        }

        Wanted reserved(String... addresses) {
            reserved = Stream.of(addresses).map(AuxAddress::parse).toList();
            return this;
        }

        Wanted internal() {
            internal = true;
            return this;
        }

        DockerNetworkSpec spec() {
            return new DockerNetworkSpec(
                    new NetworkName("db_net"),
                    new InterfaceName(parent),
                    mode,
                    flag,
                    DockerSubnet.of(subnets, gateways, ranges, reserved),
                    internal,
                    List.of());
        }
    }

    private Preparation<List<DockerNetwork>> create(Wanted wanted) {
        return machine.services().docker(null).create(wanted.spec());
    }

    private void assertRefused(Wanted wanted, String message, @Nullable String hint) {
        assertFails(() -> create(wanted), ErrorKind.CONFLICT, message, hint);
    }

    @Test
    void dockerIsToldAllThatItWouldDecideItself() {
        machine.here(bare);
        docker.hasNone();

        assertThat(create(new Wanted()).commands())
                .containsExactly(CREATE + "--subnet 192.168.1.0/24 --gateway 192.168.1.1 " + L2);
        assertThat(machine.notes).isEmpty();
    }

    @Test
    void theNetworkIsMadeAndReadBackAndTheNextCommandTold() {
        machine.here(bare);
        docker.hasNone();
        machine.runner
                .expect(CREATE + "--subnet 192.168.1.0/24 --gateway 192.168.1.1 " + L2)
                .prints("64625f6e6574\n");
        docker.has(List.of("db_net"), Docker.ipvlan("db_net", "eth0", "192.168.1.0/24"));

        assertThat(create(new Wanted()).run()).extracting(DockerNetwork::name).containsExactly("db_net");
        assertThat(machine.notes).containsExactly("run a container in it with 'docker run --net db_net IMAGE'");
    }

    @Test
    void addressesInUseAreKeptFromContainers() {
        Dev web0 = Dev.ipvlanElsewhere("web0", 2, 3).address("192.168.1.101/24").address("192.168.1.102/24");
        Dev ipvl0 = Dev.ipvlan("web0", 4, "eth0").address("192.168.1.103/24").address("10.0.0.1/8");
        machine.netns("blue").here(eth0, ipvl0).in("blue", web0);
        docker.hasNone();

        assertThat(create(new Wanted().reserved("web0=192.168.1.101")).commands())
                .containsExactly(CREATE + "--subnet 192.168.1.0/24 --gateway 192.168.1.1"
                        + " --aux-address web0=192.168.1.101 --aux-address eth0=192.168.1.10"
                        + " --aux-address web0-2=192.168.1.103 --aux-address web0-3=192.168.1.102 " + L2);
        assertThat(machine.notes)
                .containsExactly("kept from containers, since in use: 192.168.1.10 (eth0), 192.168.1.103 (web0-2), "
                        + "192.168.1.102 (web0-3)");
    }

    @Test
    void whatIsOutsideOfTheRangeNeedNotBeKept() {
        machine.here(eth0);
        docker.hasNone();

        assertThat(create(new Wanted().range("192.168.1.128/25")).commands())
                .containsExactly(
                        CREATE + "--subnet 192.168.1.0/24 --gateway 192.168.1.1 --ip-range 192.168.1.128/25 " + L2);
    }

    @Test
    void tooManyAddressesInUseAreAskedToBeKeptOutWithARange() {
        Dev ipvl0 = Dev.ipvlan("ipvl0", 4, "eth0");
        for (int i = 20; i < 90; i++) {
            ipvl0.address("192.168.1." + i + "/24");
        }
        machine.here(eth0, ipvl0);
        docker.hasNone();

        assertRefused(
                new Wanted(),
                "71 addresses of 192.168.1.0/24 are in use on eth0 and its links",
                "give docker a part of the subnet that is free with --ip-range");
    }

    @Test
    void soManyAddressesInUseAreKeptAndNoMore() {
        Dev ipvl0 = Dev.ipvlan("ipvl0", 4, "eth0");
        for (int i = 20; i < 83; i++) {
            ipvl0.address("192.168.1." + i + "/24");
        }
        machine.here(eth0, ipvl0);
        docker.hasNone();

        assertThat(create(new Wanted()).commands().get(0).split("--aux-address", -1))
                .hasSize(65);
    }

    @Test
    void theGatewayThatDockerTakesIsNotKeptFromItsNetwork() {
        machine.here(bare.address("192.168.1.1/24"));
        docker.hasNone();

        assertThat(create(new Wanted().gateways().internal()).commands())
                .containsExactly(CREATE + "--subnet 192.168.1.0/24 --internal " + L2);
    }

    @Test
    void ofTwoFamiliesEachGetsItsGateway() {
        machine.here(bare);
        docker.hasNone();

        assertThat(create(new Wanted()
                                .subnets("10.9.0.0/24", "fd00:a::/64")
                                .gateways("fd00:a::5", "10.9.0.1")
                                .internal())
                        .commands())
                .containsExactly(CREATE + "--ipv6 --subnet 10.9.0.0/24 --gateway 10.9.0.1"
                        + " --subnet fd00:a::/64 --gateway fd00:a::5 --internal " + L2);
    }

    @Test
    void itIsToldWhatDockerDoesUnasked() {
        machine.here(bare.down());
        docker.hasNone();

        create(new Wanted().subnets("fd00:a::/64"));

        assertThat(machine.notes)
                .containsExactly(
                        "eth0 is down: no traffic until 'ip link set dev eth0 up'",
                        "docker adds an IPv4 subnet of its own choice",
                        "docker takes fd00:a::1 for the gateway of fd00:a::/64: name the router with --gateway if it "
                                + "is another");
    }

    @Test
    void aSubnetOfAnotherNetworkIsRefused() {
        machine.here(bare);
        docker.has(List.of("bridge"), Docker.network("bridge", "bridge", "", "{\"Subnet\":\"192.168.0.0/16\"}", ""));

        assertRefused(
                new Wanted(),
                "192.168.1.0/24 overlaps with 192.168.0.0/16 of the docker network bridge",
                "choose another subnet");
    }

    @Test
    void aSecondNetworkOnAParentIsRefused() {
        machine.here(bare);
        docker.has(List.of("lan"), Docker.ipvlan("lan", "eth0", "10.0.0.0/8"));

        assertRefused(
                new Wanted(),
                "eth0 is the parent of docker's ipvlan network lan, and can be of one only",
                "use that network, or another parent, such as a VLAN: --parent eth0.20");
    }

    @Test
    void aMacvlanNetworkOnTheParentIsInTheWayToo() {
        machine.here(bare);
        docker.has(List.of("mac"), Docker.network("mac", "macvlan", "\"parent\":\"eth0\"", "", ""));

        assertRefused(
                new Wanted(),
                "eth0 is the parent of docker's macvlan network mac, and can be of one only",
                "use that network, or another parent, such as a VLAN: --parent eth0.20");
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        machine.here(bare);
        docker.has(List.of("db_net"), Docker.network("db_net", "bridge", "", "", ""));

        assertRefused(
                new Wanted(), "there is a docker network db_net already", "choose another name, or delete that first");
    }

    @Test
    void aParentThatCannotCarryIpvlanIsRefused() {
        machine.here(Dev.loopback(), Dev.ether("eth0", 3).inBridge("br0"));
        docker.hasNone();
        assertRefused(
                new Wanted(),
                "eth0 cannot be a parent: it belongs to the bridge br0",
                "use br0 itself as the parent, or take eth0 out of it");

        machine.here(Dev.loopback());
        docker.hasNone();
        assertRefused(
                new Wanted().parent("lo.20"),
                "lo.20 cannot be a parent: it is a loopback device",
                "IPvlan needs an Ethernet device");

        machine.here(bare);
        docker.hasNone();
        assertFails(
                () -> create(new Wanted().parent("eth1")),
                ErrorKind.NOT_FOUND,
                "there is no device eth1",
                "did you mean eth0?");

        machine.here(bare);
        docker.hasNone();
        assertFails(
                () -> create(new Wanted().parent(".20")),
                ErrorKind.NOT_FOUND,
                "there is no device .20",
                "there are: eth0");
    }

    @Test
    void linksThatAContainerWouldSwitchAreNamed() {
        machine.here(bare, Dev.ipvlan("ipvl0", 4, "eth0"));
        docker.hasNone();

        assertRefused(
                new Wanted().mode(Mode.L3),
                "the first container of db_net in mode l3 would switch 1 link on eth0 from l2: ipvl0",
                "switch it first with 'ipvlanctl mode l3 eth0', or leave --mode out");
    }

    @Test
    void theModeOfTheLinksThatAreThereIsTaken() {
        machine.here(bare, Dev.ipvlan("ipvl0", 4, "eth0").port("l3", "bridge"));
        docker.hasNone();

        assertThat(create(new Wanted().subnets("10.0.0.0/24")).commands())
                .containsExactly(CREATE + "--subnet 10.0.0.0/24 --opt parent=eth0 --opt ipvlan_mode=l3"
                        + " --opt ipvlan_flag=bridge db_net");
        assertThat(machine.notes)
                .containsExactly("mode l3 answers no ARP; the routers around need routes: 10.0.0.0/24 via <an address"
                        + " of eth0>");
    }

    @Test
    void aFlagThatAnOldDockerWouldIgnoreIsRefused() {
        for (Wanted wanted : List.of(
                new Wanted().flag(Flag.PRIVATE), new Wanted().mode(Mode.L3S).gateways())) {
            machine.here(bare);
            docker.hasNone();
            machine.runner
                    .expect("docker version --format '{{.Server.APIVersion}}'")
                    .prints("1.41\n");
            assertFails(
                    () -> create(wanted),
                    ErrorKind.ENVIRONMENT,
                    "this docker knows neither mode l3s nor the flags private and vepa: it would make the links "
                            + (wanted.mode == Mode.L3S ? "not at all" : "with flag bridge"),
                    "install docker 23.0 or newer, or use mode l2 or l3 and flag bridge");
        }

        machine.here(bare);
        docker.hasNone();
        machine.runner
                .expect("docker version --format '{{.Server.APIVersion}}'")
                .prints("1.42\n");
        assertThat(create(new Wanted().flag(Flag.PRIVATE)).commands())
                .singleElement()
                .asString()
                .contains("ipvlan_flag=private");
    }

    @Test
    void aGatewayInL3IsRefusedSinceDockerIgnoresIt() {
        machine.here(bare);
        docker.hasNone();

        assertRefused(
                new Wanted().mode(Mode.L3),
                "in mode l3 docker ignores the gateway 192.168.1.1: the parent's routes decide",
                "leave --gateway out");
    }

    @Test
    void theParentsOwnNetworkIsRefusedInL3() {
        machine.here(eth0);
        docker.hasNone();

        assertRefused(
                new Wanted().mode(Mode.L3).gateways(),
                "192.168.1.0/24 overlaps with the network of eth0, 192.168.1.10/24: in mode l3 nobody there would find"
                        + " the containers",
                "choose a subnet of its own for them, or mode l2");
    }

    @Test
    void aGatewayThatIsTheParentsOrALinksIsRefused() {
        machine.here(eth0);
        docker.hasNone();
        assertRefused(
                new Wanted().gateways("192.168.1.10"),
                "192.168.1.10 is the address of the parent eth0, which containers cannot reach in mode l2",
                "name the router of 192.168.1.0/24 with --gateway");

        machine.here(bare, Dev.ipvlan("ipvl0", 4, "eth0").address("192.168.1.1/24"));
        docker.hasNone();
        assertRefused(
                new Wanted().gateways(),
                "docker would take 192.168.1.1 for the gateway, the address of the link ipvl0",
                "name the router of 192.168.1.0/24 with --gateway");
    }

    @Test
    void aMissingVlanDeviceIsMadeByDocker() {
        machine.here(bare);
        docker.hasNone();

        assertThat(create(new Wanted().parent("eth0.20")).commands())
                .singleElement()
                .asString()
                .contains("--opt parent=eth0.20 ");
        assertThat(machine.notes).containsExactly("docker makes eth0.20, VLAN 20, and deletes it with the network");
    }

    @Test
    void aVlanDeviceThatIsThereIsTaken() {
        machine.here(bare, Dev.vlan("eth0.20", 5, "eth0", 20));
        docker.hasNone();

        assertThat(create(new Wanted().parent("eth0.20")).size()).isEqualTo(1);
        assertThat(machine.notes).isEmpty();
    }

    @Test
    void aVlanThatIsThereUnderAnotherNameIsToBeTaken() {
        machine.here(bare, Dev.vlan("twenty", 5, "eth0", 20));
        docker.hasNone();

        assertRefused(new Wanted().parent("eth0.20"), "VLAN 20 of eth0 is there as twenty", "use --parent twenty");
    }

    @Test
    void aCreationThatIsStoppedLeavesNothingBehind() {
        machine.here(bare);
        docker.hasNone();
        machine.runner
                .expect(CREATE + "--subnet 192.168.1.0/24 --gateway 192.168.1.1 " + L2)
                .isInterrupted();
        machine.runner.expect("docker network rm -- db_net").succeeds();

        assertFails(() -> create(new Wanted()).run(), ErrorKind.INTERRUPTED, "stopped by a signal", null);
    }

    @Test
    void aCreationThatDockerRefusesIsNotTakenBack() {
        machine.here(bare);
        docker.hasNone();
        machine.runner
                .expect(CREATE + "--subnet 192.168.1.0/24 --gateway 192.168.1.1 " + L2)
                .fails(1, "Error response from daemon: network with name db_net already exists\n");

        assertFails(
                () -> create(new Wanted()).run(),
                ErrorKind.CONFLICT,
                "docker says: network with name db_net already exists",
                "it came to be after ipvlanctl had looked: try again");
    }

    @Test
    void aCreationThatFailedHalfWayIsTakenBack() {
        machine.here(bare);
        docker.hasNone();
        machine.runner
                .expect(CREATE + "--subnet 192.168.1.0/24 --gateway 192.168.1.1 " + L2)
                .isKilledBy(9);
        machine.runner.expect("docker network rm -- db_net").fails(1, "Error: No such network: db_net\n");

        assertFails(
                () -> create(new Wanted()).run(), ErrorKind.FAILED, "docker was killed by signal 9", "run it again");
    }

    @Test
    void whatComesOfTakingBackIsTold() {
        machine.here(bare);
        docker.hasNone();
        machine.runner
                .expect(CREATE + "--subnet 192.168.1.0/24 --gateway 192.168.1.1 " + L2)
                .timesOut();
        machine.runner.expect("docker network rm -- db_net").timesOut();

        assertFails(
                () -> create(new Wanted()).run(),
                ErrorKind.TIMEOUT,
                "docker did not end within 30 s and was killed; and the network may be there: docker did not end"
                        + " within 30 s and was killed",
                "look with 'docker info', or give it longer with --timeout SECONDS");
    }

    @Test
    void aNetworkThatWasMadeAndCannotBeShownIsTold() {
        machine.here(bare);
        docker.hasNone();
        machine.runner
                .expect(CREATE + "--subnet 192.168.1.0/24 --gateway 192.168.1.1 " + L2)
                .prints("1\n");
        machine.runner.expect("docker network ls --quiet --no-trunc").fails(1, "sudo: a password is required\n");

        assertFails(
                () -> create(new Wanted()).run(),
                ErrorKind.PERMISSION,
                "the change was made, but cannot be shown: sudo asks for a password, and nothing here prompts",
                "run 'sudo -v' first, or allow docker in sudoers with NOPASSWD");
    }

    @Test
    void aRemovalWithAnUnknownEndIsLookedAfter() {
        docker.has(List.of("lan"), Docker.ipvlan("lan", "eth0", "10.0.0.0/8"));
        removing().isKilledBy(9);
        docker.hasNone();
        assertThat(remove("lan").run()).isEmpty();

        docker.has(List.of("lan"), Docker.ipvlan("lan", "eth0", "10.0.0.0/8"));
        removing().timesOut();
        docker.has(List.of("lan"), Docker.ipvlan("lan", "eth0", "10.0.0.0/8"));
        assertFails(
                () -> remove("lan").run(),
                ErrorKind.TIMEOUT,
                "docker did not end within 30 s and was killed",
                DOCKER_INFO);

        docker.has(List.of("lan"), Docker.ipvlan("lan", "eth0", "10.0.0.0/8"));
        removing().timesOut();
        machine.runner.expect("docker network ls --quiet --no-trunc").isKilledBy(9);
        assertFails(
                () -> remove("lan").run(),
                ErrorKind.TIMEOUT,
                "docker did not end within 30 s and was killed; and the network may be gone: docker was killed by signal 9",
                DOCKER_INFO);
    }

    @Test
    void aRemovalThatDockerRefusesIsNotLookedAfter() {
        docker.has(List.of("lan"), Docker.ipvlan("lan", "eth0", "10.0.0.0/8"));
        removing().fails(1, "Error response from daemon: network lan has active endpoints\n");

        assertFails(
                () -> remove("lan").run(),
                ErrorKind.CONFLICT,
                "docker says: network lan has active endpoints",
                "a container was started after ipvlanctl had looked: stop it first");
    }

    private ScriptedRunner.Answer removing() {
        machine.runner
                .expect("docker ps --all --filter network=lan --filter status=exited --filter status=created"
                        + " --format '{{.Names}}'")
                .succeeds();
        return machine.runner.expect("docker network rm -- lan");
    }

    @Test
    void onlyIpvlanNetworksAreListed() {
        assertThat(machine.services().docker(null).names()).isEmpty();
        machine.dockerd();
        docker.has(
                List.of("lan", "bridge"),
                Docker.ipvlan("lan", "eth0", "10.0.0.0/8"),
                Docker.network("bridge", "bridge", "", "", ""));

        assertThat(machine.services().docker(null).names()).containsExactly("lan");
    }

    private Preparation<List<DockerNetwork>> remove(String name) {
        return machine.services().docker(null).remove(name, false);
    }

    @Test
    void aNetworkIsRemovedAndItsStoppedContainersAreTold() {
        docker.has(List.of("lan"), Docker.ipvlan("lan", "eth0", "10.0.0.0/8"));
        machine.runner
                .expect("docker ps --all --filter network=lan --filter status=exited --filter status=created"
                        + " --format '{{.Names}}'")
                .prints("c1\n");
        machine.runner.expect("docker network rm -- lan").prints("lan\n");

        assertThat(remove("lan").run()).isEmpty();
        assertThat(machine.notes).containsExactly("c1 is stopped, and cannot start again without it");
    }

    @Test
    void aNetworkThatIsNoneOrInUseIsNotRemoved() {
        docker.has(List.of("lan"), Docker.ipvlan("lan", "eth0", "10.0.0.0/8", "c1", "c2"));
        assertFails(
                () -> remove("lan"),
                ErrorKind.CONFLICT,
                "2 containers run in lan: c1, c2",
                "stop both first: docker stop c1 c2");

        docker.has(List.of("lan"), Docker.ipvlan("lan", "eth0", "10.0.0.0/8", "c1"));
        assertFails(
                () -> remove("lan"),
                ErrorKind.CONFLICT,
                "1 container runs in lan: c1",
                "stop it first: docker stop c1");

        docker.has(List.of("bridge"), Docker.network("bridge", "bridge", "", "", ""));
        assertFails(
                () -> remove("bridge"),
                ErrorKind.CONFLICT,
                "the docker network bridge is of the driver bridge: ipvlanctl cares for IPvlan networks only",
                "'ipvlanctl docker network ls' lists them");

        docker.has(List.of("lan"), Docker.ipvlan("lan", "eth0", "10.0.0.0/8"));
        assertFails(() -> remove("lam"), ErrorKind.NOT_FOUND, "there is no docker network lam", "did you mean lan?");
    }

    @Test
    void oneThatIsGoneAlreadyIsFineWhereThatIsSaid() {
        docker.hasNone();

        Preparation<List<DockerNetwork>> nothing =
                machine.services().docker(null).remove("lan", true);
        assertThat(nothing.commands()).isEmpty();
        assertThat(nothing.size()).isZero();

        docker.has(List.of("lan"), Docker.ipvlan("lan", "eth0", "10.0.0.0/8"));
        removing();
        assertThat(machine.services().docker(null).remove("lan", true).commands())
                .containsExactly("docker network rm -- lan");
    }

    @Test
    void linksOnAVlanDeviceThatDockerWouldDeleteAreNamed() {
        docker.has(List.of("lan"), Docker.ipvlan("lan", "eth0.20", "10.0.0.0/8"));
        machine.here(bare, Dev.vlan("eth0.20", 5, "eth0", 20), Dev.ipvlan("ipvl0", 6, "eth0.20"));

        assertFails(
                () -> remove("lan"),
                ErrorKind.CONFLICT,
                "docker deletes eth0.20 too if it made it, and with it ipvl0",
                "delete it first, or move to another parent");
    }

    @Test
    void anotherNamespaceIsNotDockers() {
        machine.netns("blue");

        assertFails(
                () -> machine.services("ip", false, new NetnsName("blue"), note -> {})
                        .docker(null),
                ErrorKind.USAGE,
                "docker acts in the namespace of its daemon, whatever namespace is named",
                "leave -n out");
    }

    @Test
    void withSudoDockerRunsAsRootToo() {
        machine.runner
                .expect("sudo -n /opt/docker network ls --quiet --no-trunc")
                .succeeds();

        assertThat(machine.services("ip", true, null, note -> {})
                        .docker("/opt/docker")
                        .list())
                .isEmpty();
    }

    @Test
    void aLinkInAContainerIsNamed() {
        String inspect = "docker container inspect --format '{\"name\":{{json .Name}},\"pid\":{{json .State.Pid}},"
                + "\"network\":{{json .HostConfig.NetworkMode}}}' 1 2 3";
        machine.container("40").container("50").dockerd().here(bare);
        for (String pid : List.of("40", "50")) {
            machine.runner
                    .expect("nsenter --net=/proc/" + pid + "/ns/net ip -j -d address show")
                    .prints(Dev.json(Dev.ipvlanElsewhere("web0", 2, 3)));
        }
        machine.runner.expect("docker ps --quiet --no-trunc").prints("1\n2\n3\n");
        machine.runner.expect(inspect).prints("""
                        {"name":"/side","pid":40,"network":"container:2"}
                        {"name":"/web","pid":40,"network":"lan"}
                        {"name":"/gone","pid":0,"network":"lan"}
                        """);

        assertThat(machine.services().links().show(List.of(), null, true))
                .extracting("container")
                .containsExactly("web", null);
    }

    @Test
    void dockerIsNotAskedWhereItDoesNotRun() {
        machine.container("40").here(bare);
        machine.runner
                .expect("nsenter --net=/proc/40/ns/net ip -j -d address show")
                .prints(Dev.json(Dev.ipvlanElsewhere("web0", 2, 3)));

        assertThat(machine.services().links().show(List.of(), null, true))
                .extracting("container")
                .containsOnlyNulls();
    }

    @Test
    void aDockerThatCannotBeAskedIsNoReasonToFail() {
        machine.container("40").dockerd().here(bare);
        machine.runner
                .expect("nsenter --net=/proc/40/ns/net ip -j -d address show")
                .prints(Dev.json(Dev.ipvlanElsewhere("web0", 2, 3)));
        machine.runner.expect("docker ps --quiet --no-trunc").fails(1, "permission denied while trying to connect");

        assertThat(machine.services().links().show(List.of(), null, true)).hasSize(1);
        assertThat(machine.notes).isEmpty();
    }

    @Test
    void aSignalWhileDockerIsAskedEndsIt() {
        machine.container("40").dockerd().here(bare);
        machine.runner
                .expect("nsenter --net=/proc/40/ns/net ip -j -d address show")
                .prints(Dev.json(Dev.ipvlanElsewhere("web0", 2, 3)));
        machine.runner.expect("docker ps --quiet --no-trunc").isInterrupted();

        assertFails(
                () -> machine.services().links().show(List.of(), null, true),
                ErrorKind.INTERRUPTED,
                "stopped by a signal",
                null);
    }
}
