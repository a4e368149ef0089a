package io.github.ipvlanctl.service;

import static io.github.ipvlanctl.testing.Failures.assertFails;
import static io.github.ipvlanctl.testing.Failures.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.model.Alias;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.Mtu;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.testing.Dev;
import io.github.ipvlanctl.testing.Machine;
import io.github.ipvlanctl.testing.ScriptedRunner;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** link set, link del and link show. */
class LinkChangesTest {
    private static final InterfaceName IPVL0 = new InterfaceName("ipvl0");
    private static final LinkChange UP = new LinkChange(true, null, null, null, null, null);
    private static final LinkChange DOWN = new LinkChange(false, null, null, null, null, null);
    private static final LinkChange INTO_BLUE = new LinkChange(null, null, null, new NetnsName("blue"), null, null);

    private final Machine machine;
    private final Dev eth0 = Dev.ether("eth0", 3).address("192.168.1.1/24");
    private final Dev ipvl0 =
            Dev.ipvlan("ipvl0", 4, "eth0").address("192.168.1.100/24").address("fe80::1/64");

    LinkChangesTest(@TempDir Path directory) {
        machine = new Machine(directory);
    }

    @AfterEach
    void nothingIsLeftOfTheScript() {
        machine.runner.verify();
    }

    private Prepared<List<Link>> set(LinkChange change) {
        return machine.services().links().set(IPVL0, change);
    }

    private Prepared<List<Link>> delete(boolean ifExists, String... names) {
        return machine.services()
                .links()
                .delete(Stream.of(names).map(InterfaceName::new).toList(), ifExists);
    }

    @Test
    void aChangeChangesSomething() {
        assertInvalid(
                () -> new LinkChange(null, null, null, null, null, null),
                "nothing to set",
                "give at least one of --up, --down, --mtu, --rename, --into, --alias, --txqueuelen");
    }

    @Test
    void whatIsSoAlreadyIsNotDoneAgain() {
        machine.here(eth0, ipvl0.alias("x"));
        LinkChange same = new LinkChange(false, new Mtu(1500), IPVL0, null, new Alias("x"), 1000L);

        assertThat(set(same).commands()).isEmpty();
    }

    @Test
    void downComesFirstThenPropertiesThenTheName() {
        machine.here(eth0, ipvl0.up()).routes("ipvl0", "[]", "[]");
        LinkChange change =
                new LinkChange(false, new Mtu(1400), new InterfaceName("web"), null, new Alias("for web"), 5L);

        assertThat(set(change).commands())
                .containsExactly(ScriptedRunner.batch(
                        "ip",
                        "link set dev ipvl0 down",
                        "link set dev ipvl0 mtu 1400",
                        "link set dev ipvl0 txqueuelen 5",
                        "link set dev ipvl0 alias \"for web\"",
                        "link set dev ipvl0 name web"));
    }

    @Test
    void upComesLast() {
        machine.here(eth0, ipvl0);
        LinkChange change = new LinkChange(true, null, new InterfaceName("web"), null, new Alias(""), null);

        assertThat(set(change).commands())
                .containsExactly(ScriptedRunner.batch("ip", "link set dev ipvl0 name web", "link set dev web up"));
    }

    @Test
    void whatHadBeenChangedIsPutBack() {
        machine.here(eth0, ipvl0.up().mtu(1300).alias("old"))
                .routes("ipvl0", "[{\"dst\":\"default\",\"gateway\":\"192.168.1.254\",\"flags\":[]}]", "[]");
        machine.runner
                .expectBatch(
                        "ip",
                        "link set dev ipvl0 down",
                        "link set dev ipvl0 mtu 1400",
                        "link set dev ipvl0 txqueuelen 5",
                        "link set dev ipvl0 alias new",
                        "link set dev ipvl0 name web")
                .fails(1, "Error: no.\nCommand failed -:5\n");
        machine.runner
                .expectBatch(
                        "ip -force",
                        "link set dev ipvl0 alias old",
                        "link set dev ipvl0 txqueuelen 1000",
                        "link set dev ipvl0 mtu 1300",
                        "address replace 192.168.1.100/24 dev ipvl0",
                        "link set dev ipvl0 up",
                        "route replace default via 192.168.1.254 dev ipvl0 proto boot table main")
                .succeeds();
        LinkChange change = new LinkChange(false, new Mtu(1400), new InterfaceName("web"), null, new Alias("new"), 5L);

        assertFails(
                () -> set(change).run(),
                ErrorKind.FAILED,
                "ip says: no",
                "nothing is left behind: what had been done was undone");
    }

