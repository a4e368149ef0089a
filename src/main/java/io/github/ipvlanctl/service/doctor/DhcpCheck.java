package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.iproute2.Probe;
import io.github.ipvlanctl.iproute2.Probe.Answer;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.Netns;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Whether DHCP clients on links tell the server by an identifier of their own who they are: by the MAC address, which all
 * links share with the parent, it would give each the same lease.
 */
final class DhcpCheck implements Check {
    private static final Set<String> CLIENTS = Set.of("udhcpc", "dhclient");

    /** Prints, for each client that runs anywhere, its id, its namespace and its words, each on a line, and an empty line. */
    static final String LIST = """
            for file in $(grep -lsaE '^([^ ]*/)?(udhcpc|dhclient)' /proc/[0-9]*/cmdline); do
                process=${file%/cmdline}
                echo "${process#/proc/}"
                readlink "$process/ns/net"
                tr '\\0' '\\n' < "$file"
                echo
            done""";

    private record Client(String pid, String netns, List<String> words) {
        /** The program's name; its words begin with that, or with its path. */
        String program() {
            return words.get(0).substring(words.get(0).lastIndexOf('/') + 1);
        }

        boolean isOn(Link link) {
            return words.contains(link.name().value())
                    || words.contains("-i" + link.name().value());
        }

        /** Option 61 (RFC 2132) on the command line, or a configuration file that may have it. */
        boolean hasIdentifier() {
            return words.stream()
                    .anyMatch(word -> word.contains("0x3d:") || word.contains("clientid:") || word.equals("-cf"));
        }
    }

    @Override
    public String name() {
        return "dhcp";
    }

    @Override
    public String look(Examination machine, Findings found) {
        List<Client> clients = clients(machine);
        for (Link link : clients.isEmpty() ? List.<Link>of() : machine.links()) {
            String netns = machine.identity(link.netns());
            for (Client client : clients) {
                if (client.netns().equals(netns) && client.isOn(link) && !client.hasIdentifier()) {
                    found.warning(
                            link.device(),
                            client.program() + " (process " + client.pid() + ") asks for its address without a client "
                                    + "identifier of its own: the server tells it from its parent and the other links by nothing",
                            again(machine, link, client));
                }
            }
        }
        return "no DHCP client asks with the shared MAC address alone";
    }

    private static List<Client> clients(Examination machine) {
        List<Client> clients = new ArrayList<>();
        String text = machine.probe()
                .run(Netns.current(), List.of("sh", "-c", LIST))
                .map(Answer::out)
                .orElse("");
        for (String entry : text.split("\n\n+", -1)) {
            List<String> lines = entry.lines().toList();
            if (lines.size() > 2) {
                Client client = new Client(lines.get(0), lines.get(1), lines.subList(2, lines.size()));
                if (CLIENTS.contains(client.program())) {
                    clients.add(client);
                }
            }
        }
        return clients;
    }

    /** The same client in its place, with the link's name and namespace for an identifier. */
    private static List<String> again(Examination machine, Link link, Client client) {
        String name = link.name().value();
        String identifier = Objects.requireNonNullElse(link.netns().label(), "") + "/" + name;
        String kill = Probe.text(List.of("kill", client.pid()));
        if (client.program().equals("udhcpc")) {
            // The first byte, 0, says that what follows is text of one's own choice.
            String hex = "00" + HexFormat.of().formatHex(identifier.getBytes(StandardCharsets.UTF_8));
            return List.of(
                    kill, machine.probe().text(link.netns(), List.of("udhcpc", "-b", "-i", name, "-x", "0x3d:" + hex)));
        }
        String file = "/run/dhclient-" + name + ".conf";
        return List.of(
                kill,
                Probe.text(List.of("sh", "-c", "echo 'send dhcp-client-identifier \"" + identifier + "\";' > " + file)),
                machine.probe().text(link.netns(), List.of("dhclient", "-cf", file, name)));
    }
}
