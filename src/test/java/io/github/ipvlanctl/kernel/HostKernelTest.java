package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.given;
import static io.github.ipvlanctl.kernel.Machine.givenNetns;
import static io.github.ipvlanctl.kernel.Machine.has;
import static io.github.ipvlanctl.kernel.Machine.ip;
import static io.github.ipvlanctl.kernel.Machine.run;
import static io.github.ipvlanctl.kernel.Machine.sh;
import static io.github.ipvlanctl.kernel.Machine.state;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** This machine and its own links, which do not reach each other by themselves; eth9 has a wire. */
@OnAKernel
class HostKernelTest {
    private static final String BLUE = "ip netns exec blue ";
    private static final String ADD = "host add --parent eth9 --address 10.0.0.250/32";

    @BeforeEach
    void aParentOnAWire() {
        givenNetns("peer", "blue");
        given(
                "link add name eth9 type veth peer name wire netns peer",
                "link set dev eth9 up",
                "address add 10.0.0.1/24 dev eth9",
                "address add 2001:db8::1/64 dev eth9 nodad");
        ip("-n peer link set dev wire up").succeeds();
    }

    private static void givenLink(String mode, String flag) {
        String route = mode.equals("l2") ? "" : " --route default --route ::/0";
        run("link add ipvl0 --parent eth9 --mode " + mode + " --flag " + flag
                        + " --into blue --address 10.0.0.5/24 --address 2001:db8::5/64 --up -q" + route)
                .succeeds();
    }

    /** Once, without patience. */
    private static boolean pings(String address) {
        return sh("ping -c 1 -W 1 " + address).exit() == 0;
    }

    /** As often as it takes: a new IPv6 address is looked for twins at first. */
    private static void reaches(String where, String address) {
        sh(where + "ping -c 1 -w 5 " + address).succeeds();
    }

    @ParameterizedTest
    @ValueSource(strings = {"l2", "l3", "l3s"})
    void thisMachineAndALinkReachEachOtherWithAShimAndNotWithout(String mode) {
        givenLink(mode, "bridge");
        assertThat(pings("10.0.0.5")).isFalse();
        assertThat(sh(BLUE + "ping -c 1 -W 1 10.0.0.1").exit()).isEqualTo(1);

        run(ADD + " --address 2001:db8::250/128").succeeds().saysNothing();
        reaches("", "10.0.0.5");
        reaches(BLUE, "10.0.0.250");
        reaches("", "2001:db8::5");
        reaches(BLUE, "2001:db8::250");

        run("host del --parent eth9").succeeds();
        assertThat(pings("10.0.0.5")).isFalse();
        assertThat(sh(BLUE + "ping -c 1 -W 1 10.0.0.250").exit()).isEqualTo(1);
        assertThat(has("eth9-host")).isFalse();
        assertThat(ip("route show").out()).doesNotContain("10.0.0.5");
    }

    @ParameterizedTest
    @CsvSource({"l2, private", "l3, private", "l2, vepa", "l3, vepa"})
    void withAnotherFlagThanBridgeAShimDoesNotHelp(String mode, String flag) {
        givenLink(mode, flag);
        given(
                "link add link eth9 name byhand type ipvlan mode " + mode + " " + flag,
                "address add 10.0.0.250/32 dev byhand",
                "link set dev byhand up",
                "route add 10.0.0.5 dev byhand");
        assertThat(pings("10.0.0.5")).isFalse();
        given("link delete dev byhand");

        if (flag.equals("private")) {
            run(ADD).exits(3).says("the flag private keeps eth9's links from each other", "ipvlanctl flag bridge eth9");
        } else {
            run(ADD).succeeds().says("with the flag vepa");
        }
    }

    @Test
    void theAnswersOfALinkGoElsewhereWhereTheNoteSaysSo() {
        givenLink("l2", "bridge");

        run("host add --parent eth9 --address 10.7.0.250/32")
                .succeeds()
                .says("the answers of ipvl0 (netns blue) may go elsewhere");
        assertThat(pings("10.0.0.5")).isFalse();
    }

