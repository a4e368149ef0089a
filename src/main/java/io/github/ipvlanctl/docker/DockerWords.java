package io.github.ipvlanctl.docker;

import io.github.ipvlanctl.model.AuxAddress;
import io.github.ipvlanctl.model.DockerNetworkSpec;
import io.github.ipvlanctl.model.DockerSubnet;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.Mode;
import java.util.ArrayList;
import java.util.List;

/** {@code docker}'s commands in words, with whole options. */
final class DockerWords {
    private DockerWords() {}

    /** Makes an IPvlan network. Mode and flag always go along, so that docker's own defaults decide nothing. */
    static List<String> create(DockerNetworkSpec spec) {
        List<String> words = new ArrayList<>(List.of("network", "create", "--driver", "ipvlan"));
        if (spec.hasIpv6()) {
            words.add("--ipv6");
        }
        for (DockerSubnet subnet : spec.subnets()) {
            words.addAll(List.of("--subnet", subnet.subnet().toString()));
            if (subnet.gateway() != null) {
                words.addAll(List.of("--gateway", subnet.gateway().text()));
            }
            if (subnet.range() != null) {
                words.addAll(List.of("--ip-range", subnet.range().toString()));
            }
            for (AuxAddress reserved : subnet.reserved()) {
                words.addAll(List.of("--aux-address", reserved.toString()));
            }
        }
        if (spec.internal()) {
            words.add("--internal");
        }
        for (String label : spec.labels()) {
            words.addAll(List.of("--label", label));
        }
        words.addAll(List.of("--opt", "parent=" + spec.parent().value()));
        Mode mode = spec.mode();
        if (mode != null) {
            words.addAll(List.of("--opt", "ipvlan_mode=" + mode.word()));
        }
        Flag flag = spec.flag();
        if (flag != null) {
            words.addAll(List.of("--opt", "ipvlan_flag=" + flag.word()));
        }
        words.add(spec.name().value());
        return words;
    }

    /** Deletes a network. */
    static List<String> remove(String name) {
        return List.of("network", "rm", "--", name);
    }

    /** Lists the ids of all networks. */
    static List<String> networkIds() {
        return List.of("network", "ls", "--quiet", "--no-trunc");
    }

    /** Shows networks as JSON. */
    static List<String> inspectNetworks(List<String> ids) {
        List<String> words = new ArrayList<>(List.of("network", "inspect"));
        words.addAll(ids);
        return words;
    }

    /** Lists the ids of the containers that run. */
    static List<String> containerIds() {
        return List.of("ps", "--quiet", "--no-trunc");
    }

    /** Shows of containers, each as a JSON object on a line, what {@code ContainerReader} wants. */
    static List<String> inspectContainers(List<String> ids) {
        List<String> words = new ArrayList<>(List.of(
                "container",
                "inspect",
                "--format",
                "{\"name\":{{json .Name}},\"pid\":{{json .State.Pid}},\"network\":{{json .HostConfig.NetworkMode}}}"));
        words.addAll(ids);
        return words;
    }

    /** Lists the names of the containers that belong to a network and do not run. */
    static List<String> stoppedContainers(String network) {
        return List.of(
                "ps",
                "--all",
                "--filter",
                "network=" + network,
                "--filter",
                "status=exited",
                "--filter",
                "status=created",
                "--format",
                "{{.Names}}");
    }

    /** Tells which version of its interface the daemon has. */
    static List<String> apiVersion() {
        return List.of("version", "--format", "{{.Server.APIVersion}}");
    }
}
