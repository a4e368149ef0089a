package io.github.ipvlanctl.docker.json;

import static io.github.ipvlanctl.testing.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.model.Container;
import io.github.ipvlanctl.model.DockerNetwork;
import io.github.ipvlanctl.testing.Docker;
import io.github.ipvlanctl.testing.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On what a real docker 20.10 printed. */
class NetworkReaderTest {
    private static List<DockerNetwork> read(String file) {
        return NetworkReader.read(Resources.text("docker/" + file));
    }

    @Test
    void readsANetworkWithItsContainers() {
        DockerNetwork network = read("networks.json").get(0);

        assertThat(network.name() + " on " + network.parent() + ": " + network.settings())
                .isEqualTo("db_net on eth9: l2 bridge");
        assertThat(network.isIpvlan()).isTrue();
        assertThat(network.containers())
                .extracting(member -> member.name() + " " + member.addresses())
                .containsExactly("c1 [192.168.1.2/24]", "c2 [192.168.1.3/24]");
    }

    @Test
    void namesTheDummyDeviceOfANetworkWithoutAParent() {
        DockerNetwork network = read("networks.json").get(1);

        assertThat(network.parent()).isEqualTo("di-daa222e4ef6f");
        assertThat(network.internal()).isTrue();
    }

    @Test
    void readsSubnetsOfBothFamiliesIpv4First() {
        DockerNetwork network = read("network-of-two-families.json").get(0);

        assertThat(network.subnets())
                .extracting(subnet ->
                        subnet.subnet() + " " + subnet.gateway() + " " + subnet.range() + " " + subnet.reserved())
                .containsExactly(
                        "10.10.0.0/24 10.10.0.1 null []",
                        "10.9.0.0/24 null 10.9.0.64/26 [x=10.9.0.7]",
                        "fd00:a::/64 fd00:a::5 null []");
        assertThat(network.labels()).containsExactly("a=b", "c=");
        assertThat(network.ipv6()).isTrue();
    }

    @Test
    void takesWhatIsNullForEmptyAndLeavesTheNetworksOfASwarmOut() {
        String odd =
                "{\"Name\":\"x\",\"Id\":\"1\",\"Scope\":\"local\",\"Driver\":\"ipvlan\",\"IPAM\":{\"Config\":null},"
                        + "\"Options\":null,\"Containers\":null,\"Labels\":null}";
        String swarm = Docker.network("y", "overlay", "", "", "").replace("local", "swarm");

        assertThat(NetworkReader.read("[" + odd + "," + swarm + "]"))
                .extracting(DockerNetwork::name)
                .containsExactly("x");
        assertThat(NetworkReader.read("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}",
                "[1]",
                "what is this",
                "[{\"Scope\":",
                "[{}]",
                "[{\"Scope\":\"local\"}]",
                "[{\"Scope\":\"local\",\"Driver\":\"ipvlan\",\"Id\":\"1\",\"Name\":\"x\",\"Options\":[]}]",
                "[{\"Scope\":\"local\",\"Driver\":\"ipvlan\",\"Id\":\"1\",\"Name\":\"x\","
                        + "\"IPAM\":{\"Config\":[{\"Subnet\":\"what\"}]}}]",
                "[{\"Scope\":\"local\",\"Driver\":\"ipvlan\",\"Id\":\"1\",\"Name\":\"x\","
                        + "\"Options\":{\"ipvlan_mode\":\"l9\"}}]"
            })
    void whatDockerDoesNotPrintIsNotTakenForSomething(String json) {
        assertThat(failureOf(() -> NetworkReader.read(json)))
                .hasMessageStartingWith("cannot read what docker printed as JSON: ")
                .hasMessageNotContainingAny("Exception", "JsonReader")
                .extracting("kind")
                .isEqualTo(ErrorKind.FAILED);
    }

    @Test
    void readsContainers() {
        assertThat(ContainerReader.read("""
                        {"name":"/c2","pid":1008,"network":"container:feb0fb3ea495"}
                        {"name":"/c1","pid":874,"network":"n1"}
                        """))
                .containsExactly(new Container("c2", 1008, true), new Container("c1", 874, false));
        assertThat(ContainerReader.read("")).isEmpty();
    }

    @Test
    void aContainerWithoutAProcessIsNotWhatDockerPrints() {
        for (String pid : new String[] {"", "\"pid\":null,", "\"pid\":[],", "\"pid\":\"x\","}) {
            assertThat(failureOf(() -> ContainerReader.read("{\"name\":\"/c\"," + pid + "\"network\":\"n\"}")))
                    .hasMessageStartingWith("cannot read what docker printed as JSON: ");
        }
    }
}
