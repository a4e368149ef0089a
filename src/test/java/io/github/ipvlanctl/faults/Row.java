package io.github.ipvlanctl.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A command, and how it is called here.
 *
 * @param command the words that name it
 * @param rest its arguments; {@code DIR} stands for the directory of the run
 * @param kind what else may come of it
 */
record Row(String command, List<String> rest, Kind kind) {
    private static final Set<String> HANDED_OVER =
            Set.of("missing", "not executable", "directory", "killed", "exit code");

    /** What a failing {@code ip} may mean to a command. */
    enum Kind {
        /** It fails. */
        PLAIN,
        /** It tells what it could see, and exits with 0 or 1. */
        TELLING,
        /** It follows a program, until nobody reads what it tells of that. */
        FOLLOWING,
        /** It hands its streams and the exit code to the program that it runs, for as long as that likes. */
        HANDING_OVER
    }

    /** One for each command there is; a test holds that. */
    static List<Row> all() {
        Map<String, Row> rows = new TreeMap<>();
        put(
                rows,
                "link add",
                "web2 --parent eth0 --into fresh --create-netns --address 192.0.2.102/24 --up"
                        + " --gateway 192.0.2.254 --alias x");
        put(rows, "link set", "web0 --into db --alias new --mtu 1400");
        put(rows, "link del", "web0 web1");
        put(rows, "link show", "--all-netns");
        put(rows, "addr add", "192.0.2.103/24 192.0.2.104/24 --dev web0");
        put(rows, "addr del", "192.0.2.100/24 --dev web0");
        put(rows, "addr flush", "--dev web0");
        put(rows, "addr show", "web0");
        put(rows, "mode l2", "eth1");
        put(rows, "mode l3", "eth0");
        put(rows, "mode l3s", "web0 --switch-siblings");
        put(rows, "flag bridge", "eth1");
        put(rows, "flag private", "eth0");
        put(rows, "flag vepa", "web0 --switch-siblings");
        put(rows, "route add", "10.0.0.0/8 --via 192.0.2.254 --dev web0 --metric 5");
        put(rows, "route del", "203.0.113.0/24 --dev web0");
        put(rows, "route upstream", "eth1");
        put(rows, "netns add", "fresh");
        put(rows, "netns del", "db --force");
        put(rows, "parent show", "eth0");
        put(rows, "host add", "--parent eth3 --address 10.3.0.250/32");
        put(rows, "host del", "eth0-host");
        for (String stack : List.of("plan", "apply")) {
            put(rows, stack, "-f DIR/manifest.yaml --prune");
        }
        put(rows, "destroy", "edge");
        for (String format : List.of("manifest", "shell")) {
            put(rows, "export " + format, "--stack edge");
        }
        for (String format : List.of("networkd", "networkmanager", "nmstate", "ifupdown")) {
            put(rows, "export " + format, "--parent eth2 --unowned");
        }
        for (String format : List.of("docker", "compose", "podman", "cni", "nad", "incus")) {
            put(rows, "export " + format, "--parent eth3 --unowned");
        }
        put(rows, "export netplan", "");
        put(
                rows,
                "docker network create",
                "db --docker DIR/docker --parent eth0 --subnet 192.0.2.0/24" + " --gateway 192.0.2.254");
        put(rows, "docker network ls", "--docker DIR/docker");
        put(rows, "docker network show", "lan --docker DIR/docker");
        put(rows, "docker network rm", "lan --docker DIR/docker");
        put(rows, "completion candidates", "-- link show", Row.Kind.TELLING);
        put(rows, "doctor", "--skip duplicate --skip host-reach", Row.Kind.TELLING);
        put(rows, "netns exec", "db -- true", Row.Kind.HANDING_OVER);
        put(rows, "monitor", "", Row.Kind.FOLLOWING);
        put(rows, "explain", "compare");
        put(rows, "manual", "DIR/manual");
        for (String shell : List.of("bash", "zsh", "fish")) {
            put(rows, "completion " + shell, "");
        }
        for (String other : List.of(
                "route show",
                "mode show",
                "flag show",
                "host show",
                "netns list",
                "parent list",
                "topology",
                "stats")) {
            put(rows, other, "");
        }
        return new ArrayList<>(rows.values());
    }

    private static void put(Map<String, Row> rows, String command, String rest) {
        put(rows, command, rest, Kind.PLAIN);
    }

    private static void put(Map<String, Row> rows, String command, String rest, Kind kind) {
        rows.put(
                command,
                new Row(
                        command,
                        Arrays.stream(rest.split(" ", -1))
                                .filter(word -> !word.isEmpty())
                                .toList(),
                        kind));
    }

    /**
     * Whether a fault of one of its calls means anything to it. A program that was given the streams may print what it likes,
     * and take its time; one that is followed may be silent.
     */
    boolean isHitBy(Fault fault, int call) {
        return switch (kind) {
            case HANDING_OVER -> HANDED_OVER.contains(fault.family());
            case FOLLOWING -> call > 1 || HANDED_OVER.contains(fault.family());
            default -> true;
        };
    }
}
