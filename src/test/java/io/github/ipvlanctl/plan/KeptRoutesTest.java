package io.github.ipvlanctl.plan;

import static io.github.ipvlanctl.plan.World.lines;
import static io.github.ipvlanctl.plan.World.phases;
import static io.github.ipvlanctl.plan.World.undo;
import static io.github.ipvlanctl.testing.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.testing.Dev;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the routes of links that change: kept, put back, lost, or in another link's way. */
class KeptRoutesTest {
    private static final String NETWORK = "{\"dst\":\"10.0.0.0/24\",\"protocol\":\"kernel\",\"scope\":\"link\"}";
    private static final String DEFAULT = "{\"dst\":\"default\",\"gateway\":\"10.0.0.1\"}";

    private static String manifest(String... links) {
        return "version: 1\nstack: edge\nparents:\n  - name: eth0\n    links:\n      - "
                + String.join("\n      - ", links) + "\n";
    }

    private static World eth0(Dev... others) {
        return new World().here(Dev.ether("eth0", 2)).here(others);
    }

    private static Dev away(String name, int index) {
        return Dev.ipvlanElsewhere(name, index, 2).up().alias("ipvlanctl:edge");
    }

    private static List<String> refused(World world, String manifest) {
        Failure failure = failureOf(() -> world.plan(manifest));
        assertThat(failure.kind()).isEqualTo(ErrorKind.CONFLICT);
        return failure.details();
    }

    @Test
    void ipv4RoutesThatGoWithTheLastAddressArePutBackThoseToNexthopsLast() {
        World world = eth0().in("a", away("x", 2).address("10.0.0.5/24").address("2001:db8::5/64"))
                .route("a", "x", DEFAULT + ",{\"dst\":\"1.0.0.0/8\",\"scope\":\"link\"}," + NETWORK)
                .route6("a", "x", "{\"dst\":\"2001:db8:1::/48\",\"gateway\":\"2001:db8::1\",\"metric\":1024}");
        Plan plan = world.plan(manifest("{name: x, netns: a, addresses: [10.0.0.6/24, '2001:db8::5/64']}"));

        assertThat(phases(plan))
                .containsExactly(
                        List.of("a: address delete 10.0.0.5/24 dev x"),
                        List.of(
                                "a: address add 10.0.0.6/24 dev x",
                                "a: route replace 1.0.0.0/8 dev x proto boot table main scope link",
                                "a: route replace default via 10.0.0.1 dev x proto boot table main"));
        assertThat(undo(plan, 0).get(0))
                .containsExactly(
                        "address replace 10.0.0.5/24 dev x",
                        "route replace 1.0.0.0/8 dev x proto boot table main scope link",
                        "route replace default via 10.0.0.1 dev x proto boot table main");
    }

    @Test
    void routesStayWhereOnlyAnIpv6AddressGoes() {
        World world = eth0().in("a", away("x", 2).address("10.0.0.5/24").address("2001:db8::5/64"))
                .route("a", "x", DEFAULT);
        Plan plan = world.plan(manifest("{name: x, netns: a, addresses: [10.0.0.5/24]}"));
        assertThat(phases(plan)).containsExactly(List.of("a: address delete 2001:db8::5/64 dev x"));
        assertThat(undo(plan, 0).get(0)).containsExactly("address replace 2001:db8::5/64 dev x");
    }

    @Test
    void aRouteThatIsTakenAwayIsNotPutBackWithTheAddressesButByItself() {
        World world = eth0().in("a", away("x", 2).address("10.0.0.5/24")).route("a", "x", DEFAULT);
        Plan plan = world.plan(manifest("{name: x, netns: a, addresses: [10.0.0.6/24], routes: []}"));
        assertThat(undo(plan, 0))
                .containsExactly(
                        List.of("route add default via 10.0.0.1 dev x proto boot table main"),
                        List.of("address replace 10.0.0.5/24 dev x"));
    }

