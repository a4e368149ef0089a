package io.github.ipvlanctl.plan;

import static io.github.ipvlanctl.plan.World.lines;
import static io.github.ipvlanctl.plan.World.phases;
import static io.github.ipvlanctl.plan.World.undo;
import static io.github.ipvlanctl.testing.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.PlanOptions;
import io.github.ipvlanctl.testing.Dev;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Links that exist: what a plan says of them, does to them, and leaves alone. */
class LinkUpdateTest {
    private static final String MARK = "ipvlanctl:edge";

    private static String manifest(String... links) {
        return "version: 1\nstack: edge\nparents:\n  - name: eth0\n    links:\n      - "
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

    private static World eth0And1() {
        return eth0(Dev.ether("eth1", 3).mac("02:00:00:00:00:02"));
    }

    private static List<String> refused(World world, String manifest) {
        Failure failure = failureOf(() -> world.plan(manifest));
        assertThat(failure.kind()).isEqualTo(ErrorKind.CONFLICT);
        return failure.details();
    }

    @Test
    void aLinkThatGoesDownKeepsItsIpv6AddressesAndGetsAllBackWhenThatIsUndone() {
        World world = eth0().in(
                        "a",
                        away("x", 2)
                                .address("10.0.0.5/24")
                                .address("2001:db8::5/64")
                                .address("fe80::5/64"))
                .route6("a", "x", "{\"dst\":\"2001:db8:1::/48\",\"gateway\":\"2001:db8::1\",\"metric\":1024}");
        Plan plan = world.plan(
                manifest("{name: x, netns: a, up: false, addresses: [10.0.0.5/24, '2001:db8::5/64', 'fe80::5/64']}"));

        assertThat(lines(plan)).containsExactly("~ x (netns a) on eth0: state up -> down", "~ 1");
        assertThat(phases(plan))
                .containsExactly(
                        List.of("a: link set dev x down"),
                        List.of("a: address replace 2001:db8::5/64 dev x", "a: address replace fe80::5/64 dev x"));
        assertThat(undo(plan, 0).get(0))
                .containsExactly(
                        "address replace 10.0.0.5/24 dev x",
                        "address replace 2001:db8::5/64 dev x",
                        "address replace fe80::5/64 dev x",
                        "link set dev x up",
                        "route replace 2001:db8:1::/48 via 2001:db8::1 dev x proto boot metric 1024 table main");
    }

    @Test
    void aLinkThatCameUpKeepsItsIpv6AddressesWhenThatIsUndone() {
        Plan plan = eth0().in("a", away("x", 2).down().address("2001:db8::5/64"))
                .plan(manifest("{name: x, netns: a, addresses: ['2001:db8::5/64']}"));
        assertThat(undo(plan, 0))
                .containsExactly(List.of("link set dev x down", "address replace 2001:db8::5/64 dev x"));
    }

    @Test
    void linksMoveBeforeOthersAreMadeAndFreeTheirNewAddressesBeforeTheyMoveBack() {
        World world = eth0().in("a", away("x", 2).address("10.0.0.5/24")).in("b");
        Plan plan = world.plan(
                manifest("{name: n, addresses: [10.0.0.5/24]}", "{name: x, netns: b, addresses: [10.0.0.6/24]}"));

        assertThat(phases(plan))
                .containsExactly(
                        List.of("a: link set dev x netns b"),
                        List.of("link add link eth0 name n type ipvlan mode l2 bridge"),
                        List.of(
                                "link set dev n alias " + MARK,
                                "address add 10.0.0.5/24 dev n",
                                "link set dev n up",
                                "b: address add 10.0.0.6/24 dev x",
                                "b: link set dev x up"));
        assertThat(undo(plan, 0))
                .containsExactly(
                        List.of("link set dev x netns a", "address replace 10.0.0.5/24 dev x", "link set dev x up"));
        assertThat(undo(plan, 2).get(3)).containsExactly("address delete 10.0.0.6/24 dev x");
    }

    @Test
    void aDeletedLinkOfAnotherNamespaceIsMadeAgainUnderAnotherName() {
        World world = eth0(here("x", 3)).in("a", away("x", 2));
        Plan plan = world.prune(manifest("{name: x}"));
        assertThat(undo(plan, 0).get(0))
                .startsWith(
                        "link add link eth0 name ipvlanctl-undo netns a mtu 1500 type ipvlan mode l2 bridge",
                        "link set dev ipvlanctl-undo name x",
                        "link set dev x alias " + MARK);
    }

    @Test
    void aLinkThatAKilledRunHadNotRenamedYetIsDeleted() {
        World world =
                eth0(here("x", 3)).in("a", Dev.ipvlanElsewhere("ipvlanctl-new0", 2, 2), away("ipvlanctl-new1", 3));
        Plan plan = world.plan(manifest("name: x"));

        assertThat(lines(plan)).containsExactly("- ipvlanctl-new0 (netns a) on eth0", "- 1");
        assertThat(phases(plan)).containsExactly(List.of("a: link delete dev ipvlanctl-new0"));
    }

    @Test
    void anMtuThatIpv6AddressesForbidIsRefused() {
        assertThat(refused(eth0(), manifest("{name: x, mtu: 1200, addresses: ['2001:db8::5/64']}")))
                .singleElement()
                .asString()
                .startsWith("f:6:9: MTU 1200 of x is below the 1280 that IPv6 needs");
        assertThat(refused(eth0(here("x", 3).address("2001:db8::5/64")), manifest("{name: x, mtu: 1200}")))
                .hasSize(1);
        assertThat(refused(eth0(here("x", 3).mtu(1200)), manifest("{name: x, addresses: ['2001:db8::5/64']}")))
                .hasSize(1);
        assertThat(lines(eth0(here("x", 3).address("2001:db8::5/64"))
                        .plan(manifest("{name: x, mtu: 1200, addresses: [10.0.0.5/24]}"))))
                .containsExactly("~ x on eth0: mtu 1500 -> 1200, -address 2001:db8::5/64, +address 10.0.0.5/24", "~ 1");
    }

    @Test
    void anIpv6MetricOfZeroIsTheKernelsDefault() {
        World world = eth0().in("a", away("x", 2).address("2001:db8::5/64"))
                .route6("a", "x", "{\"dst\":\"2001:db8:1::/48\",\"metric\":1024}");
        assertThat(lines(world.plan(manifest("{name: x, netns: a, routes: [{to: '2001:db8:1::/48', metric: 0}]}"))))
                .containsExactly("unchanged");
    }

    @Test
    void linkLocalAddressesAreThereWhenTheyAreDeclaredAndLeftAloneWhenNot() {
        World world = eth0(here("x", 3).address("fe80::5/64").address("fe80::6/64"));
        assertThat(lines(world.plan(manifest("{name: x, addresses: ['fe80::5/64']}"))))
                .containsExactly("unchanged");
        assertThat(lines(world.plan(manifest("{name: x, addresses: []}")))).containsExactly("unchanged");
    }

    @Test
    void whatAMoveOrAReplacementChangesIsShownAndTheRestIsKept() {
        World world = eth0And1()
                .in("a", away("x", 2).mtu(1400).address("10.0.0.5/24").address("2001:db8::5/64"))
                .route(
                        "a",
                        "x",
                        "{\"dst\":\"default\",\"gateway\":\"10.0.0.1\"},{\"dst\":\"1.0.0.0/8\",\"gateway\":\"10.0.0.2\"}")
                .in("b");
        Plan moved = world.plan(manifest("{name: x, netns: b, up: true}"));
        assertThat(lines(moved)).containsExactly("~ x (netns b) on eth0: netns a -> b", "~ 1");
        assertThat(phases(moved).get(1))
                .containsExactly(
                        "b: address add 10.0.0.5/24 dev x",
                        "b: address add 2001:db8::5/64 dev x",
                        "b: link set dev x up",
                        "b: route add default via 10.0.0.1 dev x proto boot table main",
                        "b: route add 1.0.0.0/8 via 10.0.0.2 dev x proto boot table main");

        Plan changed = world.plan(
                manifest("{name: x, mtu: 1300, addresses: [10.0.0.6/24], routes: [{to: default, via: 10.0.0.1}]}"));
        assertThat(lines(changed))
                .containsExactly(
                        "~ x on eth0: netns a -> (current), mtu 1400 -> 1300, -address 10.0.0.5/24, -address 2001:db8::5/64, +address 10.0.0.6/24, -route 1.0.0.0/8 via 10.0.0.2",
                        "~ 1");

        Plan replaced = world.plan(manifest("{name: x, netns: a, up: false}").replace("eth0", "eth1"));
        assertThat(lines(replaced))
                .containsExactly("-/+ x (netns a) on eth1: parent eth0 -> eth1, state up -> down", "-/+ 1");
        assertThat(phases(replaced).get(1))
                .containsExactly("link add link eth1 name x netns a mtu 1400 type ipvlan mode l2 bridge");
        assertThat(phases(replaced).get(2))
                .containsExactly(
                        "a: link set dev x alias " + MARK,
                        "a: address add 10.0.0.5/24 dev x",
                        "a: address add 2001:db8::5/64 dev x");
    }

    @Test
    void aRouteThatNewAddressesCutOffIsShownAsLost() {
        World world = eth0().in("a", away("x", 2).address("10.0.0.5/24"))
                .route("a", "x", "{\"dst\":\"default\",\"gateway\":\"10.0.0.1\"}");
        Plan plan = world.plan(manifest("{name: x, netns: a, addresses: [10.1.0.5/24]}"));
        assertThat(lines(plan))
                .containsExactly(
                        "~ x (netns a) on eth0: -address 10.0.0.5/24, +address 10.1.0.5/24, -route default via 10.0.0.1",
                        "~ 1");
    }

    @Test
    void routesAreToldWithWhatTellsThemApart() {
        World world = eth0().in("a", away("x", 2).address("10.0.0.5/24"))
                .route("a", "x", "{\"dst\":\"1.0.0.0/8\",\"gateway\":\"10.0.0.1\",\"metric\":60,\"table\":\"7\"}");
        assertThat(lines(world.plan(
                        manifest("{name: x, netns: a, routes: [{to: 1.0.0.0/8, via: 10.0.0.1, metric: 50}]}"))))
                .containsExactly(
                        "~ x (netns a) on eth0: -route 1.0.0.0/8 via 10.0.0.1 metric 60 table 7, +route 1.0.0.0/8 via 10.0.0.1 metric 50",
                        "~ 1");
    }

    @Test
    void aPortsChangeIsToldOnceWithAllLinksThatItSwitches() {
        World world = eth0(Dev.ipvlan("foreign", 3, "eth0")).in("a", Dev.ipvlanElsewhere("other", 2, 2));
        String l3 = "version: 1\nstack: edge\nparents: [{name: eth0, mode: l3}]\n";
        Plan plan = world.plan(l3, new PlanOptions(false, true));
        assertThat(lines(plan))
                .containsExactly("~ port eth0: mode l2 -> l3 for 2 links: foreign, other (netns a)", "~ 1");
        assertThat(plan.changes().get(0).source()).isEqualTo("f:3:11");
    }

    @Test
    void routesAndAddressesMoveFromOneLinkToAnother() {
        World world = eth0().in(
                        "a", away("x", 2).address("10.0.0.5/24"), away("y", 3).address("10.0.0.6/24"))
                .route("a", "x", "{\"dst\":\"default\",\"gateway\":\"10.0.0.1\"}");
        assertThat(lines(world.plan(
                        manifest("{name: x, netns: a, routes: []}", "{name: y, netns: a, gateway: 10.0.0.1}"))))
                .containsExactly(
                        "~ x (netns a) on eth0: -route default via 10.0.0.1",
                        "~ y (netns a) on eth0: +route default via 10.0.0.1",
                        "~ 2");
        assertThat(refused(world, manifest("{name: x, netns: a}", "{name: y, netns: a, gateway: 10.0.0.1}")))
                .singleElement()
                .asString()
                .startsWith("f:7:9: there is a route to default already, through x via 10.0.0.1");
    }

    @Test
    void aReplacedLinkFreesItsAddressesOnItsOldParent() {
        World world = eth0And1().here(here("x", 4).address("10.0.0.5/24"));
        String both = """
                version: 1
                stack: edge
                parents:
                  - {name: eth1, links: [{name: x}]}
                  - {name: eth0, links: [{name: y, addresses: [10.0.0.5/24]}]}
                """;
        assertThat(lines(world.plan(both)))
                .containsExactly(
                        "-/+ x on eth1: parent eth0 -> eth1",
                        "+ y on eth0: mode l2, flag bridge, address 10.0.0.5/24, state up",
                        "+ 1, -/+ 1");
        assertThat(phases(world.plan(both)).get(2)).contains("address add 10.0.0.5/24 dev x");

        World taken = eth0And1()
                .here(here("x", 4).address("10.0.0.5/24"))
                .in("b", Dev.ipvlanElsewhere("z", 2, 3).mac("02:00:00:00:00:02").address("10.0.0.5/24"));
        assertThat(refused(taken, both))
                .singleElement()
                .asString()
                .startsWith("f:4:26: 10.0.0.5 is in use on z (netns b), a link of the same parent");
    }

    @Test
    void aRouteWithSeveralNexthopsIsInTheWay() {
        String several = "{\"dst\":\"1.0.0.0/8\",\"nexthops\":[{\"gateway\":\"10.0.0.1\",\"dev\":\"x\"},"
                + "{\"gateway\":\"10.0.0.2\",\"dev\":\"x\"}]}";
        World world = eth0().in("a", away("x", 2).address("10.0.0.5/24")).route("a", "x", several);
        assertThat(refused(world, manifest("{name: x, netns: a, routes: [{to: 1.0.0.0/8, via: 10.0.0.1}]}")))
                .containsExactly(
                        "f:6:9: there is a route to 1.0.0.0/8 already, with several nexthops, x among them (delete it first)");
        assertThat(lines(world.plan(manifest("{name: x, netns: a, routes: []}"))))
                .containsExactly("unchanged");
        assertThat(refused(world, manifest("{name: x}")))
                .startsWith(
                        "f:6:9: the route to 1.0.0.0/8 has several nexthops, x (netns a) among them, and would be lost (delete it first)");
    }

    @Test
    void aRouteWithSeveralNexthopsIsNotLostWithTheLastIpv4Address() {
        String several = "{\"dst\":\"1.0.0.0/8\",\"nexthops\":[{\"gateway\":\"10.0.0.1\",\"dev\":\"x\"},"
                + "{\"gateway\":\"10.0.0.2\",\"dev\":\"y\"}]}";
        World one = eth0().in("a", away("x", 2).address("10.0.0.5/24")).route("a", "x", several);
        String lost =
                "f:6:9: the route to 1.0.0.0/8 has several nexthops, x (netns a) among them, and would be lost with its IPv4 addresses (delete it first)";
        assertThat(refused(one, manifest("{name: x, netns: a, addresses: [10.0.0.6/24]}")))
                .containsExactly(lost);
        assertThat(lines(one.plan(manifest("{name: x, netns: a, addresses: [10.0.0.5/24, 10.0.0.6/24]}"))))
                .containsExactly("~ x (netns a) on eth0: +address 10.0.0.6/24", "~ 1");
        assertThat(lines(one.plan(manifest("{name: x, netns: a, up: false, addresses: []}"))))
                .containsExactly("~ x (netns a) on eth0: -address 10.0.0.5/24, state up -> down", "~ 1");

        World two = eth0().in("a", away("x", 2).address("10.0.0.5/24").address("10.0.0.6/24"))
                .route("a", "x", several);
        assertThat(refused(two, manifest("{name: x, netns: a, addresses: [10.0.0.6/24]}")))
                .containsExactly(lost);
        assertThat(lines(two.plan(manifest("{name: x, netns: a, addresses: [10.0.0.5/24]}"))))
                .containsExactly("~ x (netns a) on eth0: -address 10.0.0.6/24", "~ 1");
        World apart = eth0().in("a", away("x", 2).address("10.0.0.5/24").address("10.9.0.6/24"))
                .route("a", "x", several);
        assertThat(lines(apart.plan(manifest("{name: x, netns: a, addresses: [10.0.0.5/24]}"))))
                .containsExactly("~ x (netns a) on eth0: -address 10.9.0.6/24", "~ 1");
        assertThat(lines(apart.plan(manifest("{name: x, netns: a, addresses: [10.9.0.6/24]}"))))
                .containsExactly("~ x (netns a) on eth0: -address 10.0.0.5/24", "~ 1");

        World both = eth0().in("a", away("x", 2).address("10.0.0.5/24").address("2001:db8::5/64"))
                .route("a", "x", several);
        assertThat(refused(both, manifest("{name: x, netns: a, addresses: ['2001:db8::5/64']}")))
                .containsExactly(lost);
        World none = eth0().in("a", away("x", 2).address("2001:db8::5/64")).route("a", "x", several);
        assertThat(lines(none.plan(manifest("{name: x, netns: a, addresses: []}"))))
                .containsExactly("~ x (netns a) on eth0: -address 2001:db8::5/64", "~ 1");
    }

    @Test
    void routesOfOtherProtocolsAreLeftAlone() {
        World world = eth0().in("a", away("x", 2).address("10.0.0.5/24"))
                .route(
                        "a",
                        "x",
                        "{\"dst\":\"1.0.0.0/8\",\"protocol\":\"bird\",\"scope\":\"link\"},"
                                + "{\"dst\":\"2.0.0.0/8\",\"protocol\":\"static\",\"scope\":\"link\"},"
                                + "{\"dst\":\"3.0.0.0/8\",\"prefsrc\":\"10.0.0.5\",\"scope\":\"link\"}");
        assertThat(lines(world.plan(manifest("{name: x, netns: a, routes: []}"))))
                .containsExactly("~ x (netns a) on eth0: -route 2.0.0.0/8", "~ 1");
        assertThat(refused(world, manifest("{name: x, netns: a, routes: [{to: 1.0.0.0/8, via: 10.0.0.1}]}")))
                .singleElement()
                .asString()
                .startsWith("f:6:9: there is a route to 1.0.0.0/8 already, through x");
    }

    @Test
    void inModeL3APoolsIpv6GatewayMeansIpv6() {
        String six =
                "version: 1\npools: {p: {subnet: '2001:db8::/64', gateway: '2001:db8::1'}}\nparents: [{name: eth0, mode: l3, links: [{name: s, pool: p}]}]\n";
        assertThat(phases(eth0().plan(six)).get(1)).contains("route add ::/0 dev s");
        assertThat(phases(eth0().plan(six.replace("l3", "l2"))).get(1))
                .contains("route add ::/0 via 2001:db8::1 dev s");
    }

    @Test
    void aGatewayThatModeL3DoesNotHaveIsRefused() {
        String l3 = manifest("{name: x, addresses: [10.0.0.5/24], gateway: 10.0.0.1}")
                .replace("name: eth0\n", "name: eth0\n    mode: l3\n");
        assertThat(refused(eth0(), l3))
                .singleElement()
                .asString()
                .startsWith("f:7:9: in mode l3 a default route has no gateway");
    }

    @Test
    void aRouteThatAnAddressBringsWithItIsNotMade() {
        String declared = manifest("{name: x, netns: a, addresses: [10.0.0.5/24, '2001:db8::5/64'], routes: "
                + "[{to: 10.0.0.0/24}, {to: '2001:db8::/64', metric: 256}, {to: 10.0.0.0/24, metric: 9}]}");
        assertThat(phases(eth0().in("a").plan(declared)).get(1))
                .endsWith("a: link set dev x up", "a: route add 10.0.0.0/24 dev x metric 9");
        assertThat(lines(eth0().in("a", away("x", 2).address("10.0.0.5/24").address("2001:db8::5/64"))
                        .route(
                                "a",
                                "x",
                                "{\"dst\":\"10.0.0.0/24\",\"protocol\":\"kernel\",\"scope\":\"link\"},"
                                        + "{\"dst\":\"10.0.0.0/24\",\"metric\":9,\"scope\":\"link\"}")
                        .plan(declared)))
                .containsExactly("unchanged");
        String single = manifest("{name: x, netns: a, addresses: [10.0.0.5/32], routes: [{to: 10.0.0.5/32}]}");
        assertThat(phases(eth0().in("a").plan(single)).get(1)).contains("a: route add 10.0.0.5/32 dev x");
    }

    @Test
    void aRouteThatAnotherLinksAddressBringsWithItIsRefused() {
        String taken = manifest(
                "{name: x, netns: a, routes: [{to: 10.0.0.0/24}]}", "{name: y, netns: a, addresses: [10.0.0.5/24]}");
        assertThat(refused(eth0().in("a"), taken))
                .containsExactly(
                        "f:6:9: there is a route to 10.0.0.0/24 already, through y (give the new one another metric, or delete the old one first)");
        assertThat(lines(eth0().in("a", away("x", 2))
                        .route("a", "x", "{\"dst\":\"10.0.0.0/24\",\"scope\":\"link\"}")
                        .plan(taken)))
                .containsExactly("+ y (netns a) on eth0: mode l2, flag bridge, address 10.0.0.5/24, state up", "+ 1");
    }
}
