package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.addresses;
import static io.github.ipvlanctl.kernel.Machine.device;
import static io.github.ipvlanctl.kernel.Machine.given;
import static io.github.ipvlanctl.kernel.Machine.givenNetns;
import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.has;
import static io.github.ipvlanctl.kernel.Machine.hasFlag;
import static io.github.ipvlanctl.kernel.Machine.ip;
import static io.github.ipvlanctl.kernel.Machine.namespaces;
import static io.github.ipvlanctl.kernel.Machine.port;
import static io.github.ipvlanctl.kernel.Machine.run;
import static io.github.ipvlanctl.kernel.Machine.sh;
import static io.github.ipvlanctl.kernel.Machine.state;
import static io.github.ipvlanctl.kernel.Machine.stateWithoutIdentity;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Declared state: plan, apply, destroy, export. */
@OnAKernel
class StackKernelTest {
    private static final String SMALL = """
            version: 1
            stack: edge
            pools:
              lan: {subnet: 192.168.1.0/24, range: 192.168.1.100-192.168.1.199, gateway: 192.168.1.1}
            parents:
              - name: eth0
                mode: l2
                flag: bridge
                links:
                  - {name: web, replicas: 2, pool: lan, netns: "{name}"}
                  - name: db0
                    netns: db
                    addresses: [192.168.1.50/24, "2001:db8::50/64"]
                    gateway: 192.168.1.1
                    routes: [{to: 10.0.0.0/8, via: 192.168.1.254, metric: 50}, {to: "2001:db8:1::/48", via: "2001:db8::1"}]
                    mtu: 1400
            """;

    @TempDir
    Path files;

    private Manifests manifests;

    @BeforeEach
    void parent() {
        manifests = new Manifests(files);
        givenParent("eth0");
    }

    private static List<String> commands(Outcome outcome) {
        return outcome.err().lines().filter(line -> line.startsWith("+ ")).toList();
    }

    private static void changedNothing(Outcome outcome) {
        assertThat(commands(outcome)).as(outcome.toString()).isNotEmpty().allMatch(line -> line.contains(" show"));
    }

    private void isUnchanged(String manifest) {
        Outcome plan = manifests.plan(manifest, "--detailed-exitcode").succeeds();
        assertThat(plan.out()).isEqualTo("unchanged\n");
    }

    @Test
    void theExampleStandsAsItSays() {
        manifests.apply(Manifests.EXAMPLE).succeeds();

        for (int i = 0; i < 10; i++) {
            String web = "web" + i;
            assertThat(addresses(web, "-n", web)).containsExactly("192.168.1.10" + i + "/24");
            assertThat(port(web, "-n", web)).isEqualTo("l2 bridge");
            assertThat(hasFlag("UP", web, "-n", web)).isTrue();
            assertThat(device(web, "-n", web).get("ifalias").getAsString()).isEqualTo("ipvlanctl:edge");
            assertThat(device("lo", "-n", web).get("ifalias").getAsString()).isEqualTo("ipvlanctl:edge");
            assertThat(hasFlag("UP", "lo", "-n", web)).isTrue();
            assertThat(ip("-n", web, "route", "show").out())
                    .isEqualTo("default via 192.168.1.1 dev " + web + " \n192.168.1.0/24 dev " + web
                            + " proto kernel scope link src 192.168.1.10" + i + " \n");
        }
        assertThat(addresses("db0", "-n", "db")).containsExactly("192.168.1.50/24", "2001:db8::50/64");
        assertThat(port("db0", "-n", "db")).isEqualTo("l2 bridge");
        assertThat(device("db0", "-n", "db").get("mtu").getAsInt()).isEqualTo(1400);
        assertThat(hasFlag("UP", "db0", "-n", "db")).isTrue();
        ip("-n db route show")
                .prints("default via 192.168.1.1 dev db0", "10.0.0.0/8 via 192.168.1.254 dev db0 metric 50");
        assertThat(namespaces()).hasSize(11);
        assertThat(ip("link show type ipvlan").out()).isEmpty();
    }

