package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.addresses;
import static io.github.ipvlanctl.kernel.Machine.device;
import static io.github.ipvlanctl.kernel.Machine.givenNetns;
import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.has;
import static io.github.ipvlanctl.kernel.Machine.hasFlag;
import static io.github.ipvlanctl.kernel.Machine.ip;
import static io.github.ipvlanctl.kernel.Machine.namespaces;
import static io.github.ipvlanctl.kernel.Machine.port;
import static io.github.ipvlanctl.kernel.Machine.run;
import static io.github.ipvlanctl.kernel.Machine.sh;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What is written down for other systems, given to those systems. */
@OnAKernel
class ExportKernelTest {
    private static final String HOST = """
            version: 1
            parents:
              - name: eth9
                mode: l3s
                flag: private
                links:
                  - name: ipvl0
                    addresses: [10.9.0.5/24, 10.9.0.6/24, "2001:db8::5/64"]
                    mtu: 1400
                    routes:
                      - {to: 10.1.0.0/16, via: 10.9.0.254, metric: 50}
                      - {to: 10.2.0.0/16, table: 100}
                      - {to: "2001:db8:1::/48", via: "2001:db8::1"}
                  - {name: ipvl1, addresses: [10.8.0.5/32], routes: [{to: default}]}
            """;

    private static final String CONTAINERS = """
            version: 1
            pools:
              lan: {subnet: 10.9.0.0/24, range: 10.9.0.100-10.9.0.199, gateway: 10.9.0.1}
            parents:
              - name: eth9
                links:
                  - {name: web, replicas: 2, pool: lan, netns: "{name}", mtu: 1400}
            """;

    @TempDir
    Path files;

    private Manifests manifests;

    @BeforeEach
    void parent() {
        manifests = new Manifests(files);
        givenParent("eth9");
        ip("address add 10.9.0.10/24 dev eth9").succeeds();
    }

    /** Writes a format's files for a manifest; their directory. */
    private Path exported(String format, String manifest) throws IOException {
        Path directory = Files.createDirectories(files.resolve(format));
        run("export", format, "-f", manifests.write("links.yaml", manifest), "--to", directory.toString())
                .succeeds();
        return directory;
    }

    /** The live links, whatever order the kernel lists them in. */
    private static List<String> links() {
        return run("export manifest").succeeds().out().lines().sorted().toList();
    }

    private void isUnchanged(String manifest) {
        assertThat(manifests.plan(manifest).succeeds().out()).isEqualTo("unchanged\n");
    }

    // ---- ip
    // ----------------------------------------------------------------------------------------------------------

    @Test
    void theShellScriptMakesTheSameLinks() {
        givenNetns("twin");
        ip("link add link eth9 name outer type vlan id 20").succeeds();
        manifests
                .apply(
                        Manifests.EXAMPLE.replace("eth0", "eth9")
                                + "  - name: outer\n    mode: l3s\n    flag: vepa\n    links:\n"
                                + "      - {name: 'a;b', up: false}\n"
                                + "      - {name: outer, netns: twin, addresses: [10.7.0.5/32]}\n"
                                + "      - {name: ipvl0, addresses: [10.7.0.6/32, 'fe80::7/64'], routes: [{to: default, metric: 7}]}\n")
                .succeeds();
        Outcome before = run("export manifest").succeeds().saysNothing();
        Outcome script = run("export shell").succeeds().saysNothing();
        run("destroy edge").succeeds();
        ip("netns delete twin").succeeds();
        assertThat(run("export manifest").succeeds().out()).doesNotContain("name: web0");

        sh(script.out()).succeeds().saysNothing();

        assertThat(links()).isEqualTo(before.out().lines().sorted().toList());
        isUnchanged(before.out());
        assertThat(hasFlag("UP", "lo", "-n", "web0")).isTrue();
    }

    @Test
    void theShellScriptSaysAliases() {
        run("link", "add", "ipvl0", "--parent", "eth9", "--alias", "it's # \"1\"; $(x) `y` \\")
                .succeeds();
        Outcome script = run("export shell").succeeds();
        ip("link delete dev ipvl0").succeeds();

        sh(script.out()).succeeds();

        assertThat(device("ipvl0").get("ifalias").getAsString()).isEqualTo("it's # \"1\"; $(x) `y` \\");
    }

