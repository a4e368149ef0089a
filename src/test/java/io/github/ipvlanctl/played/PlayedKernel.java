package io.github.ipvlanctl.played;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A machine's devices, addresses, routes and named namespaces, as {@code ip} changes and lists them: as much as it takes to
 * see whether what was done is undone. What it does not know fails the test.
 */
final class PlayedKernel {
    private static final String HERE = "";

    private final Path names;
    private final List<PlayedDevice> devices = new ArrayList<>();
    private int nextIndex = 1;
    private int looksAfterMonitor = -1;

    /**
     * Cards with links of two modes, some of them in namespaces, and a shim.
     *
     * @param names the directory of the namespaces' names
     */
    PlayedKernel(Path names) {
        this.names = names;
        device("ether", null, HERE, "lo").up = true;
        PlayedDevice eth0 = card("eth0", "192.0.2.1/24");
        eth0.routes.add("default via 192.0.2.254");
        link(eth0, HERE, "web0", "ipvlanctl:edge", "192.0.2.100/24").routes.add("203.0.113.0/24 via 192.0.2.254");
        link(eth0, HERE, "web1", "", "2001:db8::101/64").up = false;
        link(eth0, HERE, "eth0-host", "ipvlanctl-host", "192.0.2.250/32").routes.add("192.0.2.50");
        PlayedDevice app0 = link(card("eth1", "198.51.100.1/24"), HERE, "app0", "", "198.51.100.7/24");
        app0.mode = "l3";
        app0.flag = "private";
        link(card("eth2", "10.2.0.1/24"), HERE, "svc0", "", "10.2.0.7/24");
        for (String name : List.of("db", "spare")) {
            addNetns(name);
        }
        PlayedDevice db0 = link(eth0, "db", "db0", "ipvlanctl:edge", "192.0.2.50/24");
        db0.routes.add("default via 192.0.2.254");
        link(card("eth3", "10.3.0.1/24"), "spare", "ctr0", "", "10.3.0.7/24");
    }

    private PlayedDevice device(String kind, @Nullable PlayedDevice parent, String netns, String name) {
        PlayedDevice device = new PlayedDevice(nextIndex++, kind, parent, netns, name);
        devices.add(device);
        return device;
    }

    private PlayedDevice card(String name, String address) {
        PlayedDevice card = device("ether", null, HERE, name);
        card.up = true;
        card.addresses.add(address);
        return card;
    }

    private PlayedDevice link(PlayedDevice parent, String netns, String name, String alias, String address) {
        PlayedDevice link = device("ipvlan", parent, netns, name);
        link.mode = "l2";
        link.flag = "bridge";
        link.alias = alias;
        link.up = true;
        link.addresses.add(address);
        return link;
    }

