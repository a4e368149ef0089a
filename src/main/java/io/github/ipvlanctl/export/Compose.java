package io.github.ipvlanctl.export;

import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.LinkSpec;
import io.github.ipvlanctl.model.StackSpec;
import io.github.ipvlanctl.model.TextFile;
import io.github.ipvlanctl.model.TextFile.Access;
import io.github.ipvlanctl.render.Yaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The networks of a compose file (the Compose Specification); docker's driver is below, as in {@link Docker}. */
final class Compose implements Target {
    @Override
    public String name() {
        return "compose";
    }

    @Override
    public String summary() {
        return "Write the networks of a compose file.";
    }

    @Override
    public List<String> paragraphs() {
        return List.of(
                Networks.PARAGRAPH,
                "Below 'x-links' stands for each link what a service says to get its address: 'docker compose' itself does not"
                        + " look at it. The mode l3s, and flags other than bridge, need docker 23.0 or newer.");
    }

    @Override
    public Set<Feature> unsayable() {
        return Networks.DOCKER_UNSAYABLE;
    }

    @Override
    public List<TextFile> files(StackSpec links) {
        Map<String, Object> networks = new LinkedHashMap<>();
        Map<String, Object> services = new LinkedHashMap<>();
        boolean bridge = true;
        for (Network network : Network.of(links)) {
            bridge &= network.settings().flag() == Flag.BRIDGE;
            networks.put(network.name(), network(network));
            network.links().forEach(link -> services.put(Feature.label(link), service(network, link)));
        }
        if (networks.isEmpty()) {
            return List.of();
        }
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("networks", networks);
        file.put("x-links", services);
        String text = Scripts.writtenBy(this) + "\n" + (bridge ? "" : Networks.OVERLOOKED + "\n") + Yaml.text(file);
        return List.of(new TextFile("compose.yaml", Access.PUBLIC, text));
    }

    private Map<String, Object> network(Network network) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("parent", network.parent().value());
        options.put("ipvlan_mode", network.settings().mode().word());
        options.put("ipvlan_flag", network.settings().flag().word());
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("driver", "ipvlan");
        entry.put("driver_opts", options);
        if (network.subnet(true).isPresent()) {
            entry.put("enable_ipv6", true);
        }
        if (network.isInternal(this, false)) {
            entry.put("internal", true);
        }
        entry.put(
                "ipam",
                Map.of(
                        "config",
                        network.subnets().stream()
                                .map(subnet -> subnet(network, subnet))
                                .toList()));
        return entry;
    }

    private Map<String, Object> subnet(Network network, Network.Subnet subnet) {
        Networks.requireRoom(this, network, subnet, 1);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("subnet", subnet.network().toString());
        subnet.gateway().ifPresent(gateway -> entry.put("gateway", gateway.text()));
        return entry;
    }

    private static Map<String, Object> service(Network network, LinkSpec link) {
        Map<String, Object> attachment = new LinkedHashMap<>();
        for (Cidr cidr : link.addresses()) {
            attachment.put(
                    cidr.address().isIpv6() ? "ipv6_address" : "ipv4_address",
                    cidr.address().text());
        }
        return Map.of("networks", Map.of(network.name(), attachment));
    }
}