    @Test
    void aNewLinkIsShownAsUnreachedUntilTheCommandIsRepeated() {
        givenLink("l2", "bridge");
        run(ADD).succeeds();
        run("link add ipvl1 --parent eth9 --into blue --address 10.0.0.6/24 --address 2001:db8::6/64 --up")
                .succeeds()
                .says("this machine will not reach 10.0.0.6 before 'ipvlanctl " + ADD
                        + " --if-not-exists' has eth9-host lead there");

        run("host show").succeeds().prints("10.0.0.5/32 ", "ipvl1 10.0.0.6 (netns blue)");
        assertThat(pings("10.0.0.6")).isFalse();
        run(ADD).exits(3).says("eth9 has a shim already: eth9-host", "--if-not-exists");
        run(ADD + " --if-not-exists").succeeds();
        assertThat(pings("10.0.0.6")).isTrue();
        String before = state();
        run(ADD + " --if-not-exists").succeeds();
        assertThat(state()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"link add link eth9", "alias ipvlanctl-host", "10.0.0.250/32", "eth9-host up", "route add"})
    void nothingIsLeftWhenAStepFails(String step, @TempDir Path directory) {
        givenLink("l2", "bridge");
        String ip = StandInIp.write(directory, StandInIp.failing(step));
        String before = state();

        run(ADD + " --ip " + ip).exits(1).says("Cannot allocate memory");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void whatWouldBreakSomethingIsRefusedBeforeAnything() {
        givenLink("l2", "bridge");
        given("route add default via 10.0.0.254 dev eth9");
        String before = state();

        run(ADD + " --reach 10.0.0.0/29").exits(3).says("this machine has such an address itself, on eth9");
        run(ADD + " --reach 10.0.0.254").exits(3).says("the nexthop of the route to default");
        run("host add --parent eth9 --address 10.0.0.1/32").exits(3).says("10.0.0.1 is in use on eth9");
        run("host add --parent eth9 --address 10.0.0.5/32").exits(3).says("10.0.0.5 is in use on ipvl0 (netns blue)");
        run("host del --parent eth9").exits(4).says("eth9 has no shim");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void onlyAShimIsDeleted() {
        given("link add link eth9 name ipvl1 type ipvlan mode l2 bridge");

        run("host del ipvl1").exits(3).says("ipvl1 is not a shim");
        assertThat(has("ipvl1")).isTrue();
    }

    @Test
    void aManifestHasOneToo(@TempDir Path directory) throws IOException {
        Path manifest = directory.resolve("edge.yaml");
        Files.writeString(manifest, """
                version: 1
                stack: edge
                parents:
                  - name: eth9
                    host: {addresses: [10.0.0.250/32]}
                    links:
                      - {name: web, replicas: 2, netns: "{name}", pool: lan}
                pools:
                  lan: {subnet: 10.0.0.0/24, range: 10.0.0.100-10.0.0.199}
                """);
        String before = state();

        run("apply -f " + manifest).succeeds();
        reaches("", "10.0.0.100");
        reaches("", "10.0.0.101");
        reaches("ip netns exec web1 ", "10.0.0.250");
        run("plan -f " + manifest).succeeds().prints("unchanged");
        run("host show").succeeds().prints("10.0.0.100/32, 10.0.0.101/32");

        given("route delete 10.0.0.100 dev eth9-host");
        run("apply -f " + manifest).succeeds().prints("~ eth9-host on eth9: +route 10.0.0.100/32");
        reaches("", "10.0.0.100");

        Path exported = directory.resolve("exported.yaml");
        Files.writeString(
                exported, run("export manifest").succeeds().prints("host:").out());
        run("plan -f " + exported + " --prune").succeeds().prints("unchanged");

        Files.writeString(manifest, Files.readString(manifest).replaceAll(" *host:.*\n", ""));
        run("apply --prune -f " + manifest).succeeds().prints("- eth9-host on eth9");
        assertThat(pings("10.0.0.100")).isFalse();
        run("destroy edge").succeeds();
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void anApplyThatFailsLeavesNothingOfIt(@TempDir Path directory) throws IOException {
        Path manifest = directory.resolve("edge.yaml");
        Files.writeString(manifest, """
                {version: 1, stack: edge, parents: [{name: eth9, host: {addresses: [10.0.0.250/32]},
                 links: [{name: web0, netns: blue, addresses: [10.0.0.5/24]}]}]}
                """);
        String ip = StandInIp.write(directory, StandInIp.failing("route add 10.0.0.5/32"));
        String before = state();

        run("apply -f " + manifest + " --ip " + ip).exits(1).says("Cannot allocate memory", "eth9-host");
        assertThat(state()).isEqualTo(before);
    }
}
