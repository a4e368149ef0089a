package io.github.ipvlanctl.model;

import static io.github.ipvlanctl.testing.Failures.assertFails;
import static io.github.ipvlanctl.testing.Failures.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    private static final String FORM = "write DEST[,via=IP][,metric=N], for example 10.0.0.0/8,via=192.168.1.254";

    @ParameterizedTest
    @CsvSource({
        "default,default",
        "0.0.0.0/0,default",
        "::/0,::/0",
        "10.0.0.0/8,10.0.0.0/8",
        "10.1.2.3,10.1.2.3/32",
        "2001:DB8::/32,2001:db8::/32",
        "2001:db8::1,2001:db8::1/128",
    })
    void readsDestinations(String text, String shown) {
        assertThat(Destination.parse(text)).hasToString(shown);
    }

    @Test
    void aNetworkHasNoHostBits() {
        assertInvalid(
                () -> Destination.parse("10.1.2.3/8"), "'10.1.2.3/8' has host bits set", "the network is 10.0.0.0/8");
        assertInvalid(
                () -> Destination.parse("2001:db8::1/32"),
                "'2001:db8::1/32' has host bits set",
                "the network is 2001:db8::/32");
    }

    @Test
    void aDestinationIsNoOtherWord() {
        assertInvalid(
                () -> Destination.parse("all"),
                "'all' is not an IP address",
                "for example 192.168.1.10 or 2001:db8::10");
    }

    @Test
    void everywhereIsOfTheNexthopsFamily() {
        assertThat(Destination.DEFAULT.word(IpAddress.parse("2001:db8::1"))).isEqualTo("::/0");
        assertThat(Destination.DEFAULT.word(IpAddress.parse("10.0.0.1"))).isEqualTo("default");
    }

    @Test
    void readsRoutes() {
        assertThat(RouteSpec.parse("default")).isEqualTo(new RouteSpec(Destination.DEFAULT, null, null, null));
        assertThat(RouteSpec.parse("10.0.0.0/8,metric=50,via=192.168.1.254"))
                .isEqualTo(new RouteSpec(Destination.parse("10.0.0.0/8"), IpAddress.parse("192.168.1.254"), 50L, null))
                .hasToString("10.0.0.0/8 via 192.168.1.254 metric 50");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/8,",
                "10.0.0.0/8,,",
                "10.0.0.0/8,192.168.1.1",
                "10.0.0.0/8,table=5",
                "10.0.0.0/8,via=1.2.3.4,via=1.2.3.5",
                "10.0.0.0/8,metric=1,metric=2",
                "10.0.0.0/8, via=1.2.3.4",
                "10.0.0.0/8,VIA=1.2.3.4"
            })
    void aRouteHasOneForm(String text) {
        assertInvalid(() -> RouteSpec.parse(text), "'" + text + "' is not a route", FORM);
    }

    @Test
    void aNexthopIsOfTheDestinationsFamily() {
        assertInvalid(
                () -> RouteSpec.parse("10.0.0.0/8,via=2001:db8::1"),
                "the nexthop 2001:db8::1 is not of the family of 10.0.0.0/8",
                "both IPv4 or both IPv6");
    }

    @Test
    void aNexthopMustBeInReach() {
        assertFails(
                () -> check(List.of("192.168.1.100/24"), "10.0.0.0/8,via=192.168.2.1"),
                ErrorKind.CONFLICT,
                "the nexthop 192.168.2.1 is not in a network of ipvl0: 192.168.1.100/24",
                "give ipvl0 an address in the nexthop's network, or add a route to 192.168.2.1 first");
        assertFails(
                () -> check(List.of(), "10.0.0.0/8,via=192.168.2.1"),
                ErrorKind.CONFLICT,
                "the nexthop 192.168.2.1 is not in a network of ipvl0, which has no address",
                "give ipvl0 an address in the nexthop's network, or add a route to 192.168.2.1 first");
    }

    @Test
    void aNexthopMayBeReachedThroughAnEarlierRoute() {
        check(List.of("10.0.0.5/32"), "192.168.2.1", "default,via=192.168.2.1");
        assertFails(
                () -> check(List.of("10.0.0.5/32"), "default,via=192.168.2.1", "192.168.2.1"),
                ErrorKind.CONFLICT,
                "the nexthop 192.168.2.1 is not in a network of ipvl0: 10.0.0.5/32",
                "give ipvl0 an address in the nexthop's network, or add a route to 192.168.2.1 first");
    }

    @Test
    void everyNexthopIsInReachWhereTheLinkLeadsEverywhereItself() {
        check(List.of("10.0.0.5/32"), "default", "10.1.0.0/16,via=192.168.2.1");
        check(List.of("2001:db8::5/128"), "::/0", "2001:db8:5::/48,via=2001:db8:9::1");
        assertFails(
                () -> check(List.of("10.0.0.5/32"), "default", "2001:db8:5::/48,via=2001:db8:9::1"),
                ErrorKind.CONFLICT,
                "the nexthop 2001:db8:9::1 is not in a network of ipvl0: 10.0.0.5/32",
                "give ipvl0 an address in the nexthop's network, or add a route to 2001:db8:9::1 first");
    }

    @ParameterizedTest
    @CsvSource({
        "default,inet,,0.0.0.0/0",
        "default,inet6,,::/0",
        "10.0.0.0/8,inet,,10.0.0.0/8",
        "10.0.0.5,inet,,10.0.0.5/32",
        "2001:db8::5,inet6,,2001:db8::5/128",
        "10.0.0.0/8,inet,192.168.1.254,",
    })
    void aRouteWithoutNexthopMakesItsNetworkReached(
            String to, String family, @Nullable String via, @Nullable String network) {
        Route route = new Route(
                to,
                family,
                new InterfaceName("ipvl0"),
                Netns.current(),
                via == null ? null : IpAddress.parse(via),
                null,
                RoutingTable.MAIN,
                "boot");

        assertThat(route.onLink()).isEqualTo(network == null ? null : Cidr.parseAny(network));
    }

    @Test
    void anIpv6LinkLocalNexthopIsAlwaysInReach() {
        check(List.of(), "2001:db8::/32,via=fe80::1");
    }

    private static void check(List<String> addresses, String... routes) {
        Nexthops.check(
                new InterfaceName("ipvl0"),
                addresses.stream().map(Cidr::parse).toList(),
                Stream.of(routes).map(RouteSpec::parse).toList());
    }

    private static Route route(String to, String family, @Nullable Long metric, long table) {
        return new Route(to, family, new InterfaceName("ipvl0"), Netns.current(), null, metric, table, "boot");
    }

    /** The kernel's spelling of each: a single address without its prefix length, and IPv6's default metric. */
    @ParameterizedTest
    @CsvSource({
        "default,default,inet,,254,true",
        "default,default,inet,5,254,false",
        "default,default,inet6,1024,254,false",
        "::/0,default,inet6,1024,254,true",
        "10.0.0.0/8,10.0.0.0/8,inet,,254,true",
        "10.0.0.0/8,10.0.0.0/8,inet,,100,false",
        "10.0.0.0/8,10.0.0.0/9,inet,,254,false",
        "10.0.0.5,10.0.0.5,inet,,254,true",
        "::5,::5,inet6,1024,254,true",
        "2001:db8::/64,2001:db8::/64,inet6,5,254,false",
    })
    void aRouteIsTheKernelsByDestinationTableAndMetric(
            String wanted, String to, String family, @Nullable Long metric, long table, boolean same) {
        assertThat(Rules.isExactly(RouteSpec.parse(wanted), route(to, family, metric, table)))
                .isEqualTo(same);
    }

    @Test
    void aRouteIsDescribedWithoutItsMetricAndNexthop() {
        Route there = new Route(
                "10.0.0.0/8",
                "inet",
                new InterfaceName("ipvl0"),
                Netns.current(),
                IpAddress.parse("192.168.1.254"),
                50L,
                RoutingTable.MAIN,
                "boot");

        for (String described : List.of("10.0.0.0/8", "10.0.0.0/8,metric=50", "10.0.0.0/8,via=192.168.1.254")) {
            assertThat(Rules.describes(RouteSpec.parse(described), there))
                    .as(described)
                    .isTrue();
        }
        for (String other : List.of("10.0.0.0/9", "10.0.0.0/8,metric=5", "10.0.0.0/8,via=192.168.1.1")) {
            assertThat(Rules.describes(RouteSpec.parse(other), there)).as(other).isFalse();
        }
    }

    @Test
    void anAddressBringsARouteToItsNetwork() {
        assertThat(broughtBy("10.0.0.5/8")).isEqualTo("10.0.0.0/8");
        assertThat(broughtBy("10.0.0.5/32")).isNull();
        assertThat(broughtBy("2001:db8::5/64")).isEqualTo("2001:db8::/64 metric 256");
        assertThat(broughtBy("2001:db8::5/128")).isEqualTo("2001:db8::5 metric 256");
    }

    private static @Nullable String broughtBy(String cidr) {
        Route route = Route.broughtBy(Cidr.parse(cidr), new InterfaceName("ipvl0"), Netns.current());
        return route == null ? null : route.text();
    }

    @Test
    void aRouteIsWrittenAsInAManifest() {
        assertThat(route("default", "inet", null, RoutingTable.MAIN).text()).isEqualTo("default");
        assertThat(route("default", "inet6", 1024L, RoutingTable.MAIN).text()).isEqualTo("::/0");
        assertThat(route("10.0.0.0/8", "inet", 1024L, 100).text()).isEqualTo("10.0.0.0/8 metric 1024 table 100");
        assertThat(new RouteSpec(Destination.DEFAULT, null, 5L, RoutingTable.MAIN))
                .hasToString("default metric 5");
        assertThat(new RouteSpec(Destination.DEFAULT, null, null, 100L)).hasToString("default table 100");
    }
}
