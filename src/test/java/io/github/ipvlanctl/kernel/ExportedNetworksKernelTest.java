package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.addresses;
import static io.github.ipvlanctl.kernel.Machine.device;
import static io.github.ipvlanctl.kernel.Machine.givenNetns;
import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.has;
import static io.github.ipvlanctl.kernel.Machine.ip;
import static io.github.ipvlanctl.kernel.Machine.port;
import static io.github.ipvlanctl.kernel.Machine.run;
import static io.github.ipvlanctl.kernel.Machine.sh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Networks written down for containers, given to those that attach them. */
@OnAKernel
class ExportedNetworksKernelTest {
    private static final String CONTAINERS = """
            version: 1
            pools:
              lan: {subnet: 10.9.0.0/24, range: 10.9.0.100-10.9.0.199, gateway: 10.9.0.1}
            parents:
              - name: eth9
                links:
                  - {name: web, replicas: 2, pool: lan, netns: "{name}", mtu: 1400}
            """;

    private static final String PODMAN = "podman --root /run/podman/root --runroot /run/podman/run --storage-driver vfs"
            + " --cgroup-manager cgroupfs";

    @TempDir
    Path files;

    private Manifests manifests;

    @BeforeEach
    void parent() {
        manifests = new Manifests(files);
        givenParent("eth9");
    }

    @Test
    void cniPluginsAddCheckAndDeleteWhatTheConflistSays() throws IOException {
        JsonObject plugin = plugin(manifests.export("cni", CONTAINERS));

        givenNetns("web0", "web1", "web2");
        isAttached(plugin, "web0", "10.9.0.100");
        isAttached(plugin, "web1", "10.9.0.101");
        assertThat(cni("ADD", "web2", plugin).exit()).as("no other address").isNotZero();
        cni("DEL", "web0", plugin).succeeds();
        assertThat(has("eth0", "-n", "web0")).isFalse();
    }

    @Test
    void cniPluginsAddBothFamiliesAndRoutes() throws IOException {
        String both = """
                version: 1
                parents:
                  - name: eth9
                    mode: l3s
                    links:
                      - name: a
                        netns: a
                        addresses: [10.9.0.5/24, "2001:db8::5/64"]
                        routes: [{to: 10.1.0.0/16}, {to: 10.2.0.0/16, via: 10.9.0.254}, {to: "::/0", via: "2001:db8::1"}]
                """;
        JsonObject plugin = plugin(manifests.export("cni", both));

        givenNetns("pod");
        cni("ADD", "pod", plugin).succeeds();

        assertThat(addresses("eth0", "-n", "pod")).containsExactly("10.9.0.5/24", "2001:db8::5/64");
        assertThat(port("eth0", "-n", "pod")).isEqualTo("l3s bridge");
        ip("-n pod route show").prints("10.1.0.0/16 dev eth0", "10.2.0.0/16 via 10.9.0.254 dev eth0");
        ip("-n pod -6 route show").prints("default via 2001:db8::1 dev eth0");
        cni("DEL", "pod", plugin).succeeds();
    }

    @Test
    void cniPluginsDoWhatANetworkAttachmentDefinitionSays() throws IOException {
        String l3 = CONTAINERS.replace("- name: eth9\n", "- name: eth9\n    mode: l3\n");
        String text = Files.readString(manifests.export("nad", l3).resolve("network-attachment-definitions.yaml"));
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

    /** The only plugin of a list, as a runtime would call it. */
    private static JsonObject plugin(Path directory) throws IOException {
        String text = Files.readString(directory.resolve("ipvlan-eth9.conflist"));
        JsonObject list = JsonParser.parseString(text).getAsJsonObject();
        JsonObject plugin = list.getAsJsonArray("plugins").get(0).getAsJsonObject();
        plugin.add("cniVersion", list.get("cniVersion"));
        plugin.add("name", list.get("name"));
        return plugin;
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
        Path directory = manifests.export("compose", CONTAINERS.replace(", mtu: 1400", ""));
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
        String podman = PODMAN;
        if (usesNetavark()) {
            givenPodmanNetwork(CONTAINERS);
        } else {
            podman += " --network-config-dir '" + manifests.export("cni", CONTAINERS) + "'";
        }

        JsonObject network = sh(podman + " network inspect ipvlan-eth9").one();
        assertThat(network.get("driver").getAsString()).isEqualTo("ipvlan");
        assertThat(network.get("network_interface").getAsString()).isEqualTo("eth9");
        JsonObject subnet = network.getAsJsonArray("subnets").get(0).getAsJsonObject();
        assertThat(subnet.get("subnet").getAsString()).isEqualTo("10.9.0.0/24");
        assertThat(subnet.get("gateway").getAsString()).isEqualTo("10.9.0.1");
        assertThat(network.getAsJsonObject("options").get("mode").getAsString()).isEqualTo("l2");
    }

    @Test
    void podmansContainersGetWhatTheManifestSays() {
        assumeThat(System.getenv("IPVLANCTL_SANDBOX"))
                .as("podman makes control groups of the kernel's: it is tried in a kernel of its own only")
                .isEqualTo("uml");
        assumeThat(usesNetavark())
                .as("this release's podman has the back end CNI, whose plugins are tried above")
                .isTrue();
        givenPodmanNetwork("""
                version: 1
                parents:
                  - name: eth9
                    mode: l3s
                    links:
                      - {name: web0, netns: web0, addresses: [10.9.0.100/24], mtu: 1400}
                """);
        sh("""
                set -e
                PATH="$PATH:$PWD/target/docker/usr/bin:$PWD/target/docker/bin"
                mkdir -p /run/podman/tree/bin
                cp "$(command -v busybox)" /run/podman/tree/bin/sleep
                mountpoint -q /sys/fs/cgroup || mount -t cgroup2 none /sys/fs/cgroup
                """).succeeds();

        sh(PODMAN + " run -d --name web0 --network ipvlan-eth9 --ip 10.9.0.100 --rootfs /run/podman/tree sleep 1000")
                .succeeds();

        JsonObject link = run("link show --all-netns -j").succeeds().one();
        assertThat(link.get("parent").getAsString()).isEqualTo("eth9");
        assertThat(link.get("mode").getAsString()).isEqualTo("l3s");
        assertThat(link.get("mtu").getAsInt()).isEqualTo(1400);
        assertThat(link.get("addresses").toString()).isEqualTo("[\"10.9.0.100/24\"]");
        sh(PODMAN + " rm -f -t 0 web0").succeeds();
    }

    private static boolean usesNetavark() {
        return sh(PODMAN + " info --format '{{.Host.NetworkBackend}}'")
                .succeeds()
                .out()
                .equals("netavark\n");
    }

    private void givenPodmanNetwork(String manifest) {
        Path script = manifests.export("podman", manifest).resolve("podman-networks.sh");
        sh(PODMAN + " network rm -f ipvlan-eth9; podman() { command " + PODMAN + " \"$@\"; }; . '" + script + "'")
                .succeeds();
    }
}
