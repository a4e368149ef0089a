package io.github.ipvlanctl.docker.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.AuxAddress;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.DockerNetwork;
import io.github.ipvlanctl.model.DockerNetwork.Member;
import io.github.ipvlanctl.model.DockerSubnet;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.PortSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@code docker network inspect} prints. */
public final class NetworkReader {
    /** A network without a parent gets a dummy device of this name, with the beginning of the network's id. */
    private static final String DUMMY = "di-";

    private static final int DUMMY_ID = 12;

    private NetworkReader() {}

    /**
     * The networks of this machine; those of a swarm, which have addresses of their own, are left out.
     *
     * @throws Failure of kind {@code FAILED} when it is not what docker prints
     */
    public static List<DockerNetwork> read(String json) {
        List<DockerNetwork> networks = new ArrayList<>();
        DockerJson.array(json, object -> {
            if (DockerJson.text(object, "Scope").equals("local")) {
                networks.add(network(object));
            }
            return object;
        });
        return networks;
    }

    private static DockerNetwork network(JsonObject object) {
        String driver = DockerJson.text(object, "Driver");
        String id = DockerJson.text(object, "Id");
        List<DockerSubnet> subnets = new ArrayList<>();
        Map<String, JsonElement> ipam = DockerJson.map(object, "IPAM");
        if (ipam.containsKey("Config")) {
            DockerJson.objects(object.getAsJsonObject("IPAM"), "Config").forEach(config -> subnets.add(subnet(config)));
        }
        subnets.sort((a, b) -> Boolean.compare(
                a.subnet().address().isIpv6(), b.subnet().address().isIpv6()));
        List<String> labels = new ArrayList<>();
        DockerJson.map(object, "Labels").forEach((key, value) -> labels.add(key + "=" + value.getAsString()));
        List<Member> containers = new ArrayList<>();
        DockerJson.map(object, "Containers").values().forEach(value -> containers.add(member(value.getAsJsonObject())));
        containers.sort((a, b) -> a.name().compareTo(b.name()));
        return new DockerNetwork(
                DockerJson.text(object, "Name"),
                id,
                driver,
                parent(object, driver, id),
                settings(object),
                subnets,
                DockerJson.isTrue(object, "EnableIPv6"),
                DockerJson.isTrue(object, "Internal"),
                labels,
                containers);
    }

    private static @Nullable String option(JsonObject object, String name) {
        JsonElement value = DockerJson.map(object, "Options").get(name);
        return value == null ? null : value.getAsString();
    }

    private static @Nullable String parent(JsonObject object, String driver, String id) {
        String parent = option(object, "parent");
        if (parent != null && !parent.isEmpty()) {
            return parent;
        }
        return driver.equals("ipvlan") ? DUMMY + id.substring(0, Math.min(DUMMY_ID, id.length())) : null;
    }

    private static PortSettings settings(JsonObject object) {
        String mode = option(object, "ipvlan_mode");
        String flag = option(object, "ipvlan_flag");
        return new PortSettings(
                mode == null || mode.isEmpty() ? PortSettings.DEFAULT.mode() : Mode.parse(mode),
                flag == null || flag.isEmpty() ? PortSettings.DEFAULT.flag() : Flag.parse(flag));
    }

    private static DockerSubnet subnet(JsonObject config) {
        String gateway = DockerJson.textOrNull(config, "Gateway");
        String range = DockerJson.textOrNull(config, "IPRange");
        List<AuxAddress> reserved = new ArrayList<>();
        DockerJson.map(config, "AuxiliaryAddresses")
                .forEach((name, address) -> reserved.add(new AuxAddress(name, IpAddress.parse(address.getAsString()))));
        return new DockerSubnet(
                Cidr.parseAny(DockerJson.text(config, "Subnet")),
                gateway == null ? null : IpAddress.parse(withoutLength(gateway)),
                range == null ? null : Cidr.parseAny(range),
                reserved);
    }

    /** Docker writes a gateway that it chose itself with the length of the prefix. */
    private static String withoutLength(String address) {
        int slash = address.indexOf('/');
        return slash < 0 ? address : address.substring(0, slash);
    }

    private static Member member(JsonObject object) {
        List<Cidr> addresses = new ArrayList<>();
        for (String key : List.of("IPv4Address", "IPv6Address")) {
            String address = DockerJson.textOrNull(object, key);
            if (address != null) {
                addresses.add(Cidr.parseAny(address));
            }
        }
        return new Member(DockerJson.text(object, "Name"), addresses);
    }
}
