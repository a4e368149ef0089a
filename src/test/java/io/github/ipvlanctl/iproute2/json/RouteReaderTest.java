package io.github.ipvlanctl.iproute2.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.RoutingTable;
import io.github.ipvlanctl.testing.Resources;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On what a real ip of a real kernel printed. */
class RouteReaderTest {
    private static List<String> read(String file, String family, @Nullable InterfaceName dev) {
        return RouteReader.read(Netns.current(), family, dev, Resources.text("ip/" + file)).stream()
                .map(RouteReaderTest::text)
                .toList();
    }

    private static String text(Route route) {
        return route.family() + " " + route.to() + " via " + route.via() + " dev " + route.dev() + " metric "
                + route.metric() + " table " + RoutingTable.word(route.table()) + " proto " + route.protocol();
    }

    @Test
    void readsTheRoutesWithEachOfTheirNexthops() {
        assertThat(read("routes4.json", "inet", null))
                .containsExactly(
                        "inet 10.88.0.0/16 via 192.168.1.254 dev ipvl0 metric null table 100 proto boot",
                        "inet default via 192.168.1.254 dev eth0 metric 100 table main proto boot",
                        "inet 10.0.0.0/8 via 192.168.1.254 dev ipvl0 metric 50 table main proto boot",
                        "inet 10.9.9.9 via null dev ipvl0 metric null table main proto boot",
                        "inet 10.77.0.0/16 via 192.168.1.253 dev eth0 metric null table main proto boot",
                        "inet 10.77.0.0/16 via 192.168.1.254 dev ipvl0 metric null table main proto boot",
                        "inet 192.168.1.0/24 via null dev eth0 metric null table main proto kernel",
                        "inet 192.168.1.0/24 via null dev ipvl0 metric null table main proto kernel");
        assertThat(read("routes6.json", "inet6", null))
                .contains("inet6 default via 2001:db8::1 dev ipvl0 metric 1024 table main proto boot");
    }

    @Test
    void knowsTheDeviceThatIpLeavesOutBecauseItWasAskedForIt() {
        InterfaceName ipvl0 = new InterfaceName("ipvl0");

        assertThat(read("routes4-of-ipvl0.json", "inet", ipvl0))
                .containsExactly(
                        "inet 10.88.0.0/16 via 192.168.1.254 dev ipvl0 metric null table 100 proto boot",
                        "inet default via 192.168.1.254 dev ipvl0 metric null table main proto boot",
                        "inet 10.0.0.0/8 via 192.168.1.254 dev ipvl0 metric 50 table main proto boot",
                        "inet 192.168.1.0/24 via null dev ipvl0 metric null table main proto kernel");
        assertThat(read("routes6-of-ipvl0.json", "inet6", ipvl0))
                .containsExactly(
                        "inet6 2001:db8::/64 via null dev ipvl0 metric 256 table main proto kernel",
                        "inet6 fe80::/64 via null dev ipvl0 metric 256 table main proto kernel",
                        "inet6 default via 2001:db8::1 dev ipvl0 metric 1024 table main proto boot");
    }

    @Test
    void readsWhatIsSpecialAboutARoute() {
        assertThat(special("routes4-of-every-kind.json", "inet"))
                .containsExactly(
                        "10.65.0.0/16 via null: tos 0x10 scope link",
                        "10.50.0.2 via null: scope link src 10.50.0.1",
                        "10.60.0.0/16 via 192.168.1.1: src 192.168.1.32 mtu 1300 advmss 1000",
                        "10.61.0.0/16 via 8.8.8.8: onlink",
                        "10.63.0.0/16 via 192.168.1.2: NEXTHOPS",
                        "10.63.0.0/16 via 192.168.1.3: NEXTHOPS",
                        "10.64.0.0/16 via fe80::99: ",
                        "192.168.1.0/24 via null: scope link src 192.168.1.32");
        assertThat(special("routes6-of-every-kind.json", "inet6"))
                .contains(
                        "2001:db8:5::/48 via 2001:db8::1: mtu 1400 pref high",
                        "2001:db8:6::/48 via 2001:db8::1: NEXTHOPS",
                        "2001:db8:7::/48 via 2001:db8::1: expires 499");
    }

