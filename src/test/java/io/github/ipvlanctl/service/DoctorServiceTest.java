package io.github.ipvlanctl.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.model.Finding;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.testing.Dev;
import io.github.ipvlanctl.testing.Docker;
import io.github.ipvlanctl.testing.Machine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a machine is examined, and in which order the findings come. */
class DoctorServiceTest {
    private static final String STATUS = "grep -sH '' /proc/self/status";

    private final Machine machine;
    private final Dev eth0 = Dev.ether("eth0", 3).address("192.168.1.1/24");

    DoctorServiceTest(@TempDir Path directory) {
        machine = new Machine(directory);
    }

    @AfterEach
    void nothingIsLeftOfTheScript() {
        machine.runner.verify();
    }

    private List<Finding> examine(
            @Nullable String parent, @Nullable String link, Map<String, String> manifests, String... checks) {
        return examine(machine.services(), parent, link, manifests, checks);
    }

    private static List<Finding> examine(
            Services services,
            @Nullable String parent,
            @Nullable String link,
            Map<String, String> manifests,
            String... checks) {
        List<String> others = new ArrayList<>(DoctorService.checks());
        others.removeAll(List.of(checks));
        return services.doctor()
                .examine(
                        parent == null ? null : new InterfaceName(parent),
                        link == null ? null : new InterfaceName(link),
                        manifests,
                        others);
    }

    private static String text(Finding finding) {
        return finding.verdict().name().toLowerCase(Locale.ROOT) + " " + finding.check() + " " + finding.device();
    }

    @Test
    void aParentIsLookedAtWithItsLinksAlone() {
        Dev eth1 = Dev.ether("eth1", 4).withoutCarrier();
        Dev eth2 = Dev.ether("eth2", 5).down();
        Dev onEth0 = Dev.ipvlan("a0", 6, "eth0").mtu(9000);
        Dev onEth1 = Dev.ipvlan("b0", 7, "eth1").mtu(9000);
        machine.here(eth0, eth1, eth2, onEth0, onEth1);
        assertThat(examine("eth1", null, Map.of(), "mtu", "parent-state"))
                .extracting(DoctorServiceTest::text)
                .containsExactly("problem parent-state eth1", "problem mtu b0");

        // One that shall be a parent is looked at too.
        machine.here(eth0, eth1, eth2, onEth0, onEth1);
        assertThat(examine("eth2", null, Map.of(), "mtu", "parent-state"))
                .extracting(DoctorServiceTest::text)
                .containsExactly("problem parent-state eth2", "ok mtu null");
    }

    @Test
    void aLinkIsLookedAtWithItsParentAlone() {
        machine.netns("blue")
                .here(
                        Dev.ipvlanElsewhere("web0", 2, 3).address("192.168.1.5/24"),
                        Dev.ipvlanElsewhere("db0", 4, 3).address("192.168.1.6/24"))
                .in("blue", eth0);
        machine.runner
                .expect("ip -n blue -j -4 route show table all")
                .prints("[{\"dst\":\"192.168.1.0/24\",\"dev\":\"eth0\",\"flags\":[]}]");
        machine.runner.expect("ip -n blue -j -6 route show table all").prints("[]");
        machine.runner
                .expect("ip netns exec blue arping -D -c 1 -w 1 -I eth0 192.168.1.254")
                .fails(127, "exec of \"arping\" failed: No such file or directory\n");

        List<Finding> findings = examine(null, "web0", Map.of(), "link-state", "host-reach");
        assertThat(findings)
                .extracting(DoctorServiceTest::text)
                .containsExactly("problem link-state web0", "warning host-reach eth0");
        assertThat(findings.get(1).evidence())
                .isEqualTo("the machine and 192.168.1.5 on web0 do not reach each other without a shim");
    }