    @Test
    void aRenameOfALinkThatIsUpIsLeftToTheKernel() {
        machine.here(eth0, ipvl0.up());
        machine.runner
                .expect("ip link set dev ipvl0 name web")
                .fails(2, "RTNETLINK answers: Device or resource busy\n");

        assertFails(
                () -> set(new LinkChange(null, null, new InterfaceName("web"), null, null, null))
                        .run(),
                ErrorKind.CONFLICT,
                "this kernel renames a link only while it is down",
                "add --down, which drops its routes and IPv6 addresses, and set it up again afterwards");
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        machine.here(eth0, ipvl0);

        assertFails(
                () -> set(new LinkChange(null, null, new InterfaceName("eth0"), null, null, null)),
                ErrorKind.CONFLICT,
                "there is a device eth0 already",
                "choose another name");
    }

    @Test
    void anMtuAboveTheParentsIsRefused() {
        machine.here(eth0, ipvl0);

        assertFails(
                () -> set(new LinkChange(null, new Mtu(1501), null, null, null, null)),
                ErrorKind.CONFLICT,
                "MTU 1501 of ipvl0 is above the 1500 of its parent eth0: larger packets would vanish",
                "use at most 1500, or raise the parent's first, which changes all its links' too");
    }

    @Test
    void anMtuThatWouldCostTheIpv6AddressesIsRefused() {
        machine.here(eth0, ipvl0.address("2001:db8::5/64"));

        assertFails(
                () -> set(new LinkChange(null, new Mtu(1279), null, null, null, null)),
                ErrorKind.CONFLICT,
                "MTU 1279 of ipvl0 is below the 1280 that IPv6 needs, and it has 2001:db8::5/64",
                "use at least 1280, or take its IPv6 addresses away first");
    }

    @Test
    void aMoveTakesAddressesStateAndRoutesAlong() {
        machine.netns("blue").here(eth0, ipvl0.up()).in("blue");
        machine.routes(
                null,
                "[{\"dst\":\"192.168.1.0/24\",\"dev\":\"ipvl0\",\"protocol\":\"kernel\",\"flags\":[]},"
                        + "{\"dst\":\"default\",\"gateway\":\"192.168.1.254\",\"dev\":\"ipvl0\",\"flags\":[]},"
                        + "{\"dst\":\"10.0.0.0/8\",\"dev\":\"eth0\",\"flags\":[]}]",
                "[{\"dst\":\"2001:db8::/32\",\"dev\":\"ipvl0\",\"protocol\":\"ra\",\"metric\":1024,\"flags\":[]}]");

        assertThat(set(INTO_BLUE).commands())
                .containsExactly(
                        "ip link set dev ipvl0 netns blue",
                        ScriptedRunner.batch(
                                "ip -n blue",
                                "address add 192.168.1.100/24 dev ipvl0",
                                "link set dev ipvl0 up",
                                "route add default via 192.168.1.254 dev ipvl0 proto boot table main"));
    }

    @Test
    void aMoveOfALinkThatIsDownTakesItsAddressesAlong() {
        machine.netns("blue")
                .here(eth0, ipvl0.leasedAddress("10.0.0.5/8", 300).addressFromRouter("2001:db8::5/64"))
                .in("blue");

        assertThat(set(INTO_BLUE).commands())
                .containsExactly(
                        "ip link set dev ipvl0 netns blue",
                        ScriptedRunner.batch(
                                "ip -n blue",
                                "address add 192.168.1.100/24 dev ipvl0",
                                "address add 10.0.0.5/8 dev ipvl0 valid_lft 300 preferred_lft 300"));
    }

