package io.github.ipvlanctl.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.testing.Dev;
import io.github.ipvlanctl.testing.Machine;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of the live links get into a manifest, and what is said of the others. */
class LiveExportTest {
    private final Machine machine;

    LiveExportTest(@TempDir Path directory) {
        machine = new Machine(directory);
    }

    @AfterEach
    void nothingIsLeftOfTheScript() {
        machine.runner.verify();
    }

    private String manifest(@Nullable String parent) {
        return machine.services()
                .exports()
                .live(
                        "manifest",
                        new ExportService.Selection(parent == null ? null : new InterfaceName(parent), null, false))
                .get(0)
                .text();
    }

    @Test
    void linksOfNamespacesWithoutNamesAreCounted() {
        machine.container("42").here(Dev.ether("eth0", 2), Dev.ipvlan("x", 3, "eth0"));
        machine.runner
                .expect("nsenter --net=/proc/42/ns/net ip -j -d address show")
                .prints(Dev.json(Dev.ipvlanElsewhere("web0", 2, 2), Dev.ipvlanElsewhere("web1", 3, 2)));
        assertThat(manifest(null)).contains("name: x").doesNotContain("web");
        assertThat(machine.notes).containsExactly("2 links of eth0 are left out: their namespaces have no names");
    }

    @Test
    void linksWhoseNamesMeanSomethingElseInAManifestAreCounted() {
        machine.netns("{a}")
                .here(Dev.ether("eth0", 2), Dev.ipvlan("x", 3, "eth0"), Dev.ipvlan("%d", 4, "eth0"))
                .in("'{a}'", Dev.ipvlanElsewhere("web0", 2, 2));
        assertThat(manifest(null)).contains("name: x").doesNotContain("web0", "%d");
        assertThat(machine.notes)
                .containsExactly(
                        "2 links of eth0 are left out: a manifest cannot hold their names, or their namespaces'");
    }

    @Test
    void onlyTheParentThatIsAskedForIsWrittenWithItsLinksRoutes() {
        machine.here(
                Dev.ether("eth0", 2),
                Dev.ether("eth1", 3).mac("02:00:00:00:00:02"),
                Dev.ipvlan("x", 4, "eth0").up().address("10.0.0.5/24"),
                Dev.ipvlan("y", 5, "eth1").mac("02:00:00:00:00:02").up());
        machine.routes(
                null,
                "[{\"dst\":\"1.0.0.0/8\",\"gateway\":\"10.0.0.1\",\"dev\":\"x\"},"
                        + "{\"dst\":\"2.0.0.0/8\",\"scope\":\"link\",\"dev\":\"y\"}]",
                "[]");
        assertThat(manifest("eth0")).contains("name: x", "1.0.0.0/8").doesNotContain("eth1", "name: y", "2.0.0.0/8");
    }

    @Test
    void aParentWithoutLinksOfTheStackIsNotWritten() {
        machine.here(
                Dev.ether("eth0", 2),
                Dev.ether("eth1", 3).mac("02:00:00:00:00:02"),
                Dev.ipvlan("x", 4, "eth0").alias("ipvlanctl:edge"),
                Dev.ipvlan("y", 5, "eth1").mac("02:00:00:00:00:02"));
        assertThat(manifest(null)).contains("stack: edge", "name: x").doesNotContain("eth1");
        assertThat(machine.notes).containsExactly("what no stack owns is left out: y; export it with --unowned");
    }

    @Test
    void whatAManifestCannotSayOfALinkIsLeftOutWithANote() {
        machine.here(Dev.ether("eth0", 2), Dev.ipvlan("x", 3, "eth0").peerAddress("10.0.0.5", "10.0.0.9/32"));
        assertThat(manifest(null)).contains("name: x").doesNotContain("10.0.0.5");
        assertThat(machine.notes).singleElement().asString().startsWith("x: ").endsWith(" is left out");
    }

    @Test
    void aParentOfAnotherNamespaceIsNotThisMachines() {
        Dev card = Dev.ether("card", 9).mac("02:00:00:00:00:09");
        machine.netns("blue")
                .here(Dev.ether("eth0", 2), Dev.ipvlan("x", 3, "eth0"))
                .in("blue", card, Dev.ipvlan("own0", 10, "card").mac("02:00:00:00:00:09"));
        assertThat(manifest(null)).contains("name: x").doesNotContain("own0", "card");
    }
}