    @Test
    void whatIsInANamespaceWithoutANameIsNothingThatThisProgramMends() {
        machine.container("42").here(Dev.ipvlanElsewhere("web0", 2, 3));
        machine.runner
                .expect("nsenter --net=/proc/42/ns/net ip -j -d address show")
                .prints(Dev.json(eth0));
        String uevent = "/sys/class/net/eth0/uevent";
        machine.runner
                .expect("nsenter --net=/proc/42/ns/net grep -sH '' " + uevent)
                .prints(uevent + ":DEVTYPE=wlan\n");

        assertThat(examine(null, null, Map.of(), "wifi")).singleElement().satisfies(finding -> {
            assertThat(text(finding)).isEqualTo("warning wifi eth0");
            assertThat(finding.commands()).isEmpty();
        });
    }

    @Test
    void whatIsWorstComesFirst() {
        machine.runner.expect("ip -V").prints("ip utility, iproute2-6.1.0\n");
        machine.runner.expect(STATUS).prints("/proc/self/status:CapEff:\t0000000000000000\n");

        assertThat(examine(null, null, Map.of(), "iproute2", "capabilities"))
                .extracting(DoctorServiceTest::text)
                .containsExactly("problem capabilities null", "ok iproute2 null");
    }

    @Test
    void throughSudoTheCallersOwnRightsDoNotMatter() {
        Services services = machine.services("ip", true, null, machine.notes::add);

        assertThat(examine(services, null, null, Map.of(), "capabilities"))
                .extracting(Finding::evidence)
                .containsExactly("ip runs through sudo");
    }

    @Test
    void aNetworkOfDockersThatWillSwitchLinksIsAWarning() {
        machine.dockerd().here(eth0, Dev.ipvlan("a0", 6, "eth0").port("l3", "bridge"));
        new Docker(machine).has(List.of("lan"), Docker.ipvlan("lan", "eth0", "10.1.0.0/24"));

        assertThat(examine(null, null, Map.of(), "docker")).singleElement().satisfies(finding -> {
            assertThat(text(finding)).isEqualTo("warning docker eth0");
            assertThat(finding.evidence())
                    .isEqualTo("its links are l3 bridge, and docker's network lan is l2 bridge: the next container that"
                            + " starts in it switches them all");
        });
    }

    @Test
    void whatDockerDoesNotTellIsUnknown() {
        machine.dockerd().here(eth0, Dev.ipvlan("a0", 6, "eth0"));
        machine.runner.expect("docker network ls --quiet --no-trunc").fails(1, "permission denied");

        assertThat(examine(null, null, Map.of(), "docker"))
                .extracting(DoctorServiceTest::text)
                .containsExactly("unknown docker null");
    }

    @Test
    void dockersNetworksAreFineWithLinksLikeTheirs() {
        machine.dockerd().here(eth0, Dev.ipvlan("a0", 6, "eth0"));
        new Docker(machine).has(List.of("lan"), Docker.ipvlan("lan", "eth0", "10.1.0.0/24"));

        assertThat(examine(null, null, Map.of(), "docker")).singleElement().satisfies(finding -> {
            assertThat(text(finding)).isEqualTo("ok docker null");
            assertThat(finding.evidence())
                    .isEqualTo("no network of docker's has another mode or flag than its parent's links");
        });
    }

    @Test
    void dockerIsNotAskedWhereThereAreNoLinks() {
        machine.dockerd().here(eth0);

        assertThat(examine(null, null, Map.of(), "docker"))
                .extracting(DoctorServiceTest::text)
                .containsExactly("ok docker null");
    }

    @Test
    void allIsHeldAgainstManifestsWhereThereAreSome() {
        assertThat(examine(null, null, Map.of(), "drift")).isEmpty();

        machine.here(eth0);
        Map<String, String> manifest = Map.of("f", "version: 1\nparents: [{name: eth0, links: [{name: web0}]}]\n");
        assertThat(examine(null, null, manifest, "drift"))
                .extracting(Finding::evidence)
                .containsExactly("1 thing is not as the manifest says: + web0");
    }
}
