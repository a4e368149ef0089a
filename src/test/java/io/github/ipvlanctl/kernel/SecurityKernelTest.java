package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.given;
import static io.github.ipvlanctl.kernel.Machine.givenNetns;
import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.has;
import static io.github.ipvlanctl.kernel.Machine.ip;
import static io.github.ipvlanctl.kernel.Machine.run;
import static io.github.ipvlanctl.kernel.Machine.sh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What .github/SECURITY.md promises. */
@OnAKernel
class SecurityKernelTest {
    private static final String NOBODY = "setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=-all ";

    @TempDir
    Path files;

    @BeforeEach
    void aPort() {
        givenParent("eth9");
        given("link add link eth9 name ipvl0 type ipvlan mode l2 bridge");
    }

    /** Runs shell lines that know {@code $program} and {@code $nobody}, in a directory that anybody may write into. */
    private Outcome shell(String lines) {
        return sh("program=" + Launcher.openToAll() + " nobody='" + NOBODY + "'\ncd '" + files + "' && chmod 777 .\n"
                + lines);
    }

    @Test
    void nobodyElseCanHoldTheLock() {
        run("link set ipvl0 --up").succeeds();

        shell("$nobody cat /run/ipvlanctl/lock").exits(1).says("Permission denied");
        shell("$nobody ln -s /etc/passwd /run/ipvlanctl/other").exits(1).says("Permission denied");
        shell("$nobody mv /run/ipvlanctl /run/other").exits(1);
    }

    @Test
    void theLocksDirectoryIsNotSomebodyElses() {
        shell("rm -rf /run/ipvlanctl; $nobody mkdir mine; chown 65534 mine; mv mine /run/ipvlanctl; "
                        + "\"$program\" link set ipvl0 --up; status=$?; rm -rf /run/ipvlanctl; exit $status")
                .exits(6)
                .says("cannot lock /run/ipvlanctl", "see who made it");
        shell("rm -rf /run/ipvlanctl; mkdir -p victim; ln -s \"$PWD/victim\" /run/ipvlanctl; "
                        + "\"$program\" link set ipvl0 --up; status=$?; rm /run/ipvlanctl; ls victim; exit $status")
                .exits(6)
                .says("cannot lock /run/ipvlanctl");
    }

    @Test
    void theUmaskOpensNothing() {
        String manifest = "{version: 1, stack: edge, parents: [{name: eth9, links: [{name: a, netns: n1}]}]}";
        String file = new Manifests(files).write("edge.yaml", manifest);

        shell("rm -rf /run/ipvlanctl; umask 0; \"$program\" apply -q -f " + file
                        + " && stat -c '%n %a' /run/ipvlanctl /run/ipvlanctl/*")
                .succeeds()
                .prints("/run/ipvlanctl 755\n", "/run/ipvlanctl/lock 600\n", "/run/ipvlanctl/making 644\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"$program\"", "./one"})
    void programsAreNotTakenFromTheCallersPath(String program) {
        shell("mkdir -p evil; for name in ip readlink sudo nsenter java; do "
                        + "printf '#!/bin/sh\\ntouch \"%s/stolen\"\\n' \"$PWD\" > evil/$name; chmod +x evil/$name; done; "
                        + "ln -sf \"$program\" one; export PATH=\"$PWD/evil:$PATH\" IPVLANCTL_IP=evil/ip JAVA_HOME=\"$PWD/evil\"; "
                        + program + " link show -o name && [ ! -e stolen ]")
                .succeeds()
                .prints("ipvl0");
    }

    @Test
    void aProgramInANamespaceGetsTheCallersEnvironmentAndNothingElse() {
        givenNetns("blue");
        // A shell that has just started a process may have all signals blocked still: it reads of itself without one.
        String look = "sh -c 'ls /proc/$$/fd; while read -r line; do case $line in Sig*) echo \"$line\" ;; esac; done "
                + "< /proc/$$/status; cat /proc/locks'";

        Outcome within = shell("exec 9</etc/passwd; sleep 1 & \"$program\" netns exec blue -- " + look)
                .succeeds();
        Outcome bare = shell("sleep 1 & " + look).succeeds();
        assertThat(within.out().lines().filter(line -> !line.startsWith("SigQ")))
                .containsExactlyElementsOf(bare.out()
                        .lines()
                        .filter(line -> !line.startsWith("SigQ"))
                        .toList());
        Outcome env = shell(
                        "env -i A=1 IPVLANCTL_CALLER_LD_PRELOAD=/tmp/evil.so IPVLANCTL_CALLER_CLASSPATH=x \"$program\" "
                                + "netns exec blue -- env")
                .succeeds();
        assertThat(env.out().lines().filter(line -> !line.startsWith("PWD="))).containsExactly("A=1");
    }

