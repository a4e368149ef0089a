package io.github.ipvlanctl.kernel;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.ipvlanctl.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sandbox's machine: runs ipvlanctl in this process, and bare {@code ip} and {@code sh} beside it. */
final class Machine {
    private static final Path DEVICES = Path.of("/sys/class/net");
    private static final Path NAMESPACES = Path.of("/run/netns");
    private static final Set<String> OWN_DEVICES = devices();
    /** What the kernel does in its own time: lifetimes, link-local addresses, duplicate detection, the operational
     * state, the local table. */
    private static final Pattern NOISE = Pattern.compile(
            "^.*(valid_lft|fe80::|ff00::/8|^local |^broadcast |^anycast ).*\n| tentative| state [A-Z]+",
            Pattern.MULTILINE);

    private static final Pattern DEVICE = Pattern.compile("\\d+: (\\S+):");
    private static final Pattern IDENTITY =
            Pattern.compile("^\\d+: |@if\\d+|[0-9a-f]{2}(:[0-9a-f]{2}){5}| link-netns(id)? \\S+", Pattern.MULTILINE);
    private static final String LOOK = """
            look() { ip "$@" -d address show; ip "$@" -4 route show table all; ip "$@" -6 route show table all; }
            look
            for n in /run/netns/*; do [ ! -e "$n" ] || { echo "netns ${n##*/}"; look -n "${n##*/}"; }; done
            """;

    private Machine() {}

    /** Runs ipvlanctl: its words, or one text that is split at spaces. */
    static Outcome run(String... words) {
        String[] all = split(words);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Main.run(out, err, false, false, name -> null, all);
        return new Outcome(
                "ipvlanctl " + String.join(" ", all),
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8),
                exit);
    }

    /** Runs bare {@code ip} likewise. */
    static Outcome ip(String... words) {
        List<String> argv = new ArrayList<>(List.of("ip"));
        argv.addAll(Arrays.asList(split(words)));
        return Running.start(argv, "").await();
    }

    /** Runs a shell script. */
    static Outcome sh(String script) {
        return Running.start(List.of("sh"), script).await();
    }

    /** Brings about what a test starts from: lines of {@code ip -batch}, all of which must work. */
    static void given(String... lines) {
        Running.start(List.of("ip", "-batch", "-"), String.join("\n", lines) + "\n")
                .await()
                .succeeds();
    }

    /** A dummy device that is up, and can be a parent. */
    static void givenParent(String name) {
        given("link add name " + name + " type dummy", "link set dev " + name + " up");
    }

    /** A process in a namespace without a name, with a link on eth9 there; its id. */
    static long givenLinkOfAProcess(String name) {
        long pid = Running.start(List.of("unshare", "-n", "sleep", "1000"), "")
                .process()
                .pid();
        sh("while [ \"$(readlink /proc/" + pid + "/ns/net)\" = \"$(readlink /proc/self/ns/net)\" ]; do sleep .01; done")
                .succeeds();
        given(
                "link add link eth9 name " + name + " type ipvlan mode l2 bridge",
                "link set dev " + name + " netns " + pid);
        return pid;
    }

    /** Named namespaces. */
    static void givenNetns(String... names) {
        for (String name : names) {
            ip("netns", "add", name).succeeds();
        }
    }

    /** The object that {@code ip} lists for a device; {@code options} are ip's own, such as {@code -n NETNS}. */
    static JsonObject device(String name, String... options) {
        for (JsonElement element :
                ip(with(options, "-j", "-d", "address", "show", "dev", name)).json()) {
            if (element.getAsJsonObject().has("ifname")) {
                return element.getAsJsonObject();
            }
        }
        throw new AssertionError("no device " + name);
    }

    /** Whether a device is there. */
    static boolean has(String name, String... options) {
        return ip(with(options, "link", "show", "dev", name)).exit() == 0;
    }

    /** The mode and flag that the kernel has for a link, as {@code l2 bridge}. */
    static String port(String name, String... options) {
        JsonObject data = device(name, options).getAsJsonObject("linkinfo").getAsJsonObject("info_data");
        String flag = Stream.of("private", "vepa")
                .filter(word -> data.has(word) && data.get(word).getAsBoolean())
                .findFirst()
                .orElse("bridge");
        return data.get("mode").getAsString() + " " + flag;
    }

    /** The addresses that the kernel has for a device, link-local ones left out. */
    static List<String> addresses(String name, String... options) {
        List<String> found = new ArrayList<>();
        for (JsonElement element : device(name, options).getAsJsonArray("addr_info")) {
            JsonObject address = element.getAsJsonObject();
            if (!address.get("scope").getAsString().equals("link")) {
                found.add(address.get("local").getAsString() + "/"
                        + address.get("prefixlen").getAsInt());
            }
        }
        return found;
    }

    /** Whether the kernel has a flag such as {@code UP} for a device. */
    static boolean hasFlag(String flag, String name, String... options) {
        return device(name, options).getAsJsonArray("flags").asList().stream()
                .anyMatch(element -> element.getAsString().equals(flag));
    }

    /** Devices, addresses and routes of all named namespaces and of this one. */
    static String state() {
        return NOISE.matcher(devicesByName(sh(LOOK).succeeds().out())).replaceAll("");
    }

    /**
     * A listing with each namespace's devices in the order of their names: the kernel lists them by the low byte of their
     * indexes (dev_index_hash, net/core/dev.c), so that the order depends on how many were made before.
     */
    private static String devicesByName(String listing) {
        StringBuilder ordered = new StringBuilder();
        Map<String, String> devices = new TreeMap<>();
        for (String entry : listing.split("(?m)^(?! )", -1)) {
            Matcher device = DEVICE.matcher(entry);
            if (device.lookingAt()) {
                devices.put(device.group(1), entry);
            } else {
                devices.values().forEach(ordered::append);
                devices.clear();
                ordered.append(entry);
            }
        }
        devices.values().forEach(ordered::append);
        return ordered.toString();
    }

    /** The same, without what differs when the same things are made twice. */
    static String stateWithoutIdentity() {
        return IDENTITY.matcher(state()).replaceAll("");
    }

    /** The devices here that a test made. */
    static Set<String> devices() {
        Set<String> found = list(DEVICES);
        found.removeIf(name -> !Files.isSymbolicLink(DEVICES.resolve(name)));
        return found;
    }

    /** The names of the namespaces. */
    static Set<String> namespaces() {
        return list(NAMESPACES);
    }

    /** Ends processes and deletes links and namespaces. Parents go first: their children elsewhere go with them at once. */
    static void clean() {
        Running.endAll();
        Set<String> left = devices();
        left.removeAll(OWN_DEVICES);
        for (String name : left) {
            // Asking the kernel for a device that is gone already would have it look for a module of that name.
            if (Files.exists(DEVICES.resolve(name))) {
                ip("link", "delete", "dev", name);
            }
        }
        for (String name : namespaces()) {
            ip("netns", "delete", name);
        }
        Running.endAll();
    }

    private static Set<String> list(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] split(String... words) {
        return words.length == 1 ? words[0].split(" ", -1) : words;
    }

    private static String[] with(String[] options, String... words) {
        return Stream.concat(Arrays.stream(options), Arrays.stream(words)).toArray(String[]::new);
    }
}