    @Test
    void aNewRouteIsTakenAwayWhenThatIsUndone() {
        Plan plan = eth0().in("a", away("x", 2).address("10.0.0.5/24"))
                .plan(manifest("{name: x, netns: a, gateway: 10.0.0.1}"));
        assertThat(phases(plan)).containsExactly(List.of("a: route add default via 10.0.0.1 dev x"));
        assertThat(undo(plan, 0).get(0)).singleElement().asString().startsWith("route delete default via 10.0.0.1");
    }

    @Test
    void aMovedLinkGetsTheRoutesThatAreNew() {
        Plan plan = eth0().in("a", away("x", 2).address("10.0.0.5/24"))
                .in("b")
                .plan(manifest("{name: x, netns: b, gateway: 10.0.0.1}"));
        assertThat(phases(plan).get(1)).endsWith("b: link set dev x up", "b: route add default via 10.0.0.1 dev x");
    }

    /** Found routes of x, which keeps none of its addresses: whether the one to 1.0.0.0/8 is told as lost. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"dst\":\"1.0.0.0/8\",\"gateway\":\"10.0.0.1\"}; true",
                "{\"dst\":\"1.0.0.0/8\",\"gateway\":\"10.0.0.1\",\"flags\":[\"onlink\"]}; false",
                "{\"dst\":\"1.0.0.0/8\",\"via\":{\"family\":\"inet6\",\"host\":\"fe80::1\"}}; false",
                "{\"dst\":\"10.0.0.1\",\"scope\":\"link\"},{\"dst\":\"1.0.0.0/8\",\"gateway\":\"10.0.0.1\"}; false",
                "{\"dst\":\"10.0.0.0/16\",\"scope\":\"link\"},{\"dst\":\"1.0.0.0/8\",\"gateway\":\"10.0.0.1\"}; false",
                "{\"dst\":\"default\",\"scope\":\"link\"},{\"dst\":\"1.0.0.0/8\",\"gateway\":\"10.0.0.1\"}; false",
            })
    void aRouteIsLostWhereItsNexthopIsNotReachedAnyMore(String routes, boolean lost) {
        World world = eth0().in("a", away("x", 2).address("10.0.0.5/24")).route("a", "x", routes);
        assertThat(lines(world.plan(manifest("{name: x, netns: a, addresses: [10.1.0.5/24]}"))))
                .containsExactly(
                        "~ x (netns a) on eth0: -address 10.0.0.5/24, +address 10.1.0.5/24"
                                + (lost ? ", -route 1.0.0.0/8 via 10.0.0.1" : ""),
                        "~ 1");
    }

    @Test
    void aNexthopMayBeReachedByARouteThatStays() {
        World world = eth0().in("a", away("x", 2))
                .route(
                        "a",
                        "x",
                        "{\"dst\":\"10.8.0.1\",\"protocol\":\"bird\",\"scope\":\"link\"},"
                                + "{\"dst\":\"10.9.0.0/16\",\"protocol\":\"bird\",\"scope\":\"link\"}");
        Plan plan = world.plan(manifest(
                "{name: x, netns: a, routes: [{to: 1.0.0.0/8, via: 10.8.0.1}, {to: 2.0.0.0/8, via: 10.9.0.1}]}"));
        assertThat(lines(plan))
                .startsWith("~ x (netns a) on eth0: +route 1.0.0.0/8 via 10.8.0.1, +route 2.0.0.0/8 via 10.9.0.1");
        assertThat(refused(world, manifest("{name: x, netns: a, routes: [{to: 1.0.0.0/8, via: 10.8.0.2}]}")))
                .hasSize(1);
    }

    @Test
    void theRouteToANetworkIsFreeOnceItsLastAddressGoes() {
        World world = eth0().in(
                        "a",
                        away("x", 2)
                                .address("10.0.0.5/24")
                                .address("10.0.0.6/24")
                                .address("10.2.0.5/24"),
                        away("y", 3))
                .route("a", "x", NETWORK);
        String other = "{name: y, netns: a, routes: [{to: 10.0.0.0/24}]}";
        assertThat(lines(world.plan(manifest("{name: x, netns: a, addresses: [10.2.0.5/24]}", other))))
                .contains("~ y (netns a) on eth0: +route 10.0.0.0/24");
        String taken =
                "f:7:9: there is a route to 10.0.0.0/24 already, through x (give the new one another metric, or delete the old one first)";
        assertThat(refused(world, manifest("{name: x, netns: a, addresses: [10.0.0.5/24, 10.2.0.5/24]}", other)))
                .containsExactly(taken);
        assertThat(refused(world, manifest("{name: x, netns: a, addresses: [10.0.0.5/24, 10.0.0.6/24]}", other)))
                .containsExactly(taken);
    }

    @Test
    void aRouteToANetworkIsTakenAlsoWhereTheLinkThatHasItIsNotToBeUp() {
        World world = eth0().in("a", away("x", 2).down().address("10.0.0.5/24"), away("y", 3));
        String other = "{name: y, netns: a, routes: [{to: 10.0.0.0/24}]}";
        assertThat(refused(world, manifest("{name: x, netns: a}", other))).hasSize(1);
    }

    @Test
    void routesOfDevicesThatNoManifestNamesAreInTheWay() {
        World world = eth0().in("a", Dev.ether("eth9", 9), away("x", 2).address("10.0.0.5/24"))
                .route("a", "eth9", DEFAULT)
                .route("a", "x", "{\"dst\":\"1.0.0.0/8\",\"gateway\":\"10.0.0.1\"}");
        String taken = "there is a route to default already, through eth9 via 10.0.0.1";
        assertThat(refused(world, manifest("{name: x, netns: a, gateway: 10.0.0.1}")))
                .singleElement()
                .asString()
                .startsWith("f:6:9: " + taken);
        assertThat(refused(world, manifest("{name: n, netns: a, addresses: [10.3.0.5/24], gateway: 10.3.0.1}")))
                .singleElement()
                .asString()
                .startsWith("f:6:9: " + taken);
    }

    @Test
    void routesOfADeletedLinkAreNotInTheWay() {
        World world = eth0().in("a", away("old", 2).address("10.0.0.5/24")).route("a", "old", DEFAULT);
        String next = manifest("{name: x, netns: a, addresses: [10.0.0.6/24], gateway: 10.0.0.1}");
        assertThat(lines(world.prune(next))).last().isEqualTo("+ 1, - 1");
        assertThat(refused(world, next)).hasSize(1);
    }

    @Test
    void aRouteThatIsThereAlreadyIsNotTakenAlong() {
        World world = eth0().in("a", away("x", 2).address("10.0.0.5/24"))
                .route("a", "x", DEFAULT)
                .in("b", Dev.ether("eth9", 9))
                .route("b", "eth9", "{\"dst\":\"default\",\"gateway\":\"10.9.0.1\"}");
        assertThat(refused(world, manifest("{name: x, netns: b}")))
                .containsExactly(
                        "f:6:9: the route default via 10.0.0.1 cannot be taken along: there is one to default already, through eth9");
    }

    @Test
    void twoLinksOfANamespaceCannotHaveTheSameRoute() {
        assertThat(refused(
                        eth0().in("a", away("x", 2).address("10.0.0.5/24"))
                                .route("a", "x", DEFAULT)
                                .in("b"),
                        manifest("{name: y, netns: b, routes: [{to: 0.0.0.0/0}]}", "{name: x, netns: b}")))
                .singleElement()
                .asString()
                .contains("the route to default is at f:", " already, in the same namespace");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0.0.1/32, 1.0.0.1/32, true",
        "1.0.0.1/32, 1.0.0.2/32, false",
        "'::/0', '::/0', true",
        "'2001:db8::1/128', '2001:db8::1/128', true",
        "1.0.0.0/8, 1.0.0.0/9, false"
    })
    void sameRoutesOfNewLinksAreTold(String one, String other, boolean same) {
        String both = manifest(
                "{name: x, netns: a, routes: [{to: '" + one + "'}]}",
                "{name: y, netns: a, routes: [{to: '" + other + "'}]}");
        if (same) {
            assertThat(refused(eth0().in("a"), both))
                    .singleElement()
                    .asString()
                    .endsWith("already, in the same namespace");
        } else {
            assertThat(lines(eth0().in("a").plan(both))).endsWith("+ 2");
        }
    }

    @Test
    void foundHostRoutesAndDefaultsAreRecognizedInTheWay() {
        World world = eth0().in("a", Dev.ether("eth9", 9))
                .route("a", "eth9", "{\"dst\":\"1.0.0.1\",\"scope\":\"link\"}")
                .route6("a", "eth9", "{\"dst\":\"default\",\"metric\":1024},{\"dst\":\"2001:db8::1\",\"metric\":1024}");
        assertThat(refused(
                        world,
                        manifest(
                                "{name: x, netns: a, routes: [{to: 1.0.0.1/32}]}",
                                "{name: y, netns: a, routes: [{to: '::/0'}]}",
                                "{name: z, netns: a, routes: [{to: '2001:db8::1/128'}]}")))
                .hasSize(3);
        assertThat(lines(world.plan(manifest(
                        "{name: x, netns: a, routes: [{to: 1.0.0.1/32, metric: 5}, {to: '::/0', metric: 7}]}"))))
                .endsWith("+ 1");
    }

    @Test
    void anIpv6RouteWithSeveralNexthopsStaysWhereTheLastIpv4AddressGoes() {
        World world = eth0().in("a", away("x", 2).address("10.0.0.5/24").address("2001:db8::5/64"))
                .route6(
                        "a",
                        "x",
                        "{\"dst\":\"2001:db8:1::/48\",\"metric\":1024,\"nexthops\":[{\"gateway\":\"2001:db8::1\",\"dev\":\"x\"},"
                                + "{\"gateway\":\"2001:db8::2\",\"dev\":\"x\"}]}");
        assertThat(lines(world.plan(manifest("{name: x, netns: a, addresses: ['2001:db8::5/64']}"))))
                .containsExactly("~ x (netns a) on eth0: -address 10.0.0.5/24", "~ 1");
    }

    @Test
    void aMovedLinkKeepsTheIpv6RoutesWhoseNexthopsItReaches() {
        World world = eth0().in("a", away("x", 2).address("2001:db8::5/64"))
                .route6(
                        "a",
                        "x",
                        "{\"dst\":\"2001:db8:1::/48\",\"gateway\":\"2001:db8::1\",\"metric\":1024},"
                                + "{\"dst\":\"2001:db8:2::/48\",\"gateway\":\"fe80::1\",\"metric\":1024}")
                .in("b");
        assertThat(lines(world.plan(manifest("{name: x, netns: b, addresses: ['2001:db8:9::5/64']}"))))
                .containsExactly(
                        "~ x (netns b) on eth0: netns a -> b, -address 2001:db8::5/64, +address 2001:db8:9::5/64, -route 2001:db8:1::/48 via 2001:db8::1",
                        "~ 1");
    }

    @Test
    void theRoutesOfALinkThatGoesDownAreFreeAndNotPutBack() {
        World world = eth0().in(
                        "a", away("x", 2).address("10.0.0.5/24"), away("y", 3).address("10.0.0.6/24"))
                .route("a", "x", DEFAULT);
        Plan plan = world.plan(manifest(
                "{name: x, netns: a, up: false, addresses: [10.0.0.7/24]}", "{name: y, netns: a, gateway: 10.0.0.1}"));
        assertThat(phases(plan))
                .containsExactly(
                        List.of("a: address delete 10.0.0.5/24 dev x", "a: link set dev x down"),
                        List.of("a: address add 10.0.0.7/24 dev x", "a: route add default via 10.0.0.1 dev y"));
    }

    /** The kernel takes no second one of the same metric, whoever made the first. */
    @Test
    void aRoutersRouteIsInTheWayOfADeclaredOneAlsoWhereItIsTheSame() {
        World world = eth0().in("a", away("x", 2), away("y", 3))
                .route6("a", "x", "{\"dst\":\"default\",\"gateway\":\"fe80::1\",\"metric\":1024,\"protocol\":\"ra\"}");
        for (String link : List.of("x", "y")) {
            assertThat(refused(
                            world,
                            manifest("{name: x, netns: a}", "{name: y, netns: a}")
                                    .replace(
                                            "{name: " + link,
                                            "{routes: [{to: '::/0', via: 'fe80::1'}], name: " + link)))
                    .singleElement()
                    .asString()
                    .contains(": there is a route to default already, through x via fe80::1");
        }
        assertThat(lines(
                        world.plan(manifest("{name: x, netns: a, routes: [{to: '::/0', via: 'fe80::1', metric: 9}]}"))))
                .containsExactly("~ x (netns a) on eth0: +route ::/0 via fe80::1 metric 9", "~ 1");
    }

