package io.github.ipvlanctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.testing.Cli;
import io.github.ipvlanctl.testing.Dev;
import io.github.ipvlanctl.testing.Machine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words as a hand that knows ip types them mean the same as options. */
class KeywordsTest {
    private final Machine machine;
    private final Cli cli;

    KeywordsTest(@TempDir Path directory) {
        machine = new Machine(directory);
        cli = new Cli(machine);
    }

    @AfterEach
    void nothingIsLeftOfTheScript() {
        machine.runner.verify();
    }

    private void hereAre(Dev... devices) {
        machine.here(devices);
    }

    /** eth0 without links: what link add looks at. */
    private void freshParent() {
        hereAre(Dev.ether("eth0", 3));
    }

    /** eth0 with ipvl0, and links with names that spell keywords. */
    private void links() {
        hereAre(
                Dev.ether("eth0", 3),
                Dev.ipvlan("ipvl0", 4, "eth0").address("192.168.1.100/24"),
                Dev.ipvlan("up", 5, "eth0"),
                Dev.ipvlan("dev", 6, "eth0"),
                Dev.ipvlan("mtu", 7, "eth0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "link add ipvl1 link eth0                              | link add ipvl1 --parent eth0",
                "link add link eth0 name ipvl1                         | link add ipvl1 --parent eth0",
                "link add name ipvl1 link eth0                         | link add ipvl1 --parent eth0",
                "link add ipvl1 link eth0 mode l2                      | link add ipvl1 --parent eth0 --mode l2",
                "link add link eth0 name ipvl1 type ipvlan mode l3s    | link add --mode=l3s --parent=eth0 ipvl1",
                "link add link eth0 ipvl1 type ipvlan mode l2 private  | link add ipvl1 --parent eth0 --mode l2 --flag private",
                "link add ipvl1 link eth0 vepa up                      | link add ipvl1 --parent eth0 --flag vepa --up",
                "link add ipvl1 link eth0 bridge mtu 1400              | link add ipvl1 --parent eth0 --flag bridge --mtu 1400",
                "link add ipvl1 link eth0 alias x address 10.0.0.5/8   | link add ipvl1 --parent eth0 --alias x --address 10.0.0.5/8",
                "link add ipvl1 --parent eth0 address 10.0.0.5/8 address 10.0.0.6/8 | link add ipvl1 --parent eth0 --address 10.0.0.5/8 --address 10.0.0.6/8",
                "link add up link eth0                                 | link add up --parent eth0",
                "link add up link eth0 up                              | link add --up --parent eth0 -- up",
            })
    void ofLinkAdd(String keywords, String options) {
        freshParent();
        String expected = dryRun(options);
        freshParent();
        assertThat(dryRun(keywords)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "link set ipvl0 up                    | link set ipvl0 --up",
                "link set dev ipvl0 up                | link set ipvl0 --up",
                "link set ipvl0 mtu 1400 up           | link set ipvl0 --mtu 1400 --up",
                "link set dev ipvl0 name web          | link set ipvl0 --rename web",
                "link set ipvl0 name web alias x      | link set ipvl0 --rename web --alias x",
                "link set ipvl0 txqueuelen 7          | link set ipvl0 --txqueuelen 7",
                "link set ipvl0 txqlen 7              | link set ipvl0 --txqueuelen 7",
                "link set dev ipvl0 qlen 7            | link set ipvl0 --txqueuelen 7",
                "link set up up                       | link set up --up",
                "link set dev up                      | link set dev --up",
                "link set mtu mtu 1400                | link set mtu --mtu 1400",
                "link set ipvl0 type ipvlan up        | link set ipvl0 --up",
            })
    void ofLinkSet(String keywords, String options) {
        boolean readsRoutes = options.startsWith("addr del") || options.startsWith("addr flush");
        boolean deletesSeveral = options.matches("link del -- \\S+ .*");
        List<String> outputs = new ArrayList<>();
        for (String line : List.of(options, keywords)) {
            links();
            if (readsRoutes) {
                machine.routes("ipvl0", "[]", "[]");
            } else if (deletesSeveral) {
                machine.routes(null, "[]", "[]");
            }
            outputs.add(dryRun(line));
        }
        assertThat(outputs.get(1)).isEqualTo(outputs.get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "addr add 192.168.1.101/24 dev ipvl0              | addr add 192.168.1.101/24 --dev ipvl0",
                "addr add dev ipvl0 192.168.1.101/24 10.0.0.5/8   | addr add --dev=ipvl0 192.168.1.101/24 10.0.0.5/8",
                "addr del 192.168.1.100/24 dev ipvl0              | addr del 192.168.1.100/24 --dev ipvl0",
                "addr add local 192.168.1.101/24 dev ipvl0        | addr add 192.168.1.101/24 --dev ipvl0",
                "addr add dev ipvl0 local 10.0.0.5/8 local 10.0.0.6/8 | addr add 10.0.0.5/8 10.0.0.6/8 --dev ipvl0",
                "addr del local 192.168.1.100/24 dev ipvl0        | addr del 192.168.1.100/24 --dev ipvl0",
                "addr flush dev ipvl0                             | addr flush --dev ipvl0",
                "link del up                                      | link del -- up",
                "link del dev                                     | link del -- dev",
                "link del dev ipvl0                               | link del -- ipvl0",
                "link del --if-exists dev ipvl0                   | link del --if-exists -- ipvl0",
                "link del dev dev                                 | link del -- dev",
                "link del dev up                                  | link del -- up",
                "link del dev ipvl0 type ipvlan                   | link del -- ipvl0",
                "link del ipvl0 type ipvlan up                    | link del -- ipvl0 up",
                "link del type ipvlan dev ipvl0                   | link del -- ipvl0",
                "link del ipvl0 dev                               | link del -- ipvl0 dev",
                "link del ipvl0 dev up                            | link del -- ipvl0 dev up",
                "link delete dev ipvl0                            | link del -- ipvl0",
                "address add 192.168.1.101/24 dev ipvl0           | addr add 192.168.1.101/24 --dev ipvl0",
                "address delete 192.168.1.100/24 dev ipvl0        | addr del 192.168.1.100/24 --dev ipvl0",
                "mode l3 dev ipvl0 --switch-siblings              | mode l3 ipvl0 --switch-siblings",
                "mode l3 eth0                                     | mode l3 -- eth0",
                "flag vepa dev --switch-siblings                  | flag vepa --switch-siblings -- dev",
            })
    void ofTheOtherCommands(String keywords, String options) {
        boolean readsRoutes = options.startsWith("addr del") || options.startsWith("addr flush");
        boolean deletesSeveral = options.matches("link del -- \\S+ .*");
        List<String> outputs = new ArrayList<>();
        for (String line : List.of(options, keywords)) {
            links();
            if (readsRoutes) {
                machine.routes("ipvl0", "[]", "[]");
            } else if (deletesSeveral) {
                machine.routes(null, "[]", "[]");
            }
            outputs.add(dryRun(line));
        }
        assertThat(outputs.get(1)).isEqualTo(outputs.get(0));
    }

    @Test
    void ofRoutes() {
        for (String line : new String[] {
            "route add 10.0.0.0/8 --via 192.168.1.254 --dev ipvl0 --metric 50 --table 100",
            "route add 10.0.0.0/8 via 192.168.1.254 dev ipvl0 metric 50 table 100",
            "route add to 10.0.0.0/8 via 192.168.1.254 dev ipvl0 metric 50 table 100"
        }) {
            hereAre(Dev.ether("eth0", 3), Dev.ipvlan("ipvl0", 4, "eth0").up().address("192.168.1.100/24"));
            machine.routes(null, "[]", "[]");
            assertThat(dryRun(line))
                    .isEqualTo("ip route add 10.0.0.0/8 via 192.168.1.254 dev ipvl0 metric 50 table 100\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "link show dev ipvl0                | link show -- ipvl0",
                "link show dev ipvl0 -j             | link show -j -- ipvl0",
                "link show dev                      | link show -- dev",
                "link show dev dev                  | link show -- dev",
                "link show up dev                   | link show -- up dev",
                "link show type ipvlan              | link show",
                "link show type ipvlan dev ipvl0    | link show ipvl0",
                "link show ipvl0 type ipvlan        | link show ipvl0",
                "link show dev ipvl0 type ipvlan up | link show ipvl0 up",
                "link list dev ipvl0                | link show ipvl0",
                "link ls                            | link show",
                "address show dev ipvl0             | addr show ipvl0",
                "address ls ipvl0                   | addr show ipvl0",
                "mode list                          | mode show",
                "flag ls eth0                       | flag show eth0",
                "parent ls                          | parent list",
            })
    void ofListings(String keywords, String options) {
        links();
        String expected = result(options);
        links();
        assertThat(result(keywords)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "netns show        | netns list",
                "netns ls          | netns list",
                "netns delete blue | netns del blue",
            })
    void ofNamespaces(String keywords, String options) {
        machine.netns("blue");
        machine.in("blue");
        String expected = dryRun(options);
        machine.in("blue");
        assertThat(dryRun(keywords)).isEqualTo(expected);
    }

    @Test
    void ofAMove() {
        machine.netns("blue");
        for (String line : new String[] {"link set ipvl0 --into blue", "link set dev ipvl0 netns blue"}) {
            links();
            machine.in("blue");
            assertThat(dryRun(line)).isEqualTo("""
                ip link set dev ipvl0 netns blue
                ip -n blue address add 192.168.1.100/24 dev ipvl0
                """);
        }
    }

    @Test
    void theFirstWordIsTheNameWhateverItSpells() {
        freshParent();

        assertThat(dryRun("link add up --parent eth0"))
                .isEqualTo("ip link add link eth0 name up type ipvlan mode l2 bridge\n");
    }

    @Test
    void otherTypesAreNotMadeHere() {
        cli.line("link add ipvl0 link eth0 type macvlan")
                .fails(2, "--type: 'macvlan' links are not handled here", "only type ipvlan");
    }

    private String dryRun(String line) {
        return result("--dry-run " + line.strip());
    }

    private String result(String line) {
        Cli.Outcome outcome = cli.line(line.strip());
        assertThat(outcome.exit()).as(line + "\n" + outcome).isZero();
        assertThat(outcome.out()).as(line).isNotEmpty();
        return outcome.out();
    }
}