    @Test
    void theSecondApplyChangesNothing() {
        manifests.apply(Manifests.EXAMPLE).succeeds();
        String before = state();

        Outcome again = manifests.apply(Manifests.EXAMPLE, "-v").succeeds();
        changedNothing(again);
        assertThat(again.out()).isEqualTo("unchanged\n");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void driftIsShownAndNothingElse() {
        manifests.apply(Manifests.EXAMPLE).succeeds();
        ip("-n db link set dev db0 mtu 1300").succeeds();

        Outcome plan = manifests.plan(Manifests.EXAMPLE, "--detailed-exitcode").exits(10);
        assertThat(plan.out()).isEqualTo("~ db0 (netns db) on eth0: mtu 1300 -> 1400\n~ 1\n");
        assertThat(manifests.plan(Manifests.EXAMPLE).exit()).isZero();
        assertThat(manifests.plan(Manifests.EXAMPLE, "--commands").out())
                .isEqualTo("ip -n db link set dev db0 mtu 1400\n");
        manifests.apply(Manifests.EXAMPLE).succeeds();
        isUnchanged(Manifests.EXAMPLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ip -n db link set dev db0 down",
                "ip -n db address delete 192.168.1.50/24 dev db0",
                "ip -n db address add 192.168.1.77/24 dev db0",
                "ip -n db address flush dev db0",
                "ip -n db address flush dev db0; ip -n db address add 192.168.1.51/24 dev db0;"
                        + " ip -n db route add default via 192.168.1.1;"
                        + " ip -n db route add 10.0.0.0/8 via 192.168.1.254 metric 50",
                "ip -n db address delete 2001:db8::50/64 dev db0; ip -n db address add 2001:db8::51/64 dev db0;"
                        + " ip -n db route replace 2001:db8:1::/48 via 2001:db8::1",
                "ip -n db route delete 10.0.0.0/8",
                "ip -n db route add 172.16.0.0/12 via 192.168.1.254",
                "ip -n db link set dev db0 mtu 1000",
                "ip -n db link set dev db0 type ipvlan mode l3",
                "ip -n db link set dev db0 type ipvlan mode l2 private",
                "ip -n db link set dev db0 netns web1",
                "ip -n db link set dev db0 netns 1",
                "ip -n db link delete dev db0",
                "ip netns delete web1",
            })
    void whatSomebodyChangedIsPutRightInOneGo(String drift) {
        manifests.apply(SMALL).succeeds();
        String wanted = stateWithoutIdentity();
        sh(drift).succeeds();

        manifests.apply(SMALL).succeeds();
        isUnchanged(SMALL);
        assertThat(sorted(stateWithoutIdentity())).isEqualTo(sorted(wanted));
    }

    /** A link made again has a higher index, and its addresses another order. */
    private static List<String> sorted(String state) {
        return state.lines().sorted().toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.168.1.50/24 -> 192.168.1.60/24",
                "mode: l2 -> mode: l3s",
                "via: 192.168.1.254 -> via: 192.168.1.253",
                "netns: db -> netns: db2",
                "mtu: 1400 -> up: true",
            })
    void anotherManifestIsReachedInOneGo(String change) {
        String[] parts = change.split(" -> ", -1);
        String l2 = SMALL.replace("gateway: 192.168.1.1\n", "\n").replace(", gateway: 192.168.1.1}", "}");
        String manifest = parts[1].contains("l3") ? l2 : SMALL;
        manifests.apply(manifest).succeeds();
        String changed = manifest.replace(parts[0], parts[1]);
        assertThat(changed).isNotEqualTo(manifest);

        manifests.apply(changed).succeeds();
        isUnchanged(changed);
    }

