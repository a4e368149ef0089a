package io.github.ipvlanctl.render.shape;

import io.github.ipvlanctl.model.AuxAddress;
import io.github.ipvlanctl.model.DockerNetwork;
import io.github.ipvlanctl.model.DockerSubnet;
import io.github.ipvlanctl.render.Row;
import io.github.ipvlanctl.render.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Docker's IPvlan networks. */
public final class DockerNetworkShape extends Shape<DockerNetwork> {
    public DockerNetworkShape() {
        super("docker-network");
    }

    @Override
    protected void describe(DockerNetwork network, Row row) {
        List<DockerSubnet> subnets = network.subnets();
        row.column("name", network.name())
                .column("parent", network.parent())
                .column("mode", network.settings().mode().word())
                .column("flag", network.settings().flag().word())
                .column("subnets", of(subnets, DockerSubnet::subnet))
                .column("gateways", of(subnets, DockerSubnet::gateway))
                .columnWhenFilled("ip_ranges", of(subnets, DockerSubnet::range))
                .columnWhenFilled(
                        "reserved",
                        subnets.stream()
                                .flatMap(subnet -> subnet.reserved().stream())
                                .map(AuxAddress::toString)
                                .toList())
                .key("ipv6", network.ipv6())
                .key("internal", network.internal())
                .columnWhenFilled("labels", network.labels())
                .key("id", network.id())
                .column(
                        "containers",
                        network.containers().stream()
                                .map(DockerNetworkShape::member)
                                .toList());
    }

    private static List<String> of(List<DockerSubnet> subnets, Function<DockerSubnet, @Nullable Object> part) {
        return subnets.stream()
                .map(part)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .toList();
    }

    private static Map<String, @Nullable Object> member(DockerNetwork.Member member) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("name", member.name());
        values.put("addresses", Values.texts(member.addresses()));
        return values;
    }
}
