package io.github.ipvlanctl.service;

import static io.github.ipvlanctl.testing.Failures.assertFails;
import static io.github.ipvlanctl.testing.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.testing.Dev;
import io.github.ipvlanctl.testing.Machine;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteServiceTest {
    private static final InterfaceName IPVL0 = new InterfaceName("ipvl0");
    private static final String TO_TEN =
            "{\"dst\":\"10.0.0.0/8\",\"gateway\":\"192.168.1.254\",\"dev\":\"ipvl0\",\"metric\":50,\"flags\":[]}";
    private static final String DEFAULT6 =
            "{\"dst\":\"default\",\"gateway\":\"2001:db8::1\",\"dev\":\"ipvl0\",\"metric\":1024,\"flags\":[]}";

    private final Machine machine;
    private final Dev eth0 = Dev.ether("eth0", 3).address("192.168.1.1/24");
    private final Dev ipvl0 =
            Dev.ipvlan("ipvl0", 4, "eth0").up().address("192.168.1.100/24").address("2001:db8::100/64");

    RouteServiceTest(@TempDir Path directory) {
        machine = new Machine(directory);
    }

    @AfterEach
    void nothingIsLeftOfTheScript() {
        machine.runner.verify();
    }

    private static RouteSpec inTable(String route, @Nullable Long table) {
        RouteSpec spec = RouteSpec.parse(route);
        return new RouteSpec(spec.to(), spec.via(), spec.metric(), table);
    }

    private Prepared<List<Route>> add(String route) {
        return machine.services().routes().add(IPVL0, RouteSpec.parse(route));
    }

    private Prepared<List<Route>> delete(RouteSpec route) {
        return machine.services().routes().delete(IPVL0, route);
    }

    @Test
    void addsARouteAndShowsWhatTheLinkHasThen() {
        machine.here(eth0, ipvl0).routes(null, "[]", "[]");
        machine.runner
                .expect("ip route add 10.0.0.0/8 via 192.168.1.254 dev ipvl0 metric 50")
                .succeeds();
        machine.routes(
                "ipvl0", "[{\"dst\":\"10.0.0.0/8\",\"gateway\":\"192.168.1.254\",\"metric\":50,\"flags\":[]}]", "[]");

        assertThat(add("10.0.0.0/8,via=192.168.1.254,metric=50").run())
                .extracting(route -> route.to() + " " + route.dev())
                .containsExactly("10.0.0.0/8 ipvl0");
    }

    @Test
    void aLinkThatIsDownTakesNoRoutes() {
        machine.here(eth0, ipvl0.down());

        assertFails(
                () -> add("default"),
                ErrorKind.CONFLICT,
                "ipvl0 is down: the kernel takes routes for links that are up",
                "set it up first: ipvlanctl link set ipvl0 --up");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "10.0.0.0/8,via=192.168.1.253,metric=50;10.0.0.0/8",
                "default,via=2001:db8::2;default",
                "::/0,metric=1024;default",
            })
    void aRouteOfTheSameDestinationTableAndMetricIsRefused(String route, String destination) {
        machine.here(eth0, ipvl0).routes(null, "[" + TO_TEN + "]", "[" + DEFAULT6 + "]");

        assertThat(failureOf(() -> add(route)).text())
                .startsWith("there is a route to " + destination + " already, through ipvl0 via ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "10.0.0.0/8,via=192.168.1.253",
                "10.0.0.0/9,metric=50",
                "default,via=192.168.1.254",
                "::/0,metric=5",
            })
    void aRouteThatDiffersIsFine(String route) {
        machine.here(eth0, ipvl0).routes(null, "[" + TO_TEN + "]", "[" + DEFAULT6 + "]");

        assertThat(add(route).commands()).hasSize(1);
    }

    @Test
    void aNexthopMayBeReachedThroughARouteThatIsThere() {
        machine.here(eth0, ipvl0)
                .routes(null, "[{\"dst\":\"10.9.9.9\",\"dev\":\"ipvl0\",\"scope\":\"link\",\"flags\":[]}]", "[]");

        assertThat(add("10.0.0.0/8,via=10.9.9.9").commands())
                .containsExactly("ip route add 10.0.0.0/8 via 10.9.9.9 dev ipvl0");
    }

    @Test
    void aNexthopOutOfReachIsRefused() {
        machine.here(eth0, ipvl0)
                .routes(null, "[{\"dst\":\"10.9.9.9\",\"dev\":\"eth0\",\"scope\":\"link\",\"flags\":[]}]", "[]");

        assertFails(
                () -> add("10.0.0.0/8,via=10.9.9.9"),
                ErrorKind.CONFLICT,
                "the nexthop 10.9.9.9 is not in a network of ipvl0: 192.168.1.100/24, 2001:db8::100/64",
                "give ipvl0 an address in the nexthop's network, or add a route to 10.9.9.9 first");
    }

    @Test
    void deletesARouteWhoseMetricNeedNotBeSaid() {
        machine.here(eth0, ipvl0).routes("ipvl0", "[" + TO_TEN + "]", "[]");

        assertThat(delete(RouteSpec.parse("10.0.0.0/8")).commands())
                .containsExactly("ip route delete 10.0.0.0/8 dev ipvl0");
    }

    @Test
    void aRouteOfAnotherTableIsNamedByItsNumber() {
        machine.here(eth0, ipvl0).routes("ipvl0", "[{\"dst\":\"10.9.9.9\",\"table\":\"100\",\"flags\":[]}]", "[]");

        assertThat(delete(inTable("10.9.9.9", 100L)).commands())
                .containsExactly("ip route delete 10.9.9.9/32 dev ipvl0 table 100");
    }

    @Test
    void theMainTableMayBeNamedByItsNumber() {
        machine.here(eth0, ipvl0).routes("ipvl0", "[" + TO_TEN + "]", "[]");

        assertThat(delete(inTable("10.0.0.0/8", 254L)).commands())
                .containsExactly("ip route delete 10.0.0.0/8 dev ipvl0 table 254");
    }

    @Test
    void aRouteThatIsNotThereIsNotFound() {
        machine.here(eth0, ipvl0).routes("ipvl0", "[" + TO_TEN + "]", "[]");
        RouteSpec other =
                new RouteSpec(RouteSpec.parse("10.0.0.0/8").to(), IpAddress.parse("192.168.1.253"), null, null);
        assertFails(
                () -> delete(other),
                ErrorKind.NOT_FOUND,
                "there is no route to 10.0.0.0/8 via 192.168.1.253 through ipvl0",
                "it has routes to 10.0.0.0/8");

        machine.here(eth0, ipvl0).routes("ipvl0", "[]", "[]");
        assertFails(
                () -> delete(RouteSpec.parse("default")),
                ErrorKind.NOT_FOUND,
                "there is no route to default through ipvl0",
                "it has no routes");
    }

    @Test
    void aRouteThatMayBeGoneIsPutBackAsItWasRead() {
        machine.here(eth0, ipvl0).routes("ipvl0", "[" + TO_TEN + "]", "[]");
        machine.runner.expect("ip route delete 10.0.0.0/8 dev ipvl0").timesOut();
        machine.runner
                .expect("ip route add 10.0.0.0/8 via 192.168.1.254 dev ipvl0 proto boot metric 50 table main")
                .succeeds();

        assertFails(
                () -> delete(RouteSpec.parse("10.0.0.0/8")).run(),
                ErrorKind.TIMEOUT,
                "ip did not end within 30 s and was killed",
                "give it longer with --timeout SECONDS");
    }

    @Test
    void showsTheRoutesThroughIpvlanLinks() {
        String direct = "{\"dst\":\"192.168.1.0/24\",\"dev\":\"eth0\",\"protocol\":\"kernel\",\"flags\":[]}";
        machine.here(eth0, ipvl0).routes(null, "[" + direct + "," + TO_TEN + "]", "[" + DEFAULT6 + "]");
        assertThat(machine.services().routes().show(null))
                .extracting(Route::to)
                .containsExactly("10.0.0.0/8", "default");

        String other = "{\"dst\":\"172.16.0.0/12\",\"dev\":\"ipvl1\",\"flags\":[]}";
        machine.here(eth0, ipvl0, Dev.ipvlan("ipvl1", 5, "eth0").up())
                .routes(null, "[" + direct + "," + other + "," + TO_TEN + "]", "[]");
        assertThat(machine.services().routes().show(IPVL0))
                .extracting(Route::to)
                .containsExactly("10.0.0.0/8");
    }

    @Test
    void routersAreToldOfEachAddressButAShims() {
        machine.here(
                eth0,
                ipvl0.port("l3", "bridge"),
                Dev.ipvlan("eth0-host", 5, "eth0")
                        .port("l3", "bridge")
                        .alias("ipvlanctl-host")
                        .address("192.168.1.250/32"));

        assertThat(machine.services().routes().upstream(new InterfaceName("eth0")))
                .extracting(upstream -> upstream.link().name() + ": " + upstream.route())
                .containsExactly("ipvl0: 192.168.1.100/32 via 192.168.1.1", "ipvl0: 2001:db8::100/128");
        assertThat(machine.notes)
                .containsExactly("eth0 has no address of the family to send to: nobody reaches 2001:db8::100/128");
    }

    @Test
    void whereTheParentCannotBeSeenNobodyKnowsWhatToTellRouters() {
        Dev ipvl7 = Dev.ipvlanElsewhere("ipvl0", 4, 3).port("l3", "bridge");
        machine.here(ipvl7);

        assertFails(
                () -> machine.services().routes().upstream(IPVL0),
                ErrorKind.NOT_FOUND,
                "ipvl0 is on a parent that cannot be seen from here, and so are the addresses to send to",
                "run it where the parent is");
    }

    @Test
    void routersNeedNoRoutesInL2() {
        machine.here(eth0, ipvl0);

        assertThat(machine.services().routes().upstream(IPVL0)).isEmpty();
        assertThat(machine.notes)
                .containsExactly("in mode l2 the links answer for themselves: the routers around need no routes");
    }
}
