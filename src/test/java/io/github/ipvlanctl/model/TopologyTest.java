package io.github.ipvlanctl.model;

import static io.github.ipvlanctl.model.Sample.ether;
import static io.github.ipvlanctl.model.Sample.host;
import static io.github.ipvlanctl.model.Sample.ipvlan;
import static io.github.ipvlanctl.model.Sample.netns;
import static io.github.ipvlanctl.model.Sample.sized;
import static io.github.ipvlanctl.model.Sample.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is wrong with links and parents. */
class TopologyTest {
    private static final PortSettings L2 = PortSettings.DEFAULT;
    private static final Netns HERE = Netns.current();
    private static final Netns BLUE = netns("blue");

    private final Device eth0 = parent(3, "eth0", Sample.MAC, "192.168.1.1/24");
    private final Device ipvl0 = ipvlan(4, "ipvl0", "eth0", L2, "192.168.1.100/24");

    private static Device parent(int ifindex, String name, String mac, String... addresses) {
        return Sample.device(HERE, ifindex, name, "", "ether", mac, null, null, addresses);
    }

    private static Device linkOn(int parent, String name, String mac, String... addresses) {
        return Sample.device(BLUE, 2, name, "ipvlan", "ether", mac, new Lower.Elsewhere(parent, 0), L2, addresses);
    }

    private static Topology topology(Device... devices) {
        List<Port> ports = host(devices).ports();
        return Topology.of(ports, ports);
    }

    /** All problems, each with what has it. */
    private static List<String> problems(Device... devices) {
        return topology(devices).branches().stream()
                .flatMap(branch -> Stream.concat(
                        branch.problems().stream().map(problem -> "parent: " + problem.text()),
                        branch.leaves().stream().flatMap(leaf -> leaf.problems().stream()
                                .map(problem -> leaf.link().name() + ": " + problem.text()))))
                .toList();
    }

    @Test
    void nothingIsWrongWithASoundPort() {
        assertThat(problems(eth0, ipvl0, linkOn(3, "web0", Sample.MAC, "192.168.1.101/24")))
                .isEmpty();
    }

    @Test
    void aParentThatIsDown() {
        assertThat(problems(with(eth0, List.of(), null, null), ipvl0))
                .containsExactly("parent: it is down: nothing passes");
    }

    @Test
    void aLinkThatIsUpPassesNothingWhileItsParentIsDown() {
        Device down = with(eth0, List.of(), null, null);

        assertThat(topology(down, ipvl0, with(linkOn(3, "web0", Sample.MAC), List.of(), null, null))
                        .branches()
                        .get(0)
                        .leaves())
                .extracting(Topology.Leaf::state)
                .containsExactly(LinkState.LOWERLAYERDOWN, LinkState.DOWN);
    }

    @Test
    void aParentWithoutCarrier() {
        assertThat(problems(with(eth0, List.of("UP", "NO-CARRIER"), null, null), ipvl0))
                .containsExactly("parent: it has no carrier, or what it is on is down: nothing passes");
    }

    @Test
    void aParentThatIsNotSeen() {
        assertThat(problems(linkOn(77, "web0", Sample.MAC)))
                .containsExactly("parent: it is in a namespace that cannot be looked into from here");
    }

    @Test
    void anMtuAboveTheParents() {
        assertThat(problems(eth0, sized(ipvl0, 1501, null)))
                .containsExactly("ipvl0: MTU 1501 is above the parent's 1500: larger packets vanish");
        assertThat(problems(eth0, sized(ipvl0, 1500, null))).isEmpty();
    }

    @Test
    void theParentsAddressWhateverItsPrefix() {
        assertThat(problems(eth0, ipvlan(4, "ipvl0", "eth0", L2, "192.168.1.1/32")))
                .containsExactly("ipvl0: 192.168.1.1 is the parent's own: the link takes its traffic");
    }

    @Test
    void anAddressOnLinksOfTwoParents() {
        String other = "02:00:00:00:00:02";

        assertThat(problems(
                        eth0,
                        parent(9, "eth1", other),
                        ipvl0,
                        linkOn(9, "web0", other, "192.168.1.100/24", "192.168.1.1/24")))
                .containsExactly(
                        "ipvl0: 192.168.1.100 is on web0 (netns blue) too",
                        "web0: 192.168.1.100 is on ipvl0 too",
                        "web0: 192.168.1.1 is on eth0 too");
    }

    @Test
    void anAddressInTwoVlansIsNoConflict() {
        String other = "02:00:00:00:00:02";
        Device vlan = sized(parent(9, "eth0.30", other), 1500, 30);

        assertThat(problems(eth0, vlan, ipvl0, linkOn(9, "web0", other, "192.168.1.100/24")))
                .isEmpty();
    }

    @Test
    void anAddressOfALinkThatIsNotShownIsACallForAttentionToo() {
        String other = "02:00:00:00:00:02";
        List<Port> all = host(eth0, parent(9, "eth1", other), ipvl0, linkOn(9, "web0", other, "192.168.1.100/24"))
                .ports();

        Topology shown = Topology.of(all.subList(0, 1), all);

        assertThat(shown.branches()).hasSize(1);
        assertThat(shown.branches().get(0).leaves().get(0).problems())
                .containsExactly(new Problem(Problem.Kind.ADDRESS_TWICE, "192.168.1.100 is on web0 (netns blue) too"));
    }

    @Test
    void anAddressThatAnotherHostHad() {
        Device refused = new Device(
                HERE,
                4,
                new InterfaceName("ipvl0"),
                "ipvlan",
                "ether",
                Sample.MAC,
                1500,
                List.of("UP"),
                1000,
                new Lower.Here(new InterfaceName("eth0")),
                null,
                null,
                L2,
                null,
                null,
                List.of(new LinkAddress(
                        Cidr.parse("2001:db8::5/64"),
                        null,
                        "global",
                        null,
                        null,
                        null,
                        Set.of("tentative", "dadfailed"))));

        assertThat(problems(ether(HERE, 3, "eth0"), refused))
                .containsExactly("ipvl0: 2001:db8::5 is another host's on the wire: the kernel does not use it");
    }
}