    @Test
    void aLinkIsSetUpWhereItHasMovedTo() {
        machine.netns("blue").here(eth0, Dev.ipvlan("ipvl0", 4, "eth0")).in("blue");
        LinkChange change = new LinkChange(true, null, null, new NetnsName("blue"), null, null);

        assertThat(set(change).commands())
                .containsExactly("ip link set dev ipvl0 netns blue", "ip -n blue link set dev ipvl0 up");
    }

    @Test
    void aLinkThatIsThereAlreadyIsNotMoved() {
        NetnsName blue = new NetnsName("blue");
        machine.netns("blue").in("blue", eth0, ipvl0);
        machine.runner
                .expect("nsenter --net=/proc/1/ns/net ip -j -d address show")
                .prints(Dev.json(Dev.loopback()));
        LinkChange change = new LinkChange(true, null, null, blue, null, null);

        assertThat(machine.services("ip", false, blue, machine.notes::add)
                        .links()
                        .set(IPVL0, change)
                        .commands())
                .containsExactly("ip -n blue link set dev ipvl0 up");
    }

    @Test
    void aMoveThatWouldLoseOneOfSeveralNexthopsIsRefused() {
        machine.netns("blue").here(eth0, ipvl0.up()).in("blue");
        machine.routes(
                null,
                "[{\"dst\":\"10.0.0.0/8\",\"flags\":[],\"nexthops\":[{\"gateway\":\"192.168.1.1\",\"dev\":\"eth0\"},"
                        + "{\"gateway\":\"192.168.1.2\",\"dev\":\"ipvl0\"}]}]",
                "[]");

        assertFails(
                () -> set(INTO_BLUE),
                ErrorKind.CONFLICT,
                "the route to 10.0.0.0/8 has several nexthops, ipvl0 among them: a move would lose it",
                "delete it first, and add it again where it is to be");
    }

    @Test
    void aMoveThatFailsHalfWayIsTakenBackWithAllTheLinkHad() {
        machine.netns("blue").here(eth0, ipvl0.up()).in("blue").routes(null, "[]", "[]");
        machine.runner.expect("ip link set dev ipvl0 netns blue").succeeds();
        machine.runner
                .expectBatch("ip -n blue", "address add 192.168.1.100/24 dev ipvl0", "link set dev ipvl0 up")
                .fails(1, "Error: no.\nCommand failed -:2\n");
        machine.runner.expect("ip -n blue link set dev ipvl0 netns 1").succeeds();
        machine.runner
                .expectBatch("ip -force", "address replace 192.168.1.100/24 dev ipvl0", "link set dev ipvl0 up")
                .succeeds();

        assertFails(
                () -> set(INTO_BLUE).run(),
                ErrorKind.FAILED,
                "ip says: no",
                "nothing is left behind: what had been done was undone");
    }

    @Test
    void aMoveToWhereANameIsTakenIsRefused() {
        machine.netns("blue").here(eth0, ipvl0).in("blue", Dev.ether("ipvl0", 2));

        assertFails(
                () -> set(INTO_BLUE),
                ErrorKind.CONFLICT,
                "there is a device ipvl0 (netns blue) already",
                "choose another name");
    }

    @Test
    void aMoveNeedsANamespace() {
        machine.here(eth0, ipvl0);

        assertFails(
                () -> set(INTO_BLUE),
                ErrorKind.NOT_FOUND,
                "there is no namespace blue",
                "make it with 'ipvlanctl netns add blue'");
    }

    @Test
    void upAndDownAreTakenBackByEachOther() {
        // Only a move looks into it.
        machine.netns("blue").here(eth0, ipvl0);
        assertThat(set(UP).commands()).containsExactly("ip link set dev ipvl0 up");

        machine.here(eth0, ipvl0);
        assertThat(set(DOWN).commands()).isEmpty();
    }

