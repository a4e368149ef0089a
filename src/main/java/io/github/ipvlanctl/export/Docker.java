package io.github.ipvlanctl.export;

import io.github.ipvlanctl.exec.ShellQuoting;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.StackSpec;
import io.github.ipvlanctl.model.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code docker network create} (docker-network-create(1)). The driver's default route is {@code via} the gateway in l2 and
 * {@code dev} otherwise, and there is none in an internal network; it knows no MTU (moby, libnetwork/drivers/ipvlan). Before
 * 23.0 it refuses the mode l3s, and overlooks flags.
 */
final class Docker implements Target {
    @Override
    public String name() {
        return "docker";
    }

    @Override
    public String summary() {
        return "Write a script that makes docker networks.";
    }

    @Override
    public List<String> paragraphs() {
        return List.of(
                Networks.PARAGRAPH,
                "A comment for each link says how a container gets its address. The mode l3s, and flags other than bridge,"
                        + " need docker 23.0 or newer.");
    }

    @Override
    public Set<Feature> unsayable() {
        return Networks.DOCKER_UNSAYABLE;
    }

    @Override
    public List<TextFile> files(StackSpec links) {
        List<String> lines = new ArrayList<>();
        for (Network network : Network.of(links)) {
            lines.add("");
            lines.addAll(requirement(network));
            lines.add(ShellQuoting.quote(create(network)));
            network.links().forEach(link -> lines.add(Networks.comment("docker", network, link)));
        }
        return lines.isEmpty() ? List.of() : List.of(Scripts.file("docker-networks.sh", this, lines));
    }

    /** Whoever asked for a flag must not get a network without it. */
    private static List<String> requirement(Network network) {
        if (network.settings().flag() == Flag.BRIDGE) {
            return List.of();
        }
        return List.of(
                Networks.OVERLOOKED,
                "[ \"$(docker version --format '{{.Server.Version}}' | cut -d. -f1)\" -ge 23 ] ||",
                "    { echo 'the flag " + network.settings().flag().word()
                        + " needs docker 23.0 or newer' >&2; exit 1; }");
    }

    private List<String> create(Network network) {
        List<String> words = new ArrayList<>(List.of("docker", "network", "create", "--driver", "ipvlan"));
        if (network.isInternal(this, false)) {
            words.add("--internal");
        }
        words.addAll(Networks.subnets(this, network));
        words.addAll(List.of("--opt", "parent=" + network.parent().value()));
        words.addAll(List.of("--opt", "ipvlan_mode=" + network.settings().mode().word()));
        words.addAll(List.of("--opt", "ipvlan_flag=" + network.settings().flag().word()));
        words.add(network.name());
        return words;
    }
}