    @Test
    void theShellScriptStopsAtTheFirstFailure() {
        givenNetns("web0");
        Outcome script = run("export", "shell", "-f", manifests.write("links.yaml", CONTAINERS))
                .succeeds();

        assertThat(sh(script.out()).exit()).isNotZero();
        assertThat(namespaces()).containsExactly("web0");
        assertThat(run("link show --all-netns -o name").succeeds().out()).isEmpty();
    }

    // ---- systemd-networkd and ifupdown
    // -------------------------------------------------------------------------------

    @Test
    void networkdMakesTheSameLinksAndLeavesTheParentsAddressAlone() throws Exception {
        manifests.apply(HOST).succeeds();
        List<String> wanted = links();
        ip("link delete dev ipvl0").succeeds();
        ip("link delete dev ipvl1").succeeds();
        Path directory = exported("networkd", HOST);
        sh("""
                mount -o remount,ro /sys
                mkdir -p /run/systemd/network /run/systemd/netif/links /run/systemd/netif/leases /run/systemd/netif/lldp
                chown -R systemd-network: /run/systemd/netif
                cp '%s'/* /run/systemd/network""".formatted(directory)).succeeds();

        Running networkd = Running.start(
                List.of(
                        "setpriv",
                        "--reuid=systemd-network",
                        "--regid=systemd-network",
                        "--clear-groups",
                        "--inh-caps=+net_admin,+net_raw,+net_bind_service,+net_broadcast",
                        "--ambient-caps=+net_admin,+net_raw,+net_bind_service,+net_broadcast",
                        "/lib/systemd/systemd-networkd"),
                "");
        try {
            awaits(wanted);
            isUnchanged(HOST);
            assertThat(port("ipvl0")).isEqualTo("l3s private");
            assertThat(addresses("eth9")).containsExactly("10.9.0.10/24");
        } finally {
            networkd.signal("TERM");
            networkd.await();
            sh("rm -r /run/systemd/network; mount -o remount,rw /sys").succeeds();
        }
    }