    /** Who is root within a namespace names the links there, and writes their aliases. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "link show --all-netns",
                "link show --all-netns -o yaml",
                "link show --all-netns -j",
                "-n blue link show",
                "-n blue addr show",
                "-n blue link show nosuch",
                "link add x --parent eth9 --address 10.0.0.7/24",
                "link add x --parent eth9 --mode l3",
                "netns list",
                "netns del blue",
                "parent list",
                "parent show eth9",
                "mode show",
                "topology",
                "topology -o dot",
                "topology -o svg",
                "topology -o mermaid",
                "stats",
                "export manifest",
                "export shell --unowned",
                "export docker",
                "mode l3 eth9 --dry-run",
                "link show --all-netns -vv",
            })
    void noTerminalObeysANameOrAnAlias(String line) {
        givenNetns("blue");
        String name = "a\u001b[31m\u009b;$(x)";
        ip("link", "add", "link", "eth9", "name", name, "netns", "blue", "type", "ipvlan", "mode", "l2", "bridge")
                .succeeds();
        ip("-n", "blue", "link", "set", "dev", name, "alias", "\u001b]0;owned\u0007\n\u001b[2Jipvlanctl:edge")
                .succeeds();
        ip("-n", "blue", "address", "add", "10.0.0.7/24", "dev", name).succeeds();

        Outcome outcome = run(line.split(" ", -1));
        for (String text : new String[] {outcome.out(), outcome.err()}) {
            assertThat(text.chars().filter(c -> Character.isISOControl(c) && c != '\n'))
                    .as(outcome.toString())
                    .isEmpty();
        }
    }

    @Test
    void namesThatLookLikeOptionsAreNames() {
        run("netns add -- -batch").succeeds();
        run(
                        "link",
                        "add",
                        "--parent",
                        "eth9",
                        "--into",
                        "-batch",
                        "--alias",
                        "-force",
                        "--address",
                        "10.0.0.8/24",
                        "--up",
                        "--",
                        "-all")
                .succeeds();
        assertThat(has("-all", "-n", "-batch")).isTrue();
        run("-n", "-batch", "addr", "add", "10.0.0.9/24", "--dev", "-all").succeeds();
        run("-n", "-batch", "link", "set", "--down", "--rename=-yes", "--", "-all")
                .succeeds();
        run("-n", "-batch", "link", "show").prints("-yes");
        run("-n", "-batch", "link", "del", "--", "-yes").succeeds();
        run("netns", "del", "--", "-batch").succeeds();
        assertThat(Machine.namespaces()).isEmpty();
    }

    /** The example in SECURITY.md, with sudo itself. */
    @Test
    void theExampleForSudoersAllowsWhatItSaysAndNoMore() throws IOException {
        assumeThat(Files.getAttribute(Path.of("/usr/bin/sudo"), "unix:uid"))
                .as("set-user-id programs work for root only in this sandbox")
                .isEqualTo(0);
        String text = Files.readString(Path.of(".github/SECURITY.md"));
        String example =
                text.substring(text.indexOf("    Cmnd_Alias"), text.indexOf("\n\n", text.indexOf("%netops ALL")));
        Files.writeString(files.resolve("sudoers"), example.replace("%netops", "nobody") + "\n");
        new Manifests(files)
                .write("edge.yaml", "{version: 1, stack: edge, parents: [{name: eth9, links: [{name: web0}]}]}");
        shell("""
                visudo -cf sudoers && install -m 440 sudoers /etc/sudoers.d/ipvlanctl && ln -sf "$program" /usr/bin/ipvlanctl &&
                    mkdir -p /etc/ipvlanctl && cp edge.yaml /etc/ipvlanctl/edge.yaml
                """).succeeds();

        for (String line : new String[] {
            "plan -f /etc/ipvlanctl/edge.yaml",
            "apply -f /etc/ipvlanctl/edge.yaml",
            "link show --all-netns",
            "addr add 192.168.1.117/24 --dev web0",
            "addr del 192.168.1.117/24 --dev web0",
            "destroy edge",
        }) {
            shell("$nobody sudo -n /usr/bin/ipvlanctl " + line).succeeds();
        }
        for (String line : new String[] {
            "apply -f edge.yaml",
            "apply -f /etc/ipvlanctl/edge.yaml --ip ./ip",
            "--ip ./ip link show --all-netns",
            "link show --all-netns --ip ./ip",
            "addr add 192.168.1.117/24 --dev web0 --ip ./ip",
            "addr add 192.168.1.17/24 --dev web0",
            "addr add 192.168.1.117/24 --dev eth9",
            "destroy other",
            "netns exec blue -- id",
        }) {
            shell("$nobody sudo -n /usr/bin/ipvlanctl " + line).exits(1).says("sudo: ");
        }
        shell("$nobody env JDK_JAVA_OPTIONS=-version JAVA_TOOL_OPTIONS=-Xmx1m IPVLANCTL_CALLER_LD_PRELOAD=x PATH=. "
                        + "/usr/bin/sudo -n /usr/bin/ipvlanctl link show --all-netns")
                .succeeds();
        shell("$nobody \"$program\" --sudo link set ipvl0 --up").exits(5);
    }
}