    @Test
    void aDeclaredRouteThatIsThereIsNotInItsOwnWayWhereTheModeChanges() {
        World world = eth0().in("a", away("x", 2)).route("a", "x", "{\"dst\":\"1.0.0.0/8\",\"scope\":\"link\"}");
        assertThat(lines(world.plan(manifest("{name: x, netns: a, routes: [{to: 1.0.0.0/8}]}")
                        .replace("name: eth0\n", "name: eth0\n    mode: l3\n"))))
                .containsExactly("~ port eth0: mode l2 -> l3 for 1 link: x (netns a)", "~ 1");
    }

    @Test
    void theKernelsRouteToAPeerIsInTheWayWhileItsAddressStays() {
        World network = eth0().in(
                        "a", away("x", 2).peerAddress("10.0.0.5", "10.0.0.9/24").address("10.0.0.6/24"), away("y", 3))
                .route("a", "x", NETWORK);
        assertThat(refused(
                        network,
                        manifest(
                                "{name: x, netns: a, addresses: []}",
                                "{name: y, netns: a, routes: [{to: 10.0.0.0/24}]}")))
                .hasSize(1);
        World single = eth0().in(
                        "a", away("x", 2).peerAddress("10.0.0.5", "10.0.0.9/32").address("10.1.0.6/24"), away("y", 3))
                .route("a", "x", "{\"dst\":\"10.0.0.9\",\"protocol\":\"kernel\",\"scope\":\"link\"}");
        assertThat(refused(
                        single,
                        manifest(
                                "{name: x, netns: a, addresses: []}",
                                "{name: y, netns: a, routes: [{to: 10.0.0.9/32}]}")))
                .hasSize(1);
    }

    @Test
    void ofTwoLinksThatWantARouteThatIsTakenTheSecondIsToldOfTheFirst() {
        World world =
                eth0().in("a", Dev.ether("eth9", 9)).route("a", "eth9", "{\"dst\":\"1.0.0.0/8\",\"scope\":\"link\"}");
        assertThat(refused(
                        world,
                        manifest(
                                "{name: x, netns: a, routes: [{to: 1.0.0.0/8}]}",
                                "{name: y, netns: a, routes: [{to: 1.0.0.0/8}]}")))
                .satisfiesExactly(
                        text -> assertThat(text).startsWith("f:6:9: there is a route to 1.0.0.0/8 already"),
                        text -> assertThat(text)
                                .isEqualTo("f:7:9: the route to 1.0.0.0/8 is at f:6:9 already, in the same namespace"));
    }

    @Test
    void aDeletedLinkGetsItsRoutesBackWhenThatIsUndone() {
        World world = eth0().in("a", away("old", 2).address("10.0.0.5/24")).route("a", "old", DEFAULT);
        assertThat(undo(world.prune(manifest("name: y")), 0).get(0))
                .endsWith("link set dev old up", "route add default via 10.0.0.1 dev old proto boot table main");
    }
}