    /** All that is there, but for the numbers that the kernel gives. */
    synchronized String state() {
        List<String> all = new ArrayList<>(
                devices.stream().map(PlayedDevice::state).sorted().toList());
        try (var entries = Files.list(names)) {
            all.addAll(entries.map(entry -> "netns " + entry.getFileName())
                    .sorted()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return String.join("\n", all);
    }

    /** Does what one command says. */
    synchronized Answer run(String netns, List<String> words) {
        if (!netns.equals(HERE) && !Files.exists(names.resolve(netns))) {
            return new Answer("", "Cannot open network namespace \"" + netns + "\": No such file or directory\n", 255);
        }
        String verb = words.size() > 1 ? words.get(0) + " " + words.get(1) : words.get(0);
        return switch (verb) {
            case "address show", "link show" -> show(netns, value(words, "dev"));
            case "route show" -> routes(netns, words);
            case "netns list-id" -> Answer.printing("[]");
            case "netns add" -> addNetns(words.get(2));
            case "netns delete" -> deleteNetns(words.get(2));
            case "netns exec" -> Answer.DONE;
            case "link add" -> addLink(netns, words);
            case "-V" -> Answer.printing("ip utility, iproute2-6.1.0, libbpf 1.1.2\n");
            case "monitor link" -> {
                looksAfterMonitor = 0;
                yield Answer.printing("3: web0\n");
            }
            default -> on(netns, verb, words);
        };
    }

    /** What is told of a device that must be there. */
    private Answer on(String netns, String verb, List<String> words) {
        PlayedDevice device = find(netns, String.valueOf(value(words, "dev"))).orElse(null);
        if (device == null) {
            return new Answer("", "Cannot find device \"" + value(words, "dev") + "\"\n", 1);
        }
        return switch (verb) {
            case "link delete" -> devices.remove(device) ? Answer.DONE : Answer.refused("No such device");
            case "link set" -> set(device, words.subList(4, words.size()));
            case "address add" -> add(device.addresses, words.get(2), false);
            case "address replace" -> add(device.addresses, words.get(2), true);
            case "address delete" ->
                device.addresses.remove(words.get(2)) ? Answer.DONE : Answer.refused("Cannot assign requested address");
            case "route add" -> add(device.routes, route(words), false);
            case "route replace" -> add(device.routes, route(words), true);
            case "route delete" ->
                device.routes.removeIf(route -> (route + " ").startsWith(route(words) + " "))
                        ? Answer.DONE
                        : Answer.refused("No such process");
            default -> throw new AssertionError("the played ip does not know " + words);
        };
    }

    private static Answer add(List<String> to, String value, boolean replacing) {
        if (to.contains(value)) {
            return replacing ? Answer.DONE : Answer.refused("File exists");
        }
        to.add(value);
        return Answer.DONE;
    }

    private Answer set(PlayedDevice device, List<String> what) {
        String value = what.size() > 1 ? what.get(1) : "";
        switch (what.get(0)) {
            case "up" -> device.up = true;
            case "down" -> {
                device.up = false;
                device.routes.clear();
            }
            case "mtu" -> device.mtu = Integer.parseInt(value);
            case "txqueuelen" -> device.txqueuelen = Integer.parseInt(value);
            case "alias" -> device.alias = value;
            case "name" -> device.name = value;
            case "netns" -> {
                device.netns = value.equals("1") ? HERE : value;
                device.up = false;
                device.addresses.clear();
                device.routes.clear();
            }
            case "type" ->
                devices.stream()
                        .filter(each -> each.isIpvlan() && each.parent == device.parent)
                        .forEach(each -> {
                            each.mode = what.get(3);
                            each.flag = what.get(4);
                        });
            default -> throw new AssertionError("the played ip does not know link set " + what);
        }
        return Answer.DONE;
    }

    private Answer addLink(String netns, List<String> words) {
        String target = value(words, "netns");
        String place = target == null ? netns : target.equals("1") ? HERE : target;
        PlayedDevice parent = find(netns, String.valueOf(words.get(3))).orElseThrow();
        String name = String.valueOf(value(words, "name"));
        if (find(place, name).isPresent()) {
            return Answer.refused("File exists");
        }
        PlayedDevice device = device(String.valueOf(value(words, "type")), parent, place, name);
        device.id = device.isIpvlan() ? "" : words.get(words.size() - 1);
        String mtu = value(words, "mtu");
        device.mtu = mtu == null ? parent.mtu : Integer.parseInt(mtu);
        if (device.isIpvlan()) {
            set(device, words.subList(words.indexOf("type"), words.size()));
        }
        return Answer.DONE;
    }

    private Answer addNetns(String name) {
        try {
            Files.createFile(names.resolve(name));
            device("ether", null, name, "lo");
            return Answer.DONE;
        } catch (IOException e) {
            return new Answer("", "Cannot create namespace file \"" + name + "\": File exists\n", 1);
        }
    }

    private Answer deleteNetns(String name) {
        try {
            devices.removeIf(device -> device.netns.equals(name));
            Files.delete(names.resolve(name));
            return Answer.DONE;
        } catch (IOException e) {
            return new Answer("", "Cannot remove namespace file \"" + name + "\": No such file or directory\n", 1);
        }
    }

    private Answer show(String netns, @Nullable String only) {
        // What a monitor is there to tell: whenever one looks, something has changed.
        if (looksAfterMonitor >= 0) {
            find(HERE, "web1").orElseThrow().alias = "seen " + looksAfterMonitor++;
        }
        List<String> shown = new ArrayList<>();
        for (PlayedDevice device : devices) {
            if (device.netns.equals(netns) && (only == null || only.equals(device.name))) {
                shown.add(device.json());
            }
        }
        return only != null && shown.isEmpty()
                ? new Answer("", "Device \"" + only + "\" does not exist.\n", 1)
                : Answer.printing("[" + String.join(",", shown) + "]\n");
    }

    /** The words that tell it from others: protocol, table and the like are all the same here. */
    private static String route(List<String> words) {
        String via = value(words, "via");
        String to = words.get(2).equals("::/0") ? "default" : words.get(2);
        return (to.endsWith("/32") ? to.substring(0, to.length() - 3) : to) + (via == null ? "" : " via " + via);
    }

    private Answer routes(String netns, List<String> words) {
        String only = value(words, "dev");
        List<String> shown = new ArrayList<>();
        for (PlayedDevice device : devices) {
            if (device.netns.equals(netns) && (only == null || only.equals(device.name))) {
                for (String route : device.routes) {
                    boolean wanted = !words.contains("default") || route.startsWith("default");
                    if (wanted && route.contains(":") == words.contains("-6")) {
                        String[] parts = route.split(" ", -1);
                        shown.add("{\"dst\":\"" + parts[0] + "\","
                                + (parts.length > 1 ? "\"gateway\":\"" + parts[2] + "\"," : "")
                                + (only == null ? "\"dev\":\"" + device.name + "\"," : "") + "\"flags\":[]}");
                    }
                }
            }
        }
        return Answer.printing("[" + String.join(",", shown) + "]\n");
    }

    private Optional<PlayedDevice> find(String netns, String name) {
        return devices.stream()
                .filter(device -> device.netns.equals(netns) && device.name.equals(name))
                .findFirst();
    }

    /** The word after a keyword. */
    private static @Nullable String value(List<String> words, String keyword) {
        int at = words.indexOf(keyword);
        return at < 0 || at + 1 == words.size() ? null : words.get(at + 1);
    }
}
