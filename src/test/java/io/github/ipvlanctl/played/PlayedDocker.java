package io.github.ipvlanctl.played;

import io.github.ipvlanctl.testing.Docker;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Docker's networks, as its client makes, deletes and lists them. */
final class PlayedDocker {
    private final Map<String, String> networks = new TreeMap<>();

    /** With one IPvlan network. */
    PlayedDocker() {
        networks.put("lan", Docker.ipvlan("lan", "eth9", "10.9.0.0/24"));
    }

    synchronized String state() {
        return "docker " + networks;
    }

    /** Does what one command says. */
    synchronized Answer run(List<String> words) {
        String last = words.get(words.size() - 1);
        return switch (words.get(0) + " " + words.get(1)) {
            case "network ls" ->
                Answer.printing(String.join(
                        "",
                        networks.keySet().stream()
                                .map(name -> Docker.id(name) + "\n")
                                .toList()));
            case "network inspect" -> Answer.printing("[" + String.join(",", networks.values()) + "]\n");
            case "network create" -> {
                networks.put(last, Docker.ipvlan(last, "eth0", words.get(words.indexOf("--subnet") + 1)));
                yield Answer.printing(Docker.id(last) + "\n");
            }
            case "network rm" ->
                networks.remove(last) != null
                        ? Answer.printing(last + "\n")
                        : new Answer("", "Error: No such network: " + last + "\n", 1);
            case "version --format" -> Answer.printing("1.41\n");
            case "ps --quiet", "ps --all" -> Answer.DONE;
            default -> throw new AssertionError("the played docker does not know " + words);
        };
    }
}
