package io.github.ipvlanctl.plan;

import static io.github.ipvlanctl.plan.World.lines;
import static io.github.ipvlanctl.plan.World.phases;
import static io.github.ipvlanctl.plan.World.undo;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.testing.Dev;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that a link's MTU, mark, name, place and addresses take, and those that undo them. */
class ChangedLinksTest {
    private static final String MARK = "ipvlanctl:edge";

    private static String manifest(String... links) {
        return on("eth0", links);
    }

    private static String on(String parent, String... links) {
        return "version: 1\nstack: edge\nparents:\n  - name: " + parent + "\n    links:\n      - "
                + String.join("\n      - ", links) + "\n";
    }

    private static World eth0(Dev... others) {
        return new World().here(Dev.ether("eth0", 2)).here(others);
    }

    private static Dev here(String name, int index) {
        return Dev.ipvlan(name, index, "eth0").up().alias(MARK);
    }

    private static Dev away(String name, int index) {
        return Dev.ipvlanElsewhere(name, index, 2).up().alias(MARK);
    }

    @Test
    void anotherMtuIsSetAndUndone() {
        Plan plan = eth0(here("x", 3).mtu(1400)).plan(manifest("{name: x, mtu: 1300}"));
        assertThat(phases(plan)).containsExactly(List.of("link set dev x mtu 1300"));
        assertThat(undo(plan, 0)).containsExactly(List.of("link set dev x mtu 1400"));

        Plan moved = eth0().in("a", away("x", 2)).in("b").plan(manifest("{name: x, netns: b, mtu: 1300}"));
        assertThat(phases(moved).get(1)).containsExactly("b: link set dev x mtu 1300", "b: link set dev x up");
        assertThat(undo(moved, 1).get(0)).containsExactly("link set dev x mtu 1500");
    }

    @Test
    void aNewLinksMtuIsTold() {
        assertThat(lines(eth0().plan(manifest("{name: x, mtu: 1300}"))))
                .containsExactly("+ x on eth0: mode l2, flag bridge, mtu 1300, state up", "+ 1");
    }

    /** The MTU of a link on eth0 (1500), of the parent that it gets, that asked for, and what the new one is made with. */
    @ParameterizedTest
    @CsvSource({"1400, 1400, '', mtu 1400", "1400, 1300, '', ''", "1500, 9000, '', ''", "1400, 1500, 1300, mtu 1300"})
    void aLinkThatIsMadeAgainKeepsAnMtuOfItsOwnWhereTheParentCarriesIt(int own, int parent, String asked, String made) {
        World world = eth0(
                Dev.ether("eth1", 3).mac("02:00:00:00:00:02").mtu(parent),
                here("x", 4).mtu(own));
        Plan plan = world.plan(on("eth1", "{name: x" + (asked.isEmpty() ? "" : ", mtu: " + asked) + "}"));
        assertThat(phases(plan).get(1))
                .containsExactly("link add link eth1 name x " + (made.isEmpty() ? "" : made + " ")
                        + "type ipvlan mode l2 bridge");
        int after = made.isEmpty() ? parent : Integer.parseInt(made.substring("mtu ".length()));
        assertThat(lines(plan).get(0))
                .isEqualTo(
                        "-/+ x on eth1: parent eth0 -> eth1" + (own == after ? "" : ", mtu " + own + " -> " + after));
    }

    @Test
    void aReplacedLinksOtherModeAndFlagAreTold() {
        World world =
                eth0(Dev.ether("eth1", 3).mac("02:00:00:00:00:02"), here("x", 4).port("l3", "private"));
        assertThat(lines(world.plan(on("eth1", "{name: x}"))).get(0))
                .isEqualTo("-/+ x on eth1: parent eth0 -> eth1, mode l3 -> l2, flag private -> bridge");
    }

    @Test
    void aFoundLinkIsMarkedAsTheStacksAndThatIsUndone() {
        Plan plan = eth0(Dev.ipvlan("x", 3, "eth0").up()).plan(manifest("name: x"));
        assertThat(lines(plan)).containsExactly("~ x on eth0: stack edge", "~ 1");
        assertThat(phases(plan)).containsExactly(List.of("link set dev x alias " + MARK));
        assertThat(undo(plan, 0)).containsExactly(List.of("link set dev x alias "));
        assertThat(lines(eth0(Dev.ipvlan("x", 3, "eth0").up().alias("mine")).plan(manifest("name: x"))))
                .containsExactly("~ x on eth0: stack edge, alias \"mine\" -> \"" + MARK + "\"", "~ 1");
    }

    @Test
    void aLinkForANamespaceIsRenamedThereWhereItsNameIsTakenHere() {
        Plan plan = eth0(Dev.ether("x", 3).mac("02:00:00:00:00:02")).in("a").plan(manifest("{name: x, netns: a}"));
        assertThat(phases(plan).get(0))
                .containsExactly("link add link eth0 name ipvlanctl-new0 netns a type ipvlan mode l2 bridge");
        assertThat(phases(plan).get(1)).startsWith("a: link set dev ipvlanctl-new0 name x");
    }