    @Test
    void onlyIpvlanLinksAreChanged() {
        machine.here(eth0, Dev.ether("ipvl0", 4));

        assertFails(
                () -> set(UP),
                ErrorKind.CONFLICT,
                "ipvl0 is not an IPvlan link: ipvlanctl changes IPvlan links only",
                "'ipvlanctl link show' lists them");
    }

    @Test
    void linksAreDeletedInOneBatchEachOnce() {
        machine.here(eth0, ipvl0, Dev.ipvlan("ipvl1", 5, "eth0")).routes(null, "[]", "[]");

        assertThat(delete(false, "ipvl0", "ipvl1", "ipvl0").commands())
                .containsExactly(ScriptedRunner.batch("ip", "link delete dev ipvl0", "link delete dev ipvl1"));
    }

    @Test
    void linksAreDeletedAllOrNone() {
        machine.here(eth0, ipvl0.up().alias("web"), Dev.ipvlan("ipvl1", 5, "eth0"))
                .routes(
                        null,
                        "[{\"dst\":\"10.0.0.0/8\",\"dev\":\"ipvl0\"},{\"dst\":\"10.0.0.0/8\",\"dev\":\"eth0\"}]",
                        "[]");
        machine.runner
                .expectBatch("ip", "link delete dev ipvl0", "link delete dev ipvl1")
                .fails(1, "RTNETLINK answers: No buffer space available\nCommand failed -:2\n");
        machine.runner
                .expectBatch(
                        "ip -force",
                        "link add link eth0 name ipvl0 mtu 1500 type ipvlan mode l2 bridge",
                        "link set dev ipvl0 alias web",
                        "link set dev ipvl0 txqueuelen 1000",
                        "address add 192.168.1.100/24 dev ipvl0",
                        "link set dev ipvl0 up",
                        "route add 10.0.0.0/8 dev ipvl0 proto boot table main")
                .succeeds();

        assertFails(
                () -> delete(false, "ipvl0", "ipvl1").run(),
                ErrorKind.FAILED,
                "ip says: No buffer space available",
                "nothing is left behind: what had been done was undone");
    }

    @Test
    void ofSeveralTheParentsAreLookedForSinceTheyAreNeededToMakeThemAgain() {
        Dev elsewhere = Dev.ipvlanElsewhere("ipvl0", 4, 3);
        Dev another = Dev.ipvlanElsewhere("ipvl1", 5, 3);
        machine.netns("blue")
                .here(elsewhere, another)
                .here(elsewhere, another)
                .in("blue", eth0)
                .routes(null, "[]", "[]");
        machine.runner
                .expectBatch("ip", "link delete dev ipvl0", "link delete dev ipvl1")
                .fails(1, "RTNETLINK answers: No buffer space available\nCommand failed -:2\n");
        machine.runner
                .expect("ip -n blue link add link eth0 name ipvlanctl-undo netns 1 mtu 1500 type ipvlan mode l2 bridge")
                .succeeds();
        machine.runner
                .expectBatch(
                        "ip -force", "link set dev ipvlanctl-undo name ipvl0", "link set dev ipvl0 txqueuelen 1000")
                .succeeds();
        assertFails(
                () -> delete(false, "ipvl0", "ipvl1").run(),
                ErrorKind.FAILED,
                "ip says: No buffer space available",
                "nothing is left behind: what had been done was undone");

        machine.here(elsewhere);
        assertThat(delete(false, "ipvl0").commands()).containsExactly("ip link delete dev ipvl0");
    }

    @Test
    void tellsOfALinkThatMayBeGone() {
        machine.here(eth0, ipvl0);
        machine.runner.expect("ip link delete dev ipvl0").isKilledBy(9);

        assertFails(
                () -> delete(false, "ipvl0").run(),
                ErrorKind.FAILED,
                "ip was killed by signal 9; and it could not all be undone: "
                        + "'link delete dev ipvl0' cannot be taken back if it took place",
                "'ipvlanctl link show --all-netns' tells what stands now");
    }

