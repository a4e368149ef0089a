package io.github.ipvlanctl.service;

import static io.github.ipvlanctl.testing.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.docker.DockerClient;
import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.iproute2.IpClient;
import io.github.ipvlanctl.iproute2.IpProgram;
import io.github.ipvlanctl.iproute2.Namespaces;
import io.github.ipvlanctl.iproute2.Step;
import io.github.ipvlanctl.model.Alias;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.LinkSpec;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.Mtu;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.PortSettings;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.Sample;
import io.github.ipvlanctl.model.VlanId;
import io.github.ipvlanctl.service.LinkService.AddOptions;
import io.github.ipvlanctl.testing.Dev;
import io.github.ipvlanctl.testing.Docker;
import io.github.ipvlanctl.testing.Machine;
import io.github.ipvlanctl.testing.ScriptedRunner;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkAddTest {
    private static final AddOptions PLAIN = new AddOptions(false, false, false);
    private static final AddOptions CREATE_NETNS = new AddOptions(true, false, false);
    private static final AddOptions IF_NOT_EXISTS = new AddOptions(false, true, false);
    private static final AddOptions SWITCH = new AddOptions(false, false, true);
    private static final String ADD = "link add link eth0 name ipvl1 ";

    private final Machine machine;
    private final Dev eth0 = Dev.ether("eth0", 3).address("192.168.1.1/24");
    private final Dev ipvl0 = Dev.ipvlan("ipvl0", 4, "eth0").up().address("192.168.1.100/24");
    private final Wanted wanted = new Wanted();

    LinkAddTest(@TempDir Path directory) {
        machine = new Machine(directory);
    }

    @AfterEach
    void nothingIsLeftOfTheScript() {
        machine.runner.verify();
    }

    /** A specification of ipvl1 that says little. */
    private static final class Wanted {
        private @Nullable Mode mode;
        private @Nullable Flag flag;
        private @Nullable Mtu mtu;
        private @Nullable VlanId vlan;
        private @Nullable NetnsName netns;
        private List<Cidr> addresses = List.of();
        private @Nullable IpAddress gateway;
        private List<RouteSpec> routes = List.of();
        private @Nullable Alias alias;
        private boolean up;

        private LinkSpec spec() {
            return new LinkSpec(
                    new InterfaceName("ipvl1"), mode, flag, mtu, vlan, netns, addresses, gateway, routes, alias, up);
        }
    }

    private static List<Cidr> cidrs(String... texts) {
        return Stream.of(texts).map(Cidr::parse).toList();
    }

    private Prepared<List<Link>> prepare(AddOptions options) {
        return prepare("eth0", options);
    }

    private Prepared<List<Link>> prepare(@Nullable String parent, AddOptions options) {
        return machine.services()
                .links()
                .add(wanted.spec(), parent == null ? null : new InterfaceName(parent), options);
    }

    private void assertCommands(AddOptions options, String... commands) {
        assertThat(prepare(options).commands()).containsExactly(commands);
    }

    private void assertConflict(AddOptions options, String message, String hint) {
        assertFails(() -> prepare(options), ErrorKind.CONFLICT, message, hint);
    }

    private void onAFreshPort(Consumer<Wanted> ask, String... commands) {
        machine.here(eth0);
        ask.accept(wanted);
        assertCommands(PLAIN, commands);
    }

    @Test
    void aFreshPortGetsModeL2AndFlagBridge() {
        onAFreshPort(w -> {}, "ip " + ADD + "type ipvlan mode l2 bridge");
    }

    @Test
    void aFreshPortGetsWhatIsAskedFor() {
        onAFreshPort(
                w -> {
                    w.mode = Mode.L3S;
                    w.flag = Flag.VEPA;
                },
                "ip " + ADD + "type ipvlan mode l3s vepa");
    }

    @Test
    void addressesComeBeforeUpAndRoutesAfterIt() {
        machine.here(eth0).routes(null, "[]", "[]");
        wanted.mtu = new Mtu(1400);
        wanted.alias = new Alias("for web");
        wanted.addresses = cidrs("192.168.1.101/24", "2001:db8::101/64");
        wanted.gateway = IpAddress.parse("192.168.1.254");
        wanted.routes = List.of(RouteSpec.parse("10.0.0.0/8,via=192.168.1.253,metric=50"));
        wanted.up = true;

        assertCommands(
                PLAIN,
                ScriptedRunner.batch(
                        "ip",
                        ADD + "mtu 1400 type ipvlan mode l2 bridge",
                        "link set dev ipvl1 alias \"for web\"",
                        "address add 192.168.1.101/24 dev ipvl1",
                        "address add 2001:db8::101/64 dev ipvl1",
                        "link set dev ipvl1 up",
                        "route add 10.0.0.0/8 via 192.168.1.253 dev ipvl1 metric 50",
                        "route add default via 192.168.1.254 dev ipvl1"));

        machine.here(eth0).routes(null, "[]", "[]");
        assertThat(prepare(PLAIN).size()).isEqualTo(7);
    }

    @Test
    void aLinkIsMadeRightInItsNamespace() {
        machine.netns("blue").here(eth0).in("blue");
        wanted.netns = new NetnsName("blue");
        wanted.addresses = cidrs("192.168.1.101/24");
        wanted.up = true;

        assertCommands(
                PLAIN,
                "ip " + ADD + "netns blue type ipvlan mode l2 bridge",
                ScriptedRunner.batch("ip -n blue", "address add 192.168.1.101/24 dev ipvl1", "link set dev ipvl1 up"));
    }

    @Test
    void aMissingNamespaceIsMadeOnRequest() {
        machine.here(eth0);
        wanted.netns = new NetnsName("blue");

        assertCommands(
                CREATE_NETNS,
                "ip netns add blue",
                "ip -n blue link set dev lo up",
                "ip " + ADD + "netns blue type ipvlan mode l2 bridge");
    }

    @Test
    void aNamespaceThatWasMadeAndNoMoreIsFinishedOnRequest() {
        machine.netns("blue").here(eth0).in("blue", Dev.loopback().down());
        wanted.netns = new NetnsName("blue");

        assertCommands(
                CREATE_NETNS, "ip -n blue link set dev lo up", "ip " + ADD + "netns blue type ipvlan mode l2 bridge");
    }

    @Test
    void theLoopbackDeviceOfANamespaceInUseIsLeftAlone() {
        machine.netns("blue")
                .here(eth0)
                .in("blue", Dev.loopback().down(), Dev.ether("veth0", 2).up());
        wanted.netns = new NetnsName("blue");

        assertCommands(CREATE_NETNS, "ip " + ADD + "netns blue type ipvlan mode l2 bridge");
    }

    @Test
    void aMissingNamespaceIsNotFoundOtherwise() {
        machine.netns("blue").here(eth0).in("blue");
        wanted.netns = new NetnsName("web");

        assertFails(
                () -> prepare(PLAIN),
                ErrorKind.NOT_FOUND,
                "there is no namespace web",
                "make it with 'ipvlanctl netns add web', or add --create-netns");
    }

    @Test
    void aNamespaceWithACloseNameIsSuggested() {
        machine.netns("blue").here(eth0).in("blue");
        wanted.netns = new NetnsName("bloo");

        // two letters differ in four: not close; one does below
        assertFails(
                () -> prepare(PLAIN),
                ErrorKind.NOT_FOUND,
                "there is no namespace bloo",
                "make it with 'ipvlanctl netns add bloo', or add --create-netns");

        machine.here(eth0).in("blue");
        wanted.netns = new NetnsName("blu");
        assertFails(() -> prepare(PLAIN), ErrorKind.NOT_FOUND, "there is no namespace blu", "did you mean blue?");
    }

    @Test
    void aPortWithLinksKeepsItsModeAndFlag() {
        machine.here(eth0, ipvl0.port("l3", "private"));

        assertCommands(PLAIN, "ip " + ADD + "type ipvlan mode l3 private");
        assertThat(machine.notes).isEmpty();
    }

    @Test
    void aSwitchOfSiblingsIsRefusedInAllNamespaces() {
        machine.netns("blue").here(eth0, ipvl0).in("blue", Dev.ipvlanElsewhere("web0", 2, 3));
        wanted.mode = Mode.L3;

        assertConflict(
                PLAIN,
                "ipvl1 in mode l3 would switch 2 links on eth0 from l2: ipvl0, web0 (netns blue)",
                "add --switch-siblings to switch all three, or leave --mode out");
    }

    @Test
    void aSwitchOfTheFlagIsRefusedToo() {
        machine.here(eth0, ipvl0);
        wanted.flag = Flag.PRIVATE;

        assertConflict(
                PLAIN,
                "ipvl1 with flag private would switch 1 link on eth0 from bridge: ipvl0",
                "add --switch-siblings to switch both, or leave --flag out");
    }

    @Test
    void aSwitchThatIsMeantComesFirst() {
        machine.here(eth0, ipvl0);
        wanted.mode = Mode.L3;

        assertCommands(
                SWITCH,
                ScriptedRunner.batch(
                        "ip", "link set dev ipvl0 type ipvlan mode l3 bridge", ADD + "type ipvlan mode l3 bridge"));
    }

    @Test
    void aSwitchIsTakenBackWhenTheLinkCannotBeMade() {
        machine.here(eth0, ipvl0);
        wanted.mode = Mode.L3;
        machine.runner
                .expectBatch("ip", "link set dev ipvl0 type ipvlan mode l3 bridge", ADD + "type ipvlan mode l3 bridge")
                .fails(1, "RTNETLINK answers: File exists\nCommand failed -:2\n");
        machine.runner
                .expect("ip link set dev ipvl0 type ipvlan mode l2 bridge")
                .succeeds();

        assertFails(
                () -> prepare(SWITCH).run(),
                ErrorKind.CONFLICT,
                "ip says: File exists",
                "it came to be after ipvlanctl had looked, or is there already");
    }

    @Test
    void theLinkIsReadBackFromTheKernel() {
        machine.here(eth0);
        machine.runner.expect("ip " + ADD + "type ipvlan mode l2 bridge").succeeds();
        machine.readsBack("ipvl1", Dev.ipvlan("ipvl1", 9, "eth0").mtu(1234));

        List<Link> links = prepare(PLAIN).run();

        assertThat(links).hasSize(1);
        assertThat(links.get(0).device().mtu()).isEqualTo(1234);
        assertThat(links.get(0).parentLabel()).isEqualTo("eth0");
    }

    @Test
    void aLinkThatVanishedAtOnceIsNotFound() {
        machine.here(eth0);
        machine.runner.expect("ip " + ADD + "type ipvlan mode l2 bridge").succeeds();
        machine.readsBack("ipvl1");

        assertFails(
                () -> prepare(PLAIN).run(),
                ErrorKind.NOT_FOUND,
                "the change was made, but cannot be shown: ipvl1 is gone again",
                "another program may have deleted it");
    }

    @Test
    void whatWasMadeIsGoneAgainWhenAStepFails() {
        machine.here(eth0);
        wanted.netns = new NetnsName("blue");
        wanted.up = true;
        machine.runner.expect("ip netns add blue").succeeds();
        machine.runner.expect("ip -n blue link set dev lo up").succeeds();
        machine.runner
                .expect("ip " + ADD + "netns blue type ipvlan mode l2 bridge")
                .succeeds();
        machine.runner.expect("ip -n blue link set dev ipvl1 up").fails(2, "Error: no.\n");
        machine.runner.expect("ip -n blue link delete dev ipvl1").succeeds();
        machine.runner.expect("ip netns delete blue").succeeds();

        assertFails(
                () -> prepare(CREATE_NETNS).run(),
                ErrorKind.FAILED,
                "ip says: no",
                "nothing is left behind: what had been done was undone");
    }

    @Test
    void aNameThatIsTakenIsAConflict() {
        machine.here(eth0, Dev.ipvlan("ipvl1", 9, "eth0"));
        assertConflict(PLAIN, "there is a device ipvl1 already", "add --if-not-exists if that is fine");

        machine.here(eth0, Dev.ether("ipvl1", 9));
        assertConflict(PLAIN, "there is a device ipvl1 already", "choose another name");
    }

    @Test
    void aLinkThatIsAsAskedIsFine() {
        machine.here(
                eth0,
                Dev.ipvlan("ipvl1", 9, "eth0")
                        .up()
                        .mtu(1400)
                        .alias("x")
                        .address("192.168.1.101/24")
                        .address("10.0.0.1/8"));
        wanted.mode = Mode.L2;
        wanted.flag = Flag.BRIDGE;
        wanted.mtu = new Mtu(1400);
        wanted.alias = new Alias("x");
        wanted.addresses = cidrs("192.168.1.101/24");
        wanted.up = true;

        Prepared<List<Link>> change = prepare(IF_NOT_EXISTS);

        assertThat(change.commands()).isEmpty();
        assertThat(change.run()).extracting(link -> link.name().value()).containsExactly("ipvl1");
    }

    @Test
    void aLinkThatIsNotAsAskedIsAConflictThatNamesEveryDifference() {
        machine.here(eth0, Dev.ether("eth1", 8), Dev.ipvlan("ipvl1", 9, "eth1").address("10.0.0.1/8"))
                .routes("ipvl1", "[{\"dst\":\"10.9.0.0/16\",\"gateway\":\"10.0.0.9\",\"flags\":[]}]", "[]");
        wanted.gateway = IpAddress.parse("10.0.0.9");
        wanted.routes = List.of(RouteSpec.parse("10.9.0.0/16,via=10.0.0.9"), RouteSpec.parse("10.8.0.0/16"));
        wanted.mode = Mode.L3;
        wanted.flag = Flag.VEPA;
        wanted.mtu = new Mtu(1400);
        wanted.alias = new Alias("x");
        wanted.addresses = cidrs("10.0.0.1/16", "10.0.0.2/8");
        wanted.up = true;

        assertConflict(
                IF_NOT_EXISTS,
                "ipvl1 is there, but not as asked: it is on eth1, its mode is l2, its flag is bridge, its MTU is 1500,"
                        + " its alias is '', it is down, it lacks 10.0.0.1/16, it lacks 10.0.0.2/8,"
                        + " it lacks the route 10.8.0.0/16, it lacks the route default via 10.0.0.9",
                "change it with 'ipvlanctl link set', 'addr add', 'route add' or 'mode', or delete it first");
    }

    @Test
    void somethingElseOfThatNameIsNeverFine() {
        machine.here(eth0, Dev.vlan("ipvl1", 9, "eth0", 5));

        assertConflict(
                IF_NOT_EXISTS,
                "ipvl1 is a vlan device: ipvlanctl changes IPvlan links only",
                "'ipvlanctl link show' lists them");
    }

    @Test
    void aDeviceThatCannotBeAParentIsRefused() {
        machine.here(eth0.inBridge("br0"));

        assertConflict(
                PLAIN,
                "eth0 cannot be a parent: it belongs to the bridge br0",
                "use br0 itself as the parent, or take eth0 out of it");
    }

    @Test
    void anIpvlanLinkAsAParentIsRefusedNamingTheRealOne() {
        machine.here(eth0, ipvl0);

        assertFails(
                () -> prepare("ipvl0", PLAIN),
                ErrorKind.CONFLICT,
                "ipvl0 cannot be a parent: it is an IPvlan link itself, on eth0",
                "use --parent eth0");
    }

    @Test
    void aMissingParentIsNotFound() {
        machine.here(Dev.loopback(), eth0);

        assertFails(() -> prepare("eth1", PLAIN), ErrorKind.NOT_FOUND, "there is no device eth1", "did you mean eth0?");
    }

    @Test
    void anMtuAboveTheParentsIsRefused() {
        machine.here(eth0);
        wanted.mtu = new Mtu(9000);

        assertConflict(
                PLAIN,
                "MTU 9000 of ipvl1 is above the 1500 of its parent eth0: larger packets would vanish",
                "use at most 1500, or raise the parent's first, which changes all its links' too");
    }

    @Test
    void theParentsAddressIsRefused() {
        machine.here(eth0);
        wanted.addresses = cidrs("192.168.1.1/32");

        assertConflict(
                PLAIN,
                "192.168.1.1 is the address of the parent eth0: the link would take its traffic",
                "give the link an address of its own");
    }

    @Test
    void anAddressOfASiblingIsRefusedWithItsHolder() {
        machine.netns("blue")
                .here(eth0, ipvl0)
                .in("blue", Dev.ipvlanElsewhere("web0", 2, 3).address("192.168.1.101/24"));
        wanted.addresses = cidrs("192.168.1.101/32");

        assertConflict(
                PLAIN,
                "192.168.1.101 is in use on web0 (netns blue), a link of the same parent",
                "choose another, or free it with 'ipvlanctl -n blue addr del 192.168.1.101/24 --dev web0'");
    }

    @Test
    void aNexthopOutOfReachIsRefused() {
        machine.here(eth0).routes(null, "[]", "[]");
        wanted.addresses = cidrs("192.168.1.101/24");
        wanted.gateway = IpAddress.parse("192.168.2.1");
        wanted.up = true;

        assertConflict(
                PLAIN,
                "the nexthop 192.168.2.1 is not in a network of ipvl1: 192.168.1.101/24",
                "give ipvl1 an address in the nexthop's network, or add a route to 192.168.2.1 first");
    }

    @Test
    void aRouteThatIsThereIsRefused() {
        machine.here(eth0)
                .routes(
                        null,
                        "[{\"dst\":\"default\",\"gateway\":\"192.168.1.254\",\"dev\":\"eth0\",\"flags\":[]}]",
                        "[]");
        wanted.addresses = cidrs("192.168.1.101/24");
        wanted.gateway = IpAddress.parse("192.168.1.253");
        wanted.up = true;

        assertConflict(
                PLAIN,
                "there is a route to default already, through eth0 via 192.168.1.254",
                "give the new one another metric, or delete the old one first");
    }

    @Test
    void theRoutesOfItsNamespaceAreLookedAtWhereThatIsThere() {
        wanted.netns = new NetnsName("blue");
        wanted.addresses = cidrs("192.168.1.101/24");
        wanted.gateway = IpAddress.parse("192.168.1.253");
        wanted.up = true;
        machine.here(eth0);
        assertThat(prepare(CREATE_NETNS).commands()).last().asString().contains("route add default");

        machine.netns("blue").here(eth0).in("blue");
        machine.runner
                .expect("ip -n blue -j -4 route show table all")
                .prints("[{\"dst\":\"default\",\"dev\":\"veth0\",\"flags\":[]}]");
        machine.runner.expect("ip -n blue -j -6 route show table all").prints("[]");
        assertConflict(
                PLAIN,
                "there is a route to default already, through veth0",
                "give the new one another metric, or delete the old one first");
    }

    @Test
    void aNameThatIsTakenHereIsGivenInTheLinksNamespaceOnly() {
        machine.netns("blue").here(eth0, Dev.ether("ipvl1", 9)).in("blue");
        wanted.netns = new NetnsName("blue");

        assertCommands(
                PLAIN,
                "ip link add link eth0 name ipvlanctl-new0 netns blue type ipvlan mode l2 bridge",
                "ip -n blue link set dev ipvlanctl-new0 name ipvl1");
    }

    @Test
    void whatAKilledRunHasLeftIsDeletedFirst() {
        machine.here(eth0, ipvl0, Dev.ipvlan("ipvlanctl-new0", 9, "eth0"));

        assertCommands(
                PLAIN,
                ScriptedRunner.batch("ip", "link delete dev ipvlanctl-new0", ADD + "type ipvlan mode l2 bridge"));
    }

    @Test
    void aPortTakesSoManyLinksAndNoMore() {
        List<Device> devices = new ArrayList<>(List.of(Sample.ether(Netns.current(), 3, "eth0")));
        Device first = Sample.ipvlan(4, "x1", "eth0", PortSettings.DEFAULT);
        for (int i = 1; i < Port.MAX_LINKS; i++) {
            devices.add(first.named(new InterfaceName("x" + i)));
        }
        assertThat(steps(devices)).hasSize(1);

        devices.add(first.named(new InterfaceName("last")));
        assertFails(
                () -> steps(devices),
                ErrorKind.CONFLICT,
                "eth0 has 65533 links, the most that the kernel allows",
                "use another parent");
    }

    private List<Step> steps(List<Device> devices) {
        IpClient ip = new IpClient(machine.runner, new IpProgram("ip", false, null));
        Namespaces none = new Namespaces(new File("none"), new File("none"));
        HostReader reader = new HostReader(ip, none, null, machine.notes::add);
        DockerClient docker = new DockerClient(machine.runner, false, new File("none"));
        DockerSettings settings = new DockerSettings(docker, reader, machine.notes::add);
        return new LinkAddition(ip, reader, settings, machine.notes::add, wanted.spec(), PLAIN)
                .steps(new Host(devices), devices.get(0), Netns.current());
    }

    private void dockersNetwork() {
        new Docker(machine.dockerd()).has(List.of("lan"), Docker.ipvlan("lan", "eth0", "192.168.2.0/24"));
    }

    @Test
    void settingsThatDockerWillUndoAreGivenToAFreshPortWithANote() {
        machine.here(eth0);
        dockersNetwork();
        wanted.mode = Mode.L3;

        assertCommands(PLAIN, "ip " + ADD + "type ipvlan mode l3 bridge");
        assertThat(machine.notes)
                .containsExactly(
                        "docker's network lan is l2 bridge: the next container that starts in it switches all links on eth0"
                                + " to that");
    }

    @Test
    void siblingsAreSwitchedToWhatDockerWillUndoWithANote() {
        machine.here(eth0, ipvl0);
        dockersNetwork();
        wanted.mode = Mode.L3;

        assertThat(prepare(SWITCH).commands())
                .singleElement()
                .asString()
                .contains("link set dev ipvl0 type ipvlan mode l3 bridge");
        assertThat(machine.notes).anyMatch(note -> note.startsWith("docker's network lan is l2 bridge"));
    }

    @Test
    void dockerIsNotAskedAboutTheParentsOfAnotherNamespace() {
        machine.dockerd().netns("blue").in("blue", eth0);
        machine.runner
                .expect("nsenter --net=/proc/1/ns/net ip -j -d address show")
                .prints("[]");
        NetnsName blue = new NetnsName("blue");

        assertThat(machine.services("ip", false, blue, machine.notes::add)
                        .links()
                        .add(wanted.spec(), new InterfaceName("eth0"), PLAIN)
                        .commands())
                .containsExactly("ip -n blue " + ADD + "type ipvlan mode l2 bridge");
    }

    @Test
    void whoTakesAPortAsItIsDoesNotWaitForDocker() {
        machine.dockerd().here(eth0, ipvl0);

        assertCommands(PLAIN, "ip " + ADD + "type ipvlan mode l2 bridge");
        assertThat(machine.notes).isEmpty();
    }

    @Test
    void anIpv6AddressNeedsAnMtuOfTheLinkOrItsParentThatIpv6CanDoWith() {
        String hint = "use at least 1280, or take its IPv6 addresses away first";
        wanted.addresses = cidrs("2001:db8::5/64");
        machine.here(eth0.mtu(1279));
        assertConflict(PLAIN, "MTU 1279 of ipvl1 is below the 1280 that IPv6 needs, and it has 2001:db8::5/64", hint);

        machine.here(eth0.mtu(1500));
        wanted.mtu = new Mtu(1278);
        assertConflict(PLAIN, "MTU 1278 of ipvl1 is below the 1280 that IPv6 needs, and it has 2001:db8::5/64", hint);
    }

    @Test
    void inL3ADefaultRouteHasNoGateway() {
        machine.here(eth0).routes(null, "[]", "[]");
        wanted.mode = Mode.L3;
        wanted.addresses = cidrs("192.168.1.101/24");
        wanted.gateway = IpAddress.parse("192.168.1.254");
        wanted.up = true;

        assertConflict(
                PLAIN,
                "in mode l3 a default route has no gateway: the parent's routes decide",
                "leave the gateway out and add a route without one: 'default' over ipvl1 itself");
    }

    @Test
    void inL3TheRoutersAroundAreToldOf() {
        machine.here(eth0);
        wanted.mode = Mode.L3;
        wanted.addresses = cidrs("10.20.0.5/32", "2001:db8::5/128");

        prepare(PLAIN);

        assertThat(machine.notes)
                .containsExactly("mode l3 answers no ARP; the routers around need routes: 10.20.0.5/32 via 192.168.1.1,"
                        + " 2001:db8::5/128 via <an address of eth0>");
    }

    @Test
    void routersAreToldOfTenAddressesAndOfTheNumberOfOthers() {
        wanted.mode = Mode.L3;
        for (int number = 10; number <= 11; number++) {
            machine.here(eth0);
            wanted.addresses = IntStream.rangeClosed(1, number)
                    .mapToObj(i -> Cidr.parse("10.20.0." + i + "/32"))
                    .toList();
            prepare(PLAIN);
        }

        assertThat(machine.notes.get(0)).endsWith(", 10.20.0.10/32 via 192.168.1.1");
        assertThat(machine.notes.get(1)).endsWith(", 10.20.0.10/32 via 192.168.1.1 and 1 more");
    }

    @Test
    void aParentThatIsDownIsTold() {
        machine.here(eth0.down());

        prepare(PLAIN);

        assertThat(machine.notes).containsExactly("eth0 is down: no traffic until 'ip link set dev eth0 up'");
    }

    @Test
    void aVlanDeviceIsMadeWhenItIsMissing() {
        machine.here(eth0);
        wanted.vlan = new VlanId(20);

        assertCommands(
                PLAIN,
                ScriptedRunner.batch(
                        "ip",
                        "link add link eth0 name eth0.20 up type vlan id 20",
                        "link add link eth0.20 name ipvl1 type ipvlan mode l2 bridge"));
    }

    @Test
    void aVlanDeviceThatIsThereIsTakenWhateverItsName() {
        machine.here(eth0, Dev.vlan("office", 7, "eth0", 20), Dev.vlan("eth0.21", 8, "eth0", 21));
        wanted.vlan = new VlanId(20);

        assertCommands(PLAIN, "ip link add link office name ipvl1 type ipvlan mode l2 bridge");
    }

    @Test
    void anotherDeviceOfTheVlansNameIsAConflict() {
        machine.here(eth0, Dev.vlan("eth0.20", 7, "eth0", 21));
        wanted.vlan = new VlanId(20);

        assertConflict(
                PLAIN,
                "eth0.20 is there, but is not VLAN 20 on eth0",
                "make the VLAN device under another name and give it with --parent");
    }

    @Test
    void theDefaultParentIsTheDeviceOfTheBestDefaultRoute() {
        machine.runner
                .expect("ip -j -4 route show default")
                .prints(
                        "[{\"dst\":\"default\",\"gateway\":\"10.0.0.1\",\"dev\":\"eth9\",\"metric\":200,\"flags\":[]},"
                                + "{\"dst\":\"default\",\"gateway\":\"192.168.1.254\",\"dev\":\"eth0\",\"metric\":100,\"flags\":[]}]");
        machine.runner
                .expect("ip -j -6 route show default")
                .prints(
                        "[{\"dst\":\"default\",\"gateway\":\"fe80::1\",\"dev\":\"eth9\",\"metric\":1024,\"flags\":[]}]");
        machine.here(eth0);

        assertThat(prepare(null, PLAIN).commands()).containsExactly("ip " + ADD + "type ipvlan mode l2 bridge");
    }

    @Test
    void aDefaultRouteWithoutAMetricIsTheBest() {
        machine.runner
                .expect("ip -j -4 route show default")
                .prints("[{\"dst\":\"default\",\"dev\":\"eth8\",\"metric\":100,\"flags\":[]},"
                        + "{\"dst\":\"default\",\"dev\":\"eth0\",\"flags\":[]},"
                        + "{\"dst\":\"default\",\"dev\":\"eth9\",\"metric\":200,\"flags\":[]}]");
        machine.runner.expect("ip -j -6 route show default").prints("[]");
        machine.here(eth0);

        assertThat(prepare(null, PLAIN).commands()).containsExactly("ip " + ADD + "type ipvlan mode l2 bridge");
    }

    @Test
    void withoutADefaultRouteThereIsNoDefaultParent() {
        machine.runner.expect("ip -j -4 route show default").prints("[]");
        machine.runner.expect("ip -j -6 route show default").prints("[]");

        assertFails(
                () -> prepare(null, PLAIN),
                ErrorKind.NOT_FOUND,
                "there is no default route, so no parent to take",
                "name one with --parent DEV");
    }

    private static final Dev SHIM =
            Dev.ipvlan("eth0-host", 5, "eth0").up().alias("ipvlanctl-host").address("192.168.1.250/32");

    private void besideAShim(String routes, String... addresses) {
        machine.netns("blue").here(eth0, SHIM).in("blue").routes("eth0-host", routes, "[]");
        wanted.netns = new NetnsName("blue");
        wanted.addresses = cidrs(addresses);
        prepare(PLAIN);
    }

    @Test
    void saysWhatOfItAShimDoesNotLeadTo() {
        besideAShim(
                "[{\"dst\":\"192.168.1.96/29\",\"scope\":\"link\"}]",
                "192.168.1.101/24",
                "192.168.1.105/24",
                "2001:db8::5/64");

        assertThat(machine.notes)
                .containsExactly("this machine will not reach 192.168.1.105 before 'ipvlanctl host add --parent eth0"
                        + " --address 192.168.1.250/32 --if-not-exists' has eth0-host lead there");
    }

    @Test
    void saysNothingOfAShimThatLeadsToAllOfIt() {
        besideAShim("[{\"dst\":\"192.168.1.0/24\",\"scope\":\"link\"}]", "192.168.1.101/24");

        assertThat(machine.notes).isEmpty();
    }

    @Test
    void asksNothingOfAShimWhereALinkIsInItsNamespaceOrHasNoAddressOfItsFamily() {
        machine.here(eth0, SHIM);
        wanted.addresses = cidrs("192.168.1.101/24");
        prepare(PLAIN);
        machine.netns("blue").here(eth0, SHIM).in("blue");
        wanted.netns = new NetnsName("blue");
        wanted.addresses = cidrs("2001:db8::5/64");
        prepare(PLAIN);

        assertThat(machine.notes).isEmpty();
    }
}