    private static void awaits(List<String> wanted) throws InterruptedException {
        long giveUp = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!links().equals(wanted) && System.nanoTime() < giveUp) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        assertThat(links()).isEqualTo(wanted);
    }

    @Test
    void ifupMakesTheSameLinksAndIfdownDeletesThem() throws IOException {
        manifests.apply(HOST).succeeds();
        List<String> wanted = links();
        ip("link delete dev ipvl0").succeeds();
        ip("link delete dev ipvl1").succeeds();
        String interfaces = exported("ifupdown", HOST).resolve("ipvlan").toString();

        Outcome dry = sh("ifup --no-act -a -i '" + interfaces + "' 2>&1").succeeds();
        dry.prints(
                "ip link add link eth9 name ipvl0 mtu 1400 type ipvlan mode l3s private\n",
                "ip route add 10.2.0.0/16 dev ipvl0 table 100\n");
        assertThat(has("ipvl0")).isFalse();

        sh("mkdir -p /run/network; ifup -a -i '" + interfaces + "'").succeeds();
        assertThat(links()).isEqualTo(wanted);
        isUnchanged(HOST);

        sh("ifdown -a -i '" + interfaces + "'").succeeds();
        assertThat(ip("link show type ipvlan").out()).isEmpty();
    }

    // ---- containers
    // --------------------------------------------------------------------------------------------------

    @Test
    void cniPluginsAddCheckAndDeleteWhatTheConflistSays() throws IOException {
        String text = Files.readString(exported("cni", CONTAINERS).resolve("ipvlan-eth9.conflist"));
        JsonObject list = JsonParser.parseString(text).getAsJsonObject();
        JsonObject plugin = list.getAsJsonArray("plugins").get(0).getAsJsonObject();
        plugin.add("cniVersion", list.get("cniVersion"));
        plugin.add("name", list.get("name"));

        givenNetns("web0", "web1", "web2");
        isAttached(plugin, "web0", "10.9.0.100");
        isAttached(plugin, "web1", "10.9.0.101");
        assertThat(cni("ADD", "web2", plugin).exit()).as("no other address").isNotZero();
        cni("DEL", "web0", plugin).succeeds();
        assertThat(has("eth0", "-n", "web0")).isFalse();
    }

    @Test
    void cniPluginsDoWhatANetworkAttachmentDefinitionSays() throws IOException {
        String l3 = CONTAINERS.replace("- name: eth9\n", "- name: eth9\n    mode: l3\n");
        String text = Files.readString(exported("nad", l3).resolve("network-attachment-definitions.yaml"));
        JsonObject definition = JsonParser.parseString(
                        new Gson().toJson(new Load(LoadSettings.builder().build()).loadFromString(text)))
                .getAsJsonObject();
        assertThat(definition.get("kind").getAsString()).isEqualTo("NetworkAttachmentDefinition");
        String configuration = definition.getAsJsonObject("spec").get("config").getAsString();
        JsonObject plugin = JsonParser.parseString(configuration).getAsJsonObject();

        givenNetns("pod");
        cni("ADD", "pod", plugin).succeeds();
        assertThat(port("eth0", "-n", "pod")).isEqualTo("l3 bridge");
        assertThat(ip("-n pod route show default").out()).isEqualTo("default dev eth0 \n");
        cni("DEL", "pod", plugin).succeeds();
    }

    private static void isAttached(JsonObject plugin, String netns, String address) {
        Outcome added = cni("ADD", netns, plugin).succeeds();
        assertThat(addresses("eth0", "-n", netns)).containsExactly(address + "/24");
        assertThat(port("eth0", "-n", netns)).isEqualTo("l2 bridge");
        assertThat(device("eth0", "-n", netns).get("mtu").getAsInt()).isEqualTo(1400);
        assertThat(ip("-n", netns, "route", "show", "default").out()).isEqualTo("default via 10.9.0.1 dev eth0 \n");
        JsonObject checked = plugin.deepCopy();
        checked.add("prevResult", JsonParser.parseString(added.out()));
        cni("CHECK", netns, checked).succeeds();
    }

    private static Outcome cni(String command, String netns, JsonObject configuration) {
        return sh("CNI_COMMAND=" + command + " CNI_CONTAINERID=" + netns + " CNI_NETNS=/run/netns/" + netns
                + " CNI_IFNAME=eth0 CNI_PATH=/usr/lib/cni /usr/lib/cni/ipvlan <<'EOF'\n" + configuration + "\nEOF");
    }

    @Test
    void composeReadsWhatIsWrittenBesideAnApplication() throws IOException {
        Path directory = exported("compose", CONTAINERS.replace(", mtu: 1400", ""));
        Files.writeString(directory.resolve("app.yaml"), """
                services:
                  web: {image: busybox, networks: {ipvlan-eth9: {ipv4_address: 10.9.0.100}}}
                """);

        Outcome read = sh("cd '" + directory + "'; docker-compose -f compose.yaml -f app.yaml config")
                .succeeds();

        read.prints(
                "driver: ipvlan", "parent: eth9", "ipvlan_mode: l2", "subnet: 10.9.0.0/24", "ipv4_address: 10.9.0.100");
        assertThat(read.err()).doesNotContain("unsupported");
    }

    /** Its older back end, CNI, does not let a command say the parent of an ipvlan network: there the file is read. */
    @Test
    void podmanKnowsTheNetwork() throws IOException {
        String podman = "podman --root /run/podman/root --runroot /run/podman/run --storage-driver vfs";
        String backend = sh(podman + " info --format '{{.Host.NetworkBackend}}'")
                .succeeds()
                .out()
                .strip();
        if (backend.equals("cni")) {
            Path directory = exported("cni", CONTAINERS);
            podman += " --network-config-dir '" + directory + "'";
        } else {
            Path script = exported("podman", CONTAINERS).resolve("podman-networks.sh");
            sh("podman() { command " + podman + " \"$@\"; }; . '" + script + "'")
                    .succeeds();
        }

        JsonObject network = sh(podman + " network inspect ipvlan-eth9").one();
        assertThat(network.get("driver").getAsString()).isEqualTo("ipvlan");
        assertThat(network.get("network_interface").getAsString()).isEqualTo("eth9");
        JsonObject subnet = network.getAsJsonArray("subnets").get(0).getAsJsonObject();
        assertThat(subnet.get("subnet").getAsString()).isEqualTo("10.9.0.0/24");
        assertThat(subnet.get("gateway").getAsString()).isEqualTo("10.9.0.1");
        assertThat(network.getAsJsonObject("options").get("mode").getAsString()).isEqualTo("l2");
    }
}
