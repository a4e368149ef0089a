package io.github.ipvlanctl.model;

import static io.github.ipvlanctl.testing.Failures.assertFails;
import static io.github.ipvlanctl.testing.Failures.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import java.util.List;
import java.util.stream.Stream;
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
    void anIpv6LinkLocalNexthopIsAlwaysInReach() {
        check(List.of(), "2001:db8::/32,via=fe80::1");
    }

    private static void check(List<String> addresses, String... routes) {
        Nexthops.check(
                new InterfaceName("ipvl0"),
                addresses.stream().map(Cidr::parse).toList(),
                Stream.of(routes).map(RouteSpec::parse).toList());
    }
}