    @Test
    void theFirstReplicasKeepTheirAddressesThroughout() {
        String ten = """
                version: 1
                stack: edge
                pools: {lan: {subnet: 192.168.1.0/24, range: 192.168.1.100-192.168.1.199}}
                parents: [{name: eth0, links: [{name: web, replicas: 10, pool: lan, netns: web}]}]
                """;
        manifests.apply(ten).succeeds();
        Running monitor = Running.start(List.of("ip", "-n", "web", "monitor", "link", "address", "route"), "");

        manifests.apply(ten.replace("replicas: 10", "replicas: 15"), "--prune").succeeds();
        for (int i = 0; i < 15; i++) {
            assertThat(addresses("web" + i, "-n", "web")).containsExactly("192.168.1." + (100 + i) + "/24");
        }
        manifests.apply(ten.replace("replicas: 10", "replicas: 5"), "--prune").succeeds();
        for (int i = 0; i < 15; i++) {
            assertThat(has("web" + i, "-n", "web")).isEqualTo(i < 5);
        }
        for (int i = 0; i < 5; i++) {
            assertThat(addresses("web" + i, "-n", "web")).containsExactly("192.168.1." + (100 + i) + "/24");
        }
        monitor.signal("TERM");
        String seen = monitor.await().out();
        assertThat(seen.lines().filter(line -> line.startsWith("Deleted ")))
                .anyMatch(line -> line.contains(" web14"))
                .noneMatch(line -> line.matches(".* web[0-4]\\b.*"));
    }

    @Test
    void twoStacksLiveOnOneParent() {
        String other = """
                version: 1
                stack: other
                parents: [{name: eth0, links: [{name: mine, addresses: [192.168.1.20/24]}]}]
                """;
        manifests.apply(SMALL).succeeds();
        manifests.apply(other, "--prune").succeeds();
        isUnchanged(SMALL);
        manifests.apply(SMALL.replace("replicas: 2", "replicas: 1"), "--prune").succeeds();
        assertThat(has("mine")).isTrue();
        isUnchanged(other);

        run("destroy edge").succeeds();
        isUnchanged(other);
        assertThat(namespaces()).isEmpty();
        run("destroy", "-f", manifests.write("other.yaml", other)).succeeds();
        assertThat(ip("link show type ipvlan").out()).isEmpty();
    }