    @Test
    void nothingIsDeletedWhenOneNameIsSomethingElse() {
        machine.here(eth0, ipvl0);

        assertFails(
                () -> delete(true, "ipvl0", "eth0"),
                ErrorKind.CONFLICT,
                "eth0 is not an IPvlan link: ipvlanctl changes IPvlan links only",
                "'ipvlanctl link show' lists them");
    }

    @Test
    void aLinkThatIsGoneIsFineWhenThatIsSaid() {
        machine.here(eth0, ipvl0);
        assertThat(delete(true, "ipvl0", "ipvl9").commands()).containsExactly("ip link delete dev ipvl0");

        machine.here(eth0, ipvl0);
        assertFails(
                () -> delete(false, "ipvl0", "ipvl9"),
                ErrorKind.NOT_FOUND,
                "there is no link ipvl9",
                "did you mean ipvl0?");
    }

    private List<String> shown(boolean allNetns, @Nullable String parent, String... names) {
        return machine
                .services()
                .links()
                .show(
                        Stream.of(names).map(InterfaceName::new).toList(),
                        parent == null ? null : new InterfaceName(parent),
                        allNetns)
                .stream()
                .map(link -> link.device().label())
                .toList();
    }

    @Test
    void theCurrentNamespacesLinksAreShown() {
        machine.netns("blue").here(eth0, ipvl0);

        assertThat(shown(false, null)).containsExactly("ipvl0");

        machine.here(eth0, ipvl0, Dev.ipvlan("ipvl1", 5, "eth0"));
        assertThat(shown(false, null, "ipvl1")).containsExactly("ipvl1");
    }

    @Test
    void otherNamespacesAreLookedIntoForAParent() {
        Dev ipvl7 = Dev.ipvlanElsewhere("ipvl7", 2, 3);
        machine.netns("blue").here(ipvl7).here(ipvl7).in("blue", eth0, Dev.ipvlan("ipvl8", 9, "eth0"));

        assertThat(shown(false, null)).containsExactly("ipvl7");
    }

    @Test
    void theLinksOfAllNamespacesAreShownOnRequest() {
        machine.netns("blue").container("42").here(eth0, ipvl0).in("blue", Dev.ipvlanElsewhere("web0", 2, 3));
        machine.runner
                .expect("nsenter --net=/proc/42/ns/net ip -j -d address show")
                .prints(Dev.json(Dev.ipvlanElsewhere("eth0", 2, 3)));

        assertThat(shown(true, "eth0")).containsExactly("ipvl0", "web0 (netns blue)", "eth0 (netns /proc/42/ns/net)");
    }

    @Test
    void aNameThatIsNoLinkIsReported() {
        machine.here(eth0, ipvl0);
        assertFails(
                () -> shown(false, null, "ipvl0", "ipvl2"),
                ErrorKind.NOT_FOUND,
                "there is no link ipvl2",
                "did you mean ipvl0?");

        machine.here(eth0, Dev.ether("eth1", 8), ipvl0);
        assertFails(() -> shown(false, "eth1", "ipvl0"), ErrorKind.NOT_FOUND, "ipvl0 is not on eth1", "it is on eth0");
    }

    @Test
    void whereOtherNamespacesCannotBeReadOnlyTheCurrentOneIsShown() {
        String denied = "setting the network namespace \"blue\" failed: Operation not permitted\n";
        machine.netns("blue").here(Dev.ipvlanElsewhere("ipvl7", 2, 3));
        machine.here(Dev.ipvlanElsewhere("ipvl7", 2, 3));
        machine.runner.expect("ip -n blue -j -d address show").fails(255, denied);
        machine.here(Dev.ipvlanElsewhere("ipvl7", 2, 3));

        assertThat(shown(false, null)).containsExactly("ipvl7");
        assertThat(machine.notes)
                .containsExactly("other namespaces cannot be looked into without root: links there are not seen");
    }
}
