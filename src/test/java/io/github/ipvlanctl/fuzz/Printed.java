package io.github.ipvlanctl.fuzz;

import io.github.ipvlanctl.docker.json.ContainerReader;
import io.github.ipvlanctl.docker.json.NetworkReader;
import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.iproute2.json.CounterReader;
import io.github.ipvlanctl.iproute2.json.DeviceReader;
import io.github.ipvlanctl.iproute2.json.NetnsIdReader;
import io.github.ipvlanctl.iproute2.json.RouteReader;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.testing.Resources;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What {@code ip} and docker print, damaged: read as what is left of it, or refused as what cannot be read. */
final class Printed {
    private static final List<String> SAMPLES = List.of(
            Resources.text("ip/addresses-of-every-kind.json"),
            Resources.text("ip/devices.json"),
            Resources.text("ip/devices-in-blue.json"),
            Resources.text("ip/ipvlan-l3s-vepa.json"),
            Resources.text("ip/routes4-of-every-kind.json"),
            Resources.text("ip/routes6-of-every-kind.json"),
            Resources.text("docker/networks.json"),
            Resources.text("docker/network-of-two-families.json"),
            "[{\"nsid\":0,\"name\":\"db\"},{\"nsid\":1}]",
            "{\"name\":\"/c2\",\"pid\":1008,\"network\":\"container:feb0\"}\n{\"name\":\"/c1\",\"pid\":874,\"network\":\"n1\"}",
            "[{\"ifindex\":3,\"stats64\":{\"rx\":{\"bytes\":18446744073709551615,\"packets\":1},\"tx\":{\"errors\":2}}}]");

    private static final Map<String, Consumer<String>> READERS = Map.of(
            "devices", text -> DeviceReader.read(Netns.current(), text),
            "routes", text -> RouteReader.read(Netns.current(), "inet", null, text),
            "numbers", NetnsIdReader::read,
            "counters", CounterReader::read,
            "networks", NetworkReader::read,
            "containers", ContainerReader::read);

    private static final List<String> COMMANDS = List.of(
            "link show --all-netns",
            "link show -j",
            "addr show",
            "route show",
            "topology",
            "parent list",
            "host show",
            "stats",
            "doctor",
            "export shell",
            "export manifest",
            "link add web2 --parent eth0 --address 192.0.2.9/24",
            "link set web0 --into db",
            "link del web0 web1",
            "mode l3 eth0",
            "addr flush --dev web0",
            "destroy edge",
            "host add --parent eth3 --address 10.3.0.250/32",
            "route upstream eth1",
            "docker network ls",
            "docker network create db --parent eth0 --subnet 192.0.2.0/24");

    private Printed() {}

    /** Texts alone. */
    static Target<?> texts() {
        return new Target<>(
                "printed texts",
                Combinators.combine(
                                Arbitraries.of(List.copyOf(READERS.keySet())), Words.damaged(Arbitraries.of(SAMPLES)))
                        .as(Tuple::of),
                both -> {
                    try {
                        READERS.getOrDefault(both.get1(), text -> {}).accept(both.get2());
                        return "read";
                    } catch (Failure failure) {
                        if (failure.kind() != ErrorKind.FAILED) {
                            throw new AssertionError("refused as " + failure.kind(), failure);
                        }
                        return "failed";
                    }
                });
    }

    /** Commands that are given such texts. */
    static Target<?> listings() {
        return new Target<>(
                "listings",
                Combinators.combine(
                                Arbitraries.of(COMMANDS),
                                Arbitraries.longs(),
                                Arbitraries.integers().between(0, 8))
                        .as(Tuple::of),
                all -> {
                    Random random = new Random(all.get2());
                    return Machines.run(
                                    List.of(all.get1().split(" ", -1)),
                                    "",
                                    text -> random.nextInt(4) > 0 ? text : Words.damage(text, all.get3(), random))
                            .word();
                });
    }
}