    @Test
    void linksOfOneNameInSeveralNamespacesAreMadeUnderNamesOfTheirOwn() {
        Plan plan = eth0().in("a").in("b").plan(manifest("{name: x}", "{name: x, netns: a}", "{name: x, netns: b}"));
        assertThat(phases(plan).get(0))
                .containsExactly(
                        "link add link eth0 name x type ipvlan mode l2 bridge",
                        "link add link eth0 name ipvlanctl-new0 netns a type ipvlan mode l2 bridge",
                        "link add link eth0 name ipvlanctl-new1 netns b type ipvlan mode l2 bridge");
    }

    @Test
    void aLinkMovesIntoANamespaceThatIsMadeForIt() {
        Plan plan = eth0(here("x", 3)).plan(manifest("{name: x, netns: a}"));
        assertThat(phases(plan))
                .startsWith(
                        List.of("netns add a"),
                        List.of("a: link set dev lo up", "a: link set dev lo alias " + MARK),
                        List.of("link set dev x netns a"));
        assertThat(undo(plan, 2).get(0)).startsWith("link set dev x netns 4711");
    }

    @Test
    void aNamespaceThatWasNotFinishedIsMarkedAndOneThatWasIsLeftAlone() {
        assertThat(phases(eth0().in("a").unfinished("a").plan(manifest("{name: x, netns: a}")))
                        .get(0))
                .containsExactly("a: link set dev lo up", "a: link set dev lo alias " + MARK);
        Plan nobodys = eth0().in("a")
                .unfinished("a")
                .plan(manifest("{name: x, netns: a}").replace("stack: edge\n", ""));
        assertThat(phases(nobodys).get(0)).containsExactly("a: link set dev lo up");
    }

    @Test
    void onlyAnotherFlagIsAChangeOfThePortToo() {
        String isolated = manifest("name: x").replace("name: eth0\n", "name: eth0\n    flag: private\n");
        assertThat(lines(eth0(here("x", 3)).plan(isolated)))
                .containsExactly("~ port eth0: flag bridge -> private for 1 link: x", "~ 1");
        assertThat(lines(eth0(here("x", 3).port("l2", "private")).plan(isolated)))
                .containsExactly("unchanged");
        assertThat(phases(eth0().plan(isolated)))
                .startsWith(List.of("link add link eth0 name x type ipvlan mode l2 private"));
    }

    @Test
    void aLinkThatGoesDownLosesForGoodTheIpv6AddressesThatAreNotWanted() {
        World world = eth0(here("x", 3).address("2001:db8::5/64").address("2001:db8::6/64"));
        Plan plan = world.plan(manifest("{name: x, up: false, addresses: ['2001:db8::5/64']}"));
        assertThat(phases(plan))
                .containsExactly(
                        List.of("address delete 2001:db8::6/64 dev x", "link set dev x down"),
                        List.of("address replace 2001:db8::5/64 dev x"));
        Plan silent = world.plan(manifest("{name: x, up: false}"));
        assertThat(phases(silent).get(1))
                .containsExactly("address replace 2001:db8::5/64 dev x", "address replace 2001:db8::6/64 dev x");
    }

    @Test
    void anAddressWithAPeerIsNeitherTakenAwayNorTakenForTheWantedOne() {
        World world = eth0(here("x", 3).peerAddress("10.0.0.5", "10.0.0.9/32"));
        assertThat(lines(world.plan(manifest("{name: x, addresses: []}")))).containsExactly("unchanged");
        assertThat(lines(world.plan(manifest("{name: x, addresses: [10.0.0.5/32]}"))))
                .containsExactly("~ x on eth0: +address 10.0.0.5/32", "~ 1");
    }

    @Test
    void anAddressThatBringsNoRouteLeavesItToBeMade() {
        String declared = manifest("{name: x, addresses: [10.0.0.5/24], routes: [{to: 10.0.0.0/24}]}");
        assertThat(lines(eth0(here("x", 3).address("10.0.0.5/24", "\"scope\":\"global\",\"noprefixroute\":true"))
                        .plan(declared)))
                .containsExactly("~ x on eth0: +route 10.0.0.0/24", "~ 1");
        assertThat(lines(eth0(here("x", 3).address("10.0.0.5/24")).plan(declared)))
                .containsExactly("unchanged");
        World other = eth0(here("x", 3).address("10.0.0.5/24"));
        assertThat(lines(other.plan(manifest("{name: x, addresses: [10.1.0.5/24], routes: [{to: 10.0.0.0/24}]}"))))
                .containsExactly("~ x on eth0: -address 10.0.0.5/24, +address 10.1.0.5/24, +route 10.0.0.0/24", "~ 1");
    }

    @Test
    void aDeletedLinkNeedsNoParentToBeTold() {
        Plan plan = eth0().in("a", Dev.ipvlanElsewhere("x", 2, 77).alias(MARK)).prune(manifest("name: y"));
        assertThat(lines(plan)).contains("- x (netns a)");
    }

    @Test
    void anAddressThatTheKernelMadeIsThereWhereItIsDeclaredAndStaysWhenTheLinkGoesDown() {
        World world = eth0(here("x", 3).address("fe80::ff:fe00:1/64"));
        assertThat(lines(world.plan(manifest("{name: x, addresses: ['fe80::ff:fe00:1/64']}"))))
                .containsExactly("unchanged");
        assertThat(phases(world.plan(manifest("{name: x, up: false, addresses: ['fe80::ff:fe00:1/64']}"))))
                .containsExactly(List.of("link set dev x down"), List.of("address replace fe80::ff:fe00:1/64 dev x"));
    }
}
