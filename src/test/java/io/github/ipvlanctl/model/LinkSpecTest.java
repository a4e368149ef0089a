package io.github.ipvlanctl.model;

import static io.github.ipvlanctl.testing.Failures.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinkSpecTest {
    private static LinkSpec spec(List<String> addresses, @Nullable String gateway, List<String> routes, boolean up) {
        return new LinkSpec(
                new InterfaceName("ipvl0"),
                null,
                null,
                null,
                null,
                null,
                addresses.stream().map(Cidr::parse).toList(),
                gateway == null ? null : IpAddress.parse(gateway),
                routes.stream().map(RouteSpec::parse).toList(),
                null,
                up);
    }

    @Test
    void anAddressIsGivenOnce() {
        assertInvalid(
                () -> spec(List.of("10.0.0.1/8", "10.0.0.1/16"), null, List.of(), false),
                "the address 10.0.0.1 is given twice",
                "give it once");
    }

    @Test
    void aGatewayIsADefaultRouteAlready() {
        assertInvalid(
                () -> spec(List.of(), "10.0.0.1", List.of("default,via=10.0.0.2"), true),
                "there are two default routes: a gateway is one",
                "leave one of them out");
        assertInvalid(
                () -> spec(List.of(), "2001:db8::1", List.of("::/0"), true),
                "there are two default routes: a gateway is one",
                "leave one of them out");
        assertThat(spec(List.of(), "10.0.0.1", List.of("default,via=10.0.0.2,metric=5", "::/0"), true)
                        .allRoutes())
                .hasSize(3);
    }

    @Test
    void routesNeedALinkThatIsUp() {
        assertInvalid(() -> spec(List.of(), "10.0.0.1", List.of(), false), "routes need the link to be up", "add --up");
        assertInvalid(
                () -> spec(List.of(), null, List.of("default"), false), "routes need the link to be up", "add --up");
    }

    @Test
    void theGatewaysRouteComesLast() {
        assertThat(spec(List.of(), "10.0.0.1", List.of("10.0.0.1"), true).allRoutes())
                .containsExactly(RouteSpec.parse("10.0.0.1"), RouteSpec.parse("default,via=10.0.0.1"));
    }
}
