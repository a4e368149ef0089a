package io.github.ipvlanctl.model;

import static io.github.ipvlanctl.testing.Failures.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said of a docker network, and what is refused before anything is looked at. */
class DockerNetworksTest {
    private static final String NAMES = "letters, digits, '_', '.' and '-', and a letter or a digit first";

    private static List<DockerSubnet> of(String subnets, String gateways, String ranges, String reserved) {
        return DockerSubnet.of(
                split(subnets).map(Cidr::parseNetwork).toList(),
                split(gateways).map(IpAddress::parse).toList(),
                split(ranges).map(Cidr::parseNetwork).toList(),
                split(reserved).map(AuxAddress::parse).toList());
    }

    private static Stream<String> split(String words) {
        return Stream.of(words.split(" ", -1)).filter(word -> !word.isEmpty());
    }

    @Test
    void eachThingGoesToTheSubnetThatItIsIn() {
        assertThat(of(
                        "10.1.0.0/24 fd00::/64 10.2.0.0/24",
                        "fd00::1 10.1.0.1",
                        "10.2.0.128/25",
                        "a=10.2.0.9 b=10.1.0.9 c=10.2.0.10"))
                .extracting(subnet -> subnet.gateway() + " " + subnet.range() + " " + subnet.reserved())
                .containsExactly(
                        "10.1.0.1 null [b=10.1.0.9]",
                        "fd00::1 null []",
                        "null 10.2.0.128/25 [a=10.2.0.9, c=10.2.0.10]");
    }

    @Test
    void whatIsInNoSubnetIsRefused() {
        String hint = "docker matches it to the subnet that it is in";

        assertInvalid(
                () -> of("10.1.0.0/24 10.2.0.0/24", "10.3.0.1", "", ""),
                "the gateway 10.3.0.1 is outside of 10.1.0.0/24, 10.2.0.0/24",
                hint);
        assertInvalid(
                () -> of("10.1.0.0/24", "", "10.1.0.0/23", ""),
                "the range 10.1.0.0/23 is outside of 10.1.0.0/24",
                hint);
        assertInvalid(
                () -> of("10.1.0.0/24", "", "", "a=fd00::1"),
                "the reserved address fd00::1 is outside of 10.1.0.0/24",
                hint);
    }

    @Test
    void whatNoHostCanHaveIsRefused() {
        assertInvalid(
                () -> of("10.1.0.0/24", "10.1.0.0", "", ""),
                "the gateway 10.1.0.0 is not one that a host of 10.1.0.0/24 can have",
                "the hosts are 10.1.0.1-10.1.0.254");
        assertInvalid(
                () -> of("10.1.0.0/24", "", "", "a=10.1.0.255"),
                "the reserved address 10.1.0.255 is not one that a host of 10.1.0.0/24 can have",
                "the hosts are 10.1.0.1-10.1.0.254");
    }

    @Test
    void twoOfAKindAreRefused() {
        assertInvalid(
                () -> of("10.1.0.0/24", "10.1.0.1 10.1.0.2", "", ""),
                "10.1.0.0/24 has 2 gateways: 10.1.0.1, 10.1.0.2",
                "a subnet has one at most");
        assertInvalid(
                () -> of("10.1.0.0/24", "", "10.1.0.0/25 10.1.0.128/25", ""),
                "10.1.0.0/24 has 2 ranges: 10.1.0.0/25, 10.1.0.128/25",
                "a subnet has one at most");
        assertInvalid(
                () -> of("10.1.0.0/24 10.1.0.0/16", "", "", ""),
                "10.1.0.0/16 and 10.1.0.0/24 overlap",
                "give one of them");
        assertInvalid(
                () -> of("10.1.0.0/24", "10.1.0.1", "", "a=10.1.0.1"),
                "'a=10.1.0.1' is there twice",
                "give each address once");
        assertInvalid(
                () -> of("10.1.0.0/24", "", "", "a=10.1.0.1 a=10.1.0.2"),
                "'a=10.1.0.2' is there twice",
                "give each address once");
    }

    @Test
    void ofARangeDockerGivesItsFirstAddressAwayToo() {
        assertThat(of("10.1.0.0/24", "", "", "").get(0).given()).hasToString("10.1.0.1-10.1.0.254");
        assertThat(of("10.1.0.0/24", "", "10.1.0.0/24", "").get(0).given()).hasToString("10.1.0.1-10.1.0.254");
        assertThat(of("10.1.0.0/24", "", "10.1.0.64/26", "").get(0).given()).hasToString("10.1.0.64-10.1.0.127");
        assertThat(of("10.1.0.0/24", "", "10.1.0.0/25", "").get(0).given()).hasToString("10.1.0.1-10.1.0.127");
        assertThat(of("10.1.0.0/24", "", "10.1.0.128/25", "").get(0).given()).hasToString("10.1.0.128-10.1.0.254");
    }

    @ParameterizedTest
    @ValueSource(strings = {"db_net", "0", "9", "a", "z", "A", "Z", "A.b-c_9"})
    void aNameIsOneThatDockersOwnThingsHave(String name) {
        assertThat(new NetworkName(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-x", "_x", ".x", "`x", "{x", "@x", "[x", "/x", ":x", "a b", "a/b", "ünï", "a\n"})
    void anythingElseIsNone(String name) {
        assertInvalid(
                () -> new NetworkName(name), "'" + Display.safe(name) + "' is not a name for a docker network", NAMES);
    }

    @Test
    void theNameOfDockersOwnBridgeIsNone() {
        assertInvalid(
                () -> new NetworkName("default"),
                "'default' is not a name for a docker network: 'docker run --net default' means docker's own bridge",
                "choose another name");
    }

    @Test
    void whatHasNoNameIsNoReservedAddressAndNoLabel() {
        assertInvalid(
                () -> AuxAddress.parse("10.0.0.1"),
                "'10.0.0.1' is not an address with a name",
                "for example router=192.168.1.1");
        assertInvalid(
                () -> AuxAddress.parse("=10.0.0.1"),
                "'=10.0.0.1' is not an address with a name",
                "for example router=192.168.1.1");
        assertInvalid(
                () -> AuxAddress.parse("a=b"), "'b' is not an IP address", "for example 192.168.1.10 or 2001:db8::10");
        assertInvalid(() -> DockerNetworkSpec.parseLabel("=x"), "'=x' is not a label", "for example team=web");
        assertThat(DockerNetworkSpec.parseLabel("key")).isEqualTo("key");
    }
}
