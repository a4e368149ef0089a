package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.addresses;
import static io.github.ipvlanctl.kernel.Machine.givenNetns;
import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.has;
import static io.github.ipvlanctl.kernel.Machine.ip;
import static io.github.ipvlanctl.kernel.Machine.stateWithoutIdentity;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applies that fail: what they changed is put back. */
@OnAKernel
class StackUndoKernelTest {
    private static final String HEAD =
            "version: 1\nstack: s\nparents:\n  - name: eth0\n    links:\n      - {name: z, netns: c, addresses: [10.0.0.9/24]}\n";

    @TempDir
    Path files;

    private Manifests manifests;

    @BeforeEach
    void parent() {
        manifests = new Manifests(files);
        givenParent("eth0");
        givenNetns("a", "b", "c");
    }

    /** Applies what fails in namespace c, when all others have done their part. */
    private void failsAndIsUndone(String manifest) {
        List<String> before = sorted(stateWithoutIdentity());
        String ip = StandInIp.write(files, """
                case "$words" in
                *"route add 10.9.0.0/16"*)
                    sleep 0.5
                    echo 'Error: no.' >&2; echo 'Command failed -:1' >&2; exit 1 ;;
                esac
                """);
        Outcome failed = manifests
                .apply(
                        manifest.replace(
                                "addresses: [10.0.0.9/24]}", "addresses: [10.0.0.9/24], routes: [{to: 10.9.0.0/16}]}"),
                        "--prune",
                        "--ip",
                        ip)
                .exits(1);
        failed.says("hint: nothing is left behind");
        assertThat(sorted(stateWithoutIdentity())).as(failed.toString()).isEqualTo(before);
    }

    private static List<String> sorted(String state) {
        return state.lines().sorted().toList();
    }

    @Test
    void whatAKilledRunHadNotRenamedYetIsGoneAfterTheNextOne() {
        String manifest = """
                version: 1
                stack: s
                parents: [{name: eth0, links: [{name: x}, {name: x, netns: a, addresses: [10.0.0.5/24]}]}]
                """;
        String ip = StandInIp.write(files, """
                case "$words" in
                *"name ipvlanctl-new0 netns a"*)
                    printf '%s' "${input%.}" | ip "$@"
                    kill -KILL $PPID; exit 1 ;;
                esac
                """);
        manifests
                .apply("{version: 1, stack: s, parents: [{name: eth0, links: [{name: x}]}]}")
                .succeeds();
        Launcher.start("apply", "-f", manifests.write("both.yaml", manifest), "--ip", ip)
                .await()
                .exits(137);
        assertThat(has("ipvlanctl-new0", "-n", "a")).isTrue();

        manifests.apply(manifest).succeeds();
        assertThat(has("ipvlanctl-new0", "-n", "a")).isFalse();
        assertThat(addresses("x", "-n", "a")).containsExactly("10.0.0.5/24");
        assertThat(manifests.plan(manifest).succeeds().out()).isEqualTo("unchanged\n");
    }

    @Test
    void aLinkThatWasSetDownHasItsIpv6AddressesAndRoutesBack() {
        String up = HEAD
                + "      - {name: x, netns: a, addresses: ['2001:db8::5/64', 10.0.0.5/24], routes: [{to: '2001:db8:1::/48', via: '2001:db8::1'}, {to: 10.1.0.0/16, via: 10.0.0.1}]}\n";
        manifests.apply(up).succeeds();
        failsAndIsUndone(HEAD + "      - {name: x, netns: a, up: false, addresses: ['2001:db8::5/64', 10.0.0.6/24]}\n");
    }

    @Test
    void theFirstAddressOfANetworkIsTheFirstAgain() {
        manifests
                .apply(
                        HEAD
                                + "      - {name: x, netns: a, addresses: [10.0.0.7/24, 10.0.0.6/24, 10.0.0.5/24], gateway: 10.0.0.1}\n")
                .succeeds();
        failsAndIsUndone(
                HEAD + "      - {name: x, netns: a, addresses: [10.0.0.6/24, 10.0.0.5/24], gateway: 10.0.0.1}\n");
    }

    @Test
    void addressesThatWentFromAMovedLinkToANewOneAreBack() {
        manifests
                .apply(HEAD + "      - {name: x, netns: a, addresses: [10.0.0.5/24]}\n")
                .succeeds();
        failsAndIsUndone(HEAD + "      - {name: n, addresses: [10.0.0.5/24]}\n"
                + "      - {name: x, netns: b, addresses: [10.0.0.6/24]}\n");
    }

    @Test
    void movedLinksThatChangedTheirAddressesHaveTheirsBack() {
        manifests
                .apply(HEAD + "      - {name: x, netns: a, addresses: [10.0.0.5/24]}\n"
                        + "      - {name: y, netns: b, addresses: [10.0.0.6/24]}\n")
                .succeeds();
        failsAndIsUndone(HEAD + "      - {name: x, netns: b, addresses: [10.0.0.6/24]}\n"
                + "      - {name: y, netns: a, addresses: [10.0.0.5/24]}\n");
    }

    @Test
    void aLinkThatIsMovedTakesAlongWhatTheManifestDoesNotSpeakOf() {
        manifests.apply(HEAD + "      - {name: x, netns: a}\n").succeeds();
        ip("-n a address add 10.0.0.5/24 dev x").succeeds();
        ip("-n a address add 2001:db8::5/64 dev x").succeeds();
        ip("-n a route add default via 10.0.0.1 src 10.0.0.5").succeeds();
        manifests.apply(HEAD + "      - {name: x, netns: b}\n").succeeds();
        ip("-n b address show dev x").prints("10.0.0.5/24", "2001:db8::5/64");
        ip("-n b route show").prints("default via 10.0.0.1 dev x src 10.0.0.5");
    }

    @Test
    void aNamespaceThatWasDeletedTooEarlyIsMadeAgain() {
        String ab = "      - {name: x, netns: d}\n      - {name: y, netns: e}\n";
        manifests.apply(HEAD + ab).succeeds();
        List<String> before = sorted(stateWithoutIdentity());
        String ip = StandInIp.write(files, """
                case "$words" in
                "netns delete e "*) echo 'no' >&2; exit 1 ;;
                esac
                """);
        manifests.apply(HEAD, "--prune", "--ip", ip).exits(1).says("deleting namespace e: ");
        assertThat(sorted(stateWithoutIdentity())).isEqualTo(before);
    }
}
