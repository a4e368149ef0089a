package io.github.ipvlanctl.testing;

import java.util.List;
import java.util.stream.Stream;

/** What docker's client is asked, and prints, as tests want it. */
public final class Docker {
    private final Machine machine;

    /** Docker on that machine. */
    public Docker(Machine machine) {
        this.machine = machine;
    }

    /** A network as {@code docker network inspect} prints it; {@code options} and {@code config} are JSON. */
    public static String network(String name, String driver, String options, String config, String containers) {
        return "{\"Name\":\"" + name + "\",\"Id\":\"" + id(name) + "\",\"Scope\":\"local\",\"Driver\":\"" + driver
                + "\",\"EnableIPv6\":false,\"IPAM\":{\"Driver\":\"default\",\"Options\":{},\"Config\":[" + config
                + "]},\"Internal\":false,\"Containers\":{" + containers + "},\"Options\":{" + options
                + "},\"Labels\":{}}";
    }

    /** An IPvlan network in l2. */
    public static String ipvlan(String name, String parent, String subnet, String... containers) {
        List<String> running = Stream.of(containers)
                .map(container -> "\"" + id(container) + "\":{\"Name\":\"" + container + "\",\"IPv4Address\":\"\"}")
                .toList();
        return network(
                name,
                "ipvlan",
                "\"ipvlan_mode\":\"l2\",\"parent\":\"" + parent + "\"",
                "{\"Subnet\":\"" + subnet + "\"}",
                String.join(",", running));
    }

    /** The id that a thing of that name has here: its letters' codes. */
    public static String id(String name) {
        StringBuilder id = new StringBuilder();
        name.chars().forEach(c -> id.append(Integer.toHexString(c)));
        return id.toString();
    }

    /** The next commands list all networks: those with these names, which docker shows like this. */
    public Docker has(List<String> names, String... networks) {
        List<String> ids = names.stream().map(Docker::id).toList();
        machine.runner
                .expect("docker network ls --quiet --no-trunc")
                .prints(String.join("\n", ids) + (ids.isEmpty() ? "" : "\n"));
        if (!ids.isEmpty()) {
            machine.runner
                    .expect("docker network inspect " + String.join(" ", ids))
                    .prints("[" + String.join(",", networks) + "]\n");
        }
        return this;
    }

    /** The same, with none but docker's own. */
    public Docker hasNone() {
        return has(List.of("host"), network("host", "host", "", "", ""));
    }
}
