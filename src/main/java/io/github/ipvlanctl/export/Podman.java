package io.github.ipvlanctl.export;

import io.github.ipvlanctl.exec.ShellQuoting;
import io.github.ipvlanctl.model.StackSpec;
import io.github.ipvlanctl.model.TextFile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * {@code podman network create} (podman-network-create(1)) with the back end netavark. Its older one, CNI, refuses the option
 * parent, and reads what {@link Cni} writes.
 */
final class Podman implements Target {
    @Override
    public String name() {
        return "podman";
    }

    @Override
    public String summary() {
        return "Write a script that makes podman networks, with netavark.";
    }

    @Override
    public List<String> paragraphs() {
        return List.of(
                Networks.PARAGRAPH,
                "A comment for each link says how a container gets its address. It is for podman with netavark; where 'podman"
                        + " info' names the network backend cni, use 'ipvlanctl export cni'.");
    }

    @Override
    public Set<Feature> unsayable() {
        return EnumSet.of(
                Feature.FLAG,
                Feature.ALIAS,
                Feature.DOWN,
                Feature.NO_ADDRESS,
                Feature.SEVERAL_ADDRESSES,
                Feature.ROUTES,
                Feature.METRIC,
                Feature.TABLE,
                Feature.ON_LINK);
    }

    @Override
    public List<TextFile> files(StackSpec links) {
        List<String> lines = new ArrayList<>();
        for (Network network : Network.of(links)) {
            lines.add("");
            lines.add(ShellQuoting.quote(create(network)));
            network.links().forEach(link -> lines.add(Networks.comment("podman", network, link)));
        }
        return lines.isEmpty() ? List.of() : List.of(Scripts.file("podman-networks.sh", this, lines));
    }

    private List<String> create(Network network) {
        List<String> words = new ArrayList<>(List.of("podman", "network", "create", "--driver", "ipvlan"));
        if (network.isInternal(this, true)) {
            words.add("--internal");
        }
        words.addAll(Networks.subnets(this, network));
        words.addAll(List.of("--opt", "parent=" + network.parent().value()));
        words.addAll(List.of("--opt", "mode=" + network.settings().mode().word()));
        if (network.mtu() != null) {
            words.addAll(List.of("--opt", "mtu=" + network.mtu().bytes()));
        }
        words.add(network.name());
        return words;
    }
}