    @Test
    void whatAnotherStackOwnsIsNotTakenOver() {
        manifests.apply(SMALL).succeeds();
        String before = state();

        Outcome refused = manifests.apply("""
                version: 1
                stack: other
                parents:
                  - name: eth0
                    mode: l3
                    links:
                      - {name: db0, netns: db}
                      - {name: x, addresses: [192.168.1.50/24]}
                """).exits(3);
        refused.says(
                "3 mistakes",
                "manifest.yaml:4:5: ",
                "would switch 3 links on eth0",
                "manifest.yaml:7:9: db0 (netns db) belongs to stack edge",
                "manifest.yaml:8:9: 192.168.1.50 is in use on db0 (netns db)");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void destroyRemovesWhatApplyMadeAndNothingElse() {
        givenNetns("db");
        given("link add link eth0 name own type ipvlan mode l2 bridge", "address add 192.168.1.9/24 dev own");
        String before = sh("ip -d address show; ip -n db -d address show").out();
        manifests.apply(SMALL).succeeds();
        given("link add name v0 type veth peer name v1", "link set dev v1 netns web1");

        Outcome planned = manifests.plan(SMALL, "--destroy", "--detailed-exitcode");
        Outcome destroyed = run("destroy edge").succeeds();
        destroyed.prints("- web0", "- web1", "- db0", "- netns web0");
        assertThat(planned.exits(10).out()).isEqualTo(destroyed.out());
        assertThat(namespaces()).containsExactly("db", "web1");
        assertThat(has("v1", "-n", "web1")).isTrue();
        ip("link delete dev v0").succeeds();
        assertThat(sh("ip -d address show; ip -n db -d address show").out().replaceAll("(?m)^.*_lft.*$", ""))
                .isEqualTo(before.replaceAll("(?m)^.*_lft.*$", ""));
        assertThat(run("destroy edge").succeeds().out()).contains("web1");
        run("destroy edge").exits(4);
        assertThat(run("destroy edge --if-exists").succeeds().out()).isEqualTo("unchanged\n");
    }

    @Test
    void aNamespaceThatAProcessIsInOutlivesItsStack() {
        manifests.apply(SMALL).succeeds();
        Running process = Running.start(List.of("ip", "netns", "exec", "web1", "sleep", "60"), "");
        sh("until [ \"$(cat /proc/" + process.process().pid() + "/comm)\" = sleep ]; do sleep 0.05; done")
                .succeeds();

        run("destroy edge")
                .succeeds()
                .says("namespace web1 stays: process " + process.process().pid() + " is in it");
        assertThat(namespaces()).containsExactly("web1");
        process.signal("TERM");
        process.process().onExit().join();
        run("destroy edge").succeeds().prints("- netns web1");
        assertThat(namespaces()).isEmpty();
    }

    @Test
    void aLinkThatMovesLeavesNoNamespaceBehind() {
        manifests.apply(SMALL).succeeds();
        String moved = SMALL.replace("netns: db", "netns: db2");
        manifests.apply(moved, "--prune").succeeds().prints("netns db -> db2", "- netns db");
        assertThat(namespaces()).containsExactly("db2", "web0", "web1");
        assertThat(manifests.plan(moved, "--prune").succeeds().out()).isEqualTo("unchanged\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: x, netns: a, addresses: ['2001:db8::5/64'], routes: [{to: '2001:db8:1::/48', metric: 0}]}",
                "{name: x, netns: a, addresses: ['fe80::5/64', 10.0.0.5/24]}",
                "{name: x, netns: a, up: false, addresses: ['2001:db8::6/64', 10.0.0.5/24]}",
            })
    void theSecondApplyOfOddThingsChangesNothing(String link) {
        String head = "version: 1\nstack: edge\nparents:\n  - name: eth0\n    links:\n      - ";
        manifests
                .apply(head + "{name: x, netns: a, addresses: ['2001:db8::6/64']}\n")
                .succeeds();
        manifests.apply(head + link + "\n").succeeds();
        isUnchanged(head + link + "\n");
    }

    @Test
    void anExportedManifestIsUnchanged() {
        manifests.apply(SMALL).succeeds();
        given(
                "link add link eth0 name bare type ipvlan mode l2 bridge",
                "link set dev bare alias ipvlanctl:edge",
                "link add link eth0 name host type ipvlan mode l2 bridge",
                "link set dev host alias ipvlanctl:edge",
                "address add 192.168.7.7/32 dev host",
                "link set dev host up",
                "route add 192.168.7.1/32 dev host",
                "route add default via 192.168.7.1 dev host metric 7",
                "route add 10.1.0.0/16 dev host table 100");

        Outcome exported = run("export manifest").succeeds();
        isUnchanged(exported.out());
        isUnchanged(run("export manifest --parent eth0").succeeds().out());
        String wanted = stateWithoutIdentity();
        run("destroy edge").succeeds();
        manifests.apply(exported.out()).succeeds();
        assertThat(sorted(stateWithoutIdentity())).isEqualTo(sorted(wanted));
    }

    @Test
    void whatAManifestCannotSayOfAnAddressIsNoted() {
        given(
                "link add link eth0 name plain type ipvlan mode l2 bridge",
                "address add 172.16.0.1/24 dev plain scope link noprefixroute",
                "address add 172.17.0.1/24 dev plain");
        Outcome exported = run("export manifest").succeeds();
        exported.says("plain: 'scope link noprefixroute' of the address 172.16.0.1/24 is left out");
        assertThat(exported.out()).contains("172.16.0.1/24", "172.17.0.1/24");
        assertThat(exported.err()).doesNotContain("172.17.0.1");
    }

    @Test
    void whatAManifestCannotSayIsLeftOutOfItAndLeftAlone() {
        manifests.apply(SMALL).succeeds();
        ip("-n db address add 10.5.0.1 peer 10.5.0.2/32 dev db0").succeeds();
        ip("-n db route add 10.1.0.0/16 nexthop via 192.168.1.2 nexthop via 192.168.1.3")
                .succeeds();
        ip("-n db route add 10.2.0.0/16 via 192.168.1.2 src 192.168.1.50").succeeds();
        ip("-n db route add 10.3.0.0/16 via 192.168.1.2 mtu 1300").succeeds();
        ip("-n db route add 10.4.0.0/16 via 192.168.1.2 proto bird").succeeds();
        String before = state();

        Outcome exported = run("export manifest").succeeds();
        exported.says(
                "db0 (netns db): the address 10.5.0.1 with the peer 10.5.0.2 is left out",
                "the route to 10.1.0.0/16 with several nexthops is left out",
                "the route 10.2.0.0/16 via 192.168.1.2 src 192.168.1.50 is left out",
                "the route 10.3.0.0/16 via 192.168.1.2 mtu 1300 is left out");
        assertThat(exported.out()).doesNotContain("10.4.0.0").contains("10.0.0.0/8");
        isUnchanged(exported.out());
        isUnchanged(SMALL);
        manifests.apply(SMALL).succeeds();
        assertThat(state()).isEqualTo(before);
        manifests
                .plan(SMALL.replace(
                        "to: 10.0.0.0/8, via: 192.168.1.254, metric: 50", "to: 10.1.0.0/16, via: 192.168.1.2"))
                .exits(3)
                .says("there is a route to 10.1.0.0/16 already, with several nexthops, db0 among them");
    }

    @Test
    void aRouteWithSeveralNexthopsIsNotLostWithTheLastIpv4Address() {
        given(
                "link add link eth0 name plain type ipvlan mode l2 bridge",
                "link set dev plain up",
                "address add 10.6.0.5/24 dev plain",
                "route add 10.1.0.0/16 nexthop via 10.6.0.1 dev plain nexthop via 10.6.0.2 dev plain",
                "address delete 10.6.0.5/24 dev plain",
                "address add 10.6.0.6/24 dev plain");
        assertThat(ip("route show 10.1.0.0/16").succeeds().out()).isEmpty();

        manifests.apply(SMALL).succeeds();
        ip("-n db route add 10.1.0.0/16 nexthop via 192.168.1.2 nexthop via 192.168.1.3")
                .succeeds();
        String before = state();
        manifests
                .apply(SMALL.replace("192.168.1.50/24", "192.168.1.51/24"))
                .exits(3)
                .says(
                        "manifest.yaml:11:9: the route to 10.1.0.0/16 has several nexthops, db0 (netns db) among them, and would be lost");
        manifests
                .apply(SMALL.replace("192.168.1.50/24", "192.168.1.50/24, 10.9.0.5/24"))
                .succeeds();
        manifests.apply(SMALL).succeeds();
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void theRouteThatAnAddressBringsWithItCanBeDeclaredAndIsNotMade() {
        given("link add link eth0 name plain type ipvlan mode l2 bridge", "link set dev plain up");
        given("address add 10.6.0.5/24 dev plain", "address add 2001:db8:6::5/64 dev plain");
        ip("route add 10.6.0.0/24 dev plain").says("File exists");
        ip("-6 route add 2001:db8:6::/64 dev plain metric 256").says("File exists");

        String declared = """
                version: 1
                stack: edge
                parents:
                  - name: eth0
                    links:
                      - name: own
                        netns: db
                        addresses: [10.7.0.5/24, "2001:db8:7::5/64", 10.8.0.5/32]
                        routes: [{to: 10.7.0.0/24}, {to: "2001:db8:7::/64", metric: 256}, {to: 10.8.0.5/32}]
                """;
        manifests.apply(declared).succeeds();
        assertThat(ip("-n db route show dev own").succeeds().out()).contains("10.7.0.0/24 proto kernel", "10.8.0.5");
        isUnchanged(declared);
        manifests
                .plan(declared + """
                              - {name: other, netns: db, routes: [{to: 10.7.0.0/24}]}
                        """)
                .exits(3)
                .says("1 mistake", "manifest.yaml:10:9: the route to 10.7.0.0/24 is at ");
    }

    /** It is the router's, who may take it away any time; the kernel takes no second one of the same metric. */
    @Test
    void aRouteThatARouterHasGivenIsInTheWayOfADeclaredOneThatIsTheSame() {
        String manifest = """
                version: 1
                stack: edge
                parents:
                  - name: eth0
                    links:
                      - {name: own, netns: db, addresses: ["2001:db8:7::5/64"]}
                """;
        manifests.apply(manifest).succeeds();
        ip("-n db -6 route add default via fe80::1 dev own proto ra metric 1024")
                .succeeds();
        ip("-n db -6 route add default via fe80::1 dev own").says("File exists");
        String before = state();

        manifests
                .apply(manifest.replace("/64\"]}", "/64\"], routes: [{to: '::/0', via: 'fe80::1'}]}"))
                .exits(3)
                .says("there is a route to default already, through own via fe80::1");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void anApplyThatFailsLateIsUndoneWhole() {
        givenNetns("db");
        given("link add link eth0 name own type ipvlan mode l3 bridge", "link set dev own up");
        String before = state();
        String ip = StandInIp.write(files, """
                case "$words" in
                "-n db -batch"*route*) echo 'Error: no.' >&2; echo 'Command failed -:1' >&2; exit 1 ;;
                esac
                """);

        Outcome failed = manifests.apply(SMALL, "--switch-siblings", "--ip", ip).exits(1);
        failed.says("manifest.yaml:11:9: db0 (netns db): ip says: no", "hint: nothing is left behind");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void aNamespaceThatSomebodyMadeAfterAFailedApplyIsNotTheStacks() {
        String ip = StandInIp.write(files, """
                case "$words" in
                "-n db -batch"*route*) echo 'Error: no.' >&2; echo 'Command failed -:1' >&2; exit 1 ;;
                esac
                """);
        manifests.apply(SMALL, "--ip", ip).exits(1);
        givenNetns("db");

        manifests.apply(SMALL).succeeds();
        run("destroy edge").succeeds();
        assertThat(namespaces()).containsExactly("db");
    }

    @Test
    void linksMayBearNamesThatAreTakenHere() {
        givenNetns("db");
        String manifest = """
                version: 1
                stack: edge
                parents:
                  - name: eth0
                    links:
                      - {name: eth0, netns: db, addresses: [192.168.1.2/24]}
                      - {name: x, addresses: [192.168.1.3/24]}
                      - {name: x, netns: db, addresses: [192.168.1.4/24]}
                      - {name: x, netns: new, addresses: [192.168.1.5/24]}
                """;
        manifests.apply(manifest).succeeds();
        assertThat(addresses("eth0", "-n", "db")).containsExactly("192.168.1.2/24");
        assertThat(addresses("x")).containsExactly("192.168.1.3/24");
        assertThat(addresses("x", "-n", "db")).containsExactly("192.168.1.4/24");
        assertThat(addresses("x", "-n", "new")).containsExactly("192.168.1.5/24");
        isUnchanged(manifest);
    }

    @Test
    void aLinkOnAnotherParentIsReplaced() {
        givenParent("eth1");
        manifests.apply(SMALL).succeeds();
        String changed = SMALL.replace("name: eth0", "name: eth1");

        manifests.plan(changed).succeeds().prints("-/+ db0 (netns db) on eth1: parent eth0 -> eth1");
        manifests.apply(changed).succeeds();
        isUnchanged(changed);
        assertThat(addresses("db0", "-n", "db")).containsExactly("192.168.1.50/24", "2001:db8::50/64");
    }

    @Test
    void twoAtOnceBothEndWell() {
        manifests.apply(SMALL).succeeds();
        String wanted = stateWithoutIdentity();
        run("destroy edge").succeeds();
        sh("rm -rf /run/ipvlanctl").succeeds();
        String file = manifests.write("manifest.yaml", SMALL);

        Running one = Launcher.start("apply", "-f", file);
        Running two = Launcher.start("apply", "-f", file);
        one.await().succeeds();
        two.await().succeeds();
        assertThat(stateWithoutIdentity()).isEqualTo(wanted);
        isUnchanged(SMALL);
    }
}
