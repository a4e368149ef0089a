package io.github.ipvlanctl.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.testing.Cli;
import io.github.ipvlanctl.testing.Dev;
import io.github.ipvlanctl.testing.Machine;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which ports a topology shows. */
class TopologyServiceTest {
    private static final String DENIED = "mount --bind /run/netns/blue: Operation not permitted\n";

    private final Machine machine;
    private final Cli cli;
    private final Dev eth0 = Dev.ether("eth0", 3).address("192.168.1.1/24");
    private final Dev ipvl0 = Dev.ipvlan("ipvl0", 4, "eth0").address("192.168.1.100/24");
    private final Dev web0 = Dev.ipvlanElsewhere("web0", 2, 3).up().address("192.168.1.101/24");

    TopologyServiceTest(@TempDir Path directory) {
        machine = new Machine(directory).netns("blue");
        cli = new Cli(machine);
    }

    @AfterEach
    void nothingIsLeftOfTheScript() {
        machine.runner.verify();
    }

    private void anotherPortElsewhere() {
        Dev card = Dev.ether("card", 9).mac("02:00:00:00:00:09");
        Dev own = Dev.ipvlan("own0", 10, "card").mac("02:00:00:00:00:09");
        machine.here(eth0, ipvl0).in("blue", card, own, web0);
    }

    @Test
    void theLinksOfAParentHereAreShownWhereverTheyAre() {
        anotherPortElsewhere();

        cli.line("topology").prints("""
                eth0  l2 bridge  up  mtu 1500  192.168.1.1/24
                ├─ this namespace
                │  └─ ipvl0  down  192.168.1.100/24
                └─ netns blue
                   └─ web0   up    192.168.1.101/24

                1 parent, 2 links, 2 namespaces, 1 link not up
                """);
    }

    @Test
    void aParentHereIsShownThoughAllItsLinksAreElsewhere() {
        machine.here(eth0).in("blue", web0);

        assertThat(cli.line("topology -o name").out()).isEqualTo("eth0\n");
    }

    @Test
    void otherParentsAreShownWithAllNamespaces() {
        anotherPortElsewhere();

        assertThat(cli.line("topology --all-netns -o name").out()).isEqualTo("eth0\ncard\n");
    }

    @Test
    void aParentElsewhereIsShownForItsLinkHere() {
        machine.here(Dev.ipvlanElsewhere("ipvl0", 4, 3)).in("blue", eth0);

        cli.line("topology -o tree").printsPart("eth0 (netns blue)  l2 bridge  up");
    }

    @Test
    void whereOthersCannotBeLookedIntoTheCurrentNamespaceIsShownWithANote() {
        machine.here(eth0, ipvl0);
        machine.runner.expect("ip -n blue -j -d address show").fails(1, DENIED);
        machine.here(eth0, ipvl0);

        Cli.Outcome outcome = cli.line("topology -o name");

        assertThat(outcome.out()).isEqualTo("eth0\n");
        assertThat(outcome.err()).contains("other namespaces cannot be looked into without root");
    }

    @Test
    void allNamespacesAreNoLessThanAll() {
        machine.here(eth0, ipvl0);
        machine.runner.expect("ip -n blue -j -d address show").fails(1, DENIED);

        assertThat(cli.line("topology --all-netns").exit()).isEqualTo(5);
    }

    @Test
    void nothingIsPrintedWhereThereAreNoLinks() {
        machine.here(eth0).in("blue");

        cli.line("topology").prints("");
    }
}
