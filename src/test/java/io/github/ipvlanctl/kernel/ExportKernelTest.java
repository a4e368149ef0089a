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

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links written down for other systems, given to those systems. */
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

    @TempDir
    Path files;

    private Manifests manifests;

    @BeforeEach
    void parent() {
        manifests = new Manifests(files);
        givenParent("eth9");
        ip("address add 10.9.0.10/24 dev eth9").succeeds();
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
        givenNetns("red");
        Outcome script = run(
                        "export",
                        "shell",
                        "-f",
                        manifests.write("manifest.yaml", HOST.replace("ipvl1,", "ipvl1, netns: red,")))
                .succeeds();

        assertThat(sh(script.out()).exit()).isNotZero();
        assertThat(namespaces()).containsExactly("red");
        assertThat(run("link show --all-netns -o name").succeeds().out()).isEmpty();
    }

    // ---- systemd-networkd, NetworkManager and ifupdown
    // ---------------------------------------------------------------

    @Test
    void networkdMakesTheSameLinksAndLeavesTheParentsAddressAlone() throws Exception {
        manifests.apply(HOST).succeeds();
        List<String> wanted = links();
        ip("link delete dev ipvl0").succeeds();
        ip("link delete dev ipvl1").succeeds();
        Path directory = manifests.export("networkd", HOST);
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

    @Test
    void networkManagerMakesTheSameLinksAndLeavesTheParentsAddressAlone() throws Exception {
        NetworkManager.isThere();
        String manifest = HOST.replace("        mtu: 1400\n", "");
        manifests.apply(manifest).succeeds();
        List<String> wanted = links();
        ip("link delete dev ipvl0").succeeds();
        ip("link delete dev ipvl1").succeeds();

        try (NetworkManager started = NetworkManager.start(manifests.export("networkmanager", manifest))) {
            awaits(wanted);
            isUnchanged(manifest);
            assertThat(port("ipvl0")).isEqualTo("l3s private");
            assertThat(addresses("eth9")).containsExactly("10.9.0.10/24");
            assertThat(started.states()).contains("ipvl0:ipvlan:connected", "ipvl1:ipvlan:connected");
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
    void ifupMakesTheSameLinksAndIfdownDeletesThem() {
        manifests.apply(HOST).succeeds();
        List<String> wanted = links();
        ip("link delete dev ipvl0").succeeds();
        ip("link delete dev ipvl1").succeeds();
        String interfaces = manifests.export("ifupdown", HOST).resolve("ipvlan").toString();

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
}