    /** Printed by iproute2 6.1: what an encapsulation leads to is called {@code dst} again. */
    @Test
    void tellsWhatCannotBeMadeAgainFromWhereItLeads() {
        assertThat(specialOf(
                        "[{\"dst\":\"10.4.0.0/16\",\"encap\":\"ip\",\"id\":5,\"src\":\"9.9.9.9\",\"dst\":\"1.2.3.4\",\"ttl\":3,"
                                + "\"tos\":0,\"gateway\":\"10.0.0.254\",\"dev\":\"web0\",\"flags\":[]},"
                                + "{\"dst\":\"10.5.0.0/16\",\"encap\":\"mpls\",\"dst\":\"100\",\"gateway\":\"10.0.0.254\","
                                + "\"dev\":\"web0\",\"flags\":[]},"
                                + "{\"dst\":\"10.3.0.0/16\",\"nhid\":9,\"gateway\":\"10.0.0.254\",\"dev\":\"web0\",\"flags\":[]}]",
                        "inet"))
                .containsExactly(
                        "10.4.0.0/16 via 10.0.0.254: tos 0ENCAPSULATION",
                        "10.5.0.0/16 via 10.0.0.254: ENCAPSULATION",
                        "10.3.0.0/16 via 10.0.0.254: NEXTHOP_OBJECT");
    }

    @Test
    void realmsAndSourcesAreInTheWordsThatIpTakesForThem() {
        assertThat(specialOf(
                        "[{\"dst\":\"10.1.0.0/16\",\"dev\":\"a\",\"flags\":[],\"flow\":{\"from\":\"3\",\"to\":\"5\"}},"
                                + "{\"dst\":\"10.2.0.0/16\",\"dev\":\"a\",\"flags\":[],\"flow\":{\"to\":\"7\"}}]",
                        "inet"))
                .containsExactly("10.1.0.0/16 via null: realms 3/5", "10.2.0.0/16 via null: realms 7");
        assertThat(specialOf("[{\"dst\":\"2001:db8::/64\",\"from\":\"2001:db9::/64\",\"dev\":\"a\"}]", "inet6"))
                .containsExactly("2001:db8::/64 via null: from 2001:db9::/64");
    }

    /** As print_rta_metrics of iproute2's ip/iproute.c prints them, and iproute_modify reads them. */
    @Test
    void metricsAreInTheWordsThatIpTakesForThem() {
        assertThat(specialOf(
                        "[{\"dst\":\"10.0.0.0/8\",\"dev\":\"a\",\"metrics\":[{\"mtu\":1300,\"rtt\":40,\"rttvar\":20,"
                                + "\"ecn\":null,\"rto_min\":1500,\"new\":{\"x\":1},\"congestion\":\"cubic\"}]}]",
                        "inet"))
                .containsExactly("10.0.0.0/8 via null: mtu 1300 rtt 40ms rttvar 20ms features ecn rto_min 1500ms"
                        + " congctl cubic");
    }

    private static List<String> special(String file, String family) {
        return specialOf(Resources.text("ip/" + file), family);
    }

    private static List<String> specialOf(String json, String family) {
        return RouteReader.read(Netns.current(), family, null, json).stream()
                .map(route -> route.to() + " via " + route.via() + ": " + String.join(" ", route.more())
                        + (route.unrepeatable() == null ? "" : route.unrepeatable()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "[ ]\n"})
    void nothingIsNoRoutes(String json) {
        assertThat(RouteReader.read(Netns.current(), "inet", null, json)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"dst\":1",
                "[{\"dst\":null,\"dev\":\"a\"}]",
                "[{\"metric\":\"x\"}]",
                "{}",
                "default via 10.0.0.1"
            })
    void whatIsNotIpsJsonIsAFailureAndNoBug(String json) {
        DeviceReaderTest.assertUnreadable(() -> RouteReader.read(Netns.current(), "inet", null, json));
    }
}
