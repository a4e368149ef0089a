package io.github.ipvlanctl.iproute2.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Route;
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
                + route.metric() + " table " + route.table() + " proto " + route.protocol();
    }

    @Test
    void readsTheRoutesThatGoThroughOneDevice() {
        assertThat(read("routes4.json", "inet", null))
                .containsExactly(
                        "inet 10.88.0.0/16 via 192.168.1.254 dev ipvl0 metric null table 100 proto boot",
                        "inet default via 192.168.1.254 dev eth0 metric 100 table main proto boot",
                        "inet 10.0.0.0/8 via 192.168.1.254 dev ipvl0 metric 50 table main proto boot",
                        "inet 10.9.9.9 via null dev ipvl0 metric null table main proto boot",
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
