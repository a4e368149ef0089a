package io.github.ipvlanctl.service;

import static io.github.ipvlanctl.testing.Failures.assertFails;
import static io.github.ipvlanctl.testing.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Reach;
import io.github.ipvlanctl.model.Shim;
import io.github.ipvlanctl.model.ShimSpec;
import io.github.ipvlanctl.testing.Dev;
import io.github.ipvlanctl.testing.Docker;
import io.github.ipvlanctl.testing.Machine;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** eth0 has the links web0 and db0 in the namespace web. */
class ShimServiceTest {
    private static final InterfaceName ETH0 = new InterfaceName("eth0");
    private static final String TO_WEB0 = "{\"dst\":\"192.168.1.101\",\"dev\":\"eth0-host\",\"flags\":[]}";
    private static final String DEFAULT =
            "{\"dst\":\"default\",\"gateway\":\"192.168.1.1\",\"dev\":\"eth0\",\"flags\":[]}";

    private final Machine machine;
    private final Dev eth0 = Dev.ether("eth0", 3).address("192.168.1.10/24");
    private final Dev shim =
            Dev.ipvlan("eth0-host", 9, "eth0").up().alias("ipvlanctl-host").address("192.168.1.250/32");
    private final Dev web0 = Dev.ipvlanElsewhere("web0", 4, 3).up().address("192.168.1.101/24");
    private final Dev db0 = Dev.ipvlanElsewhere("db0", 5, 3).up().address("192.168.1.102/24");

    ShimServiceTest(@TempDir Path directory) {
        machine = new Machine(directory).netns("web");
    }

    @AfterEach
    void nothingIsLeftOfTheScript() {
        machine.runner.verify();
    }

    private static ShimSpec spec(String address, String... reach) {
        return new ShimSpec(
                ETH0,
                null,
                List.of(Cidr.parse(address)),
                reach.length == 0 ? null : Stream.of(reach).map(Reach::parse).toList());
    }

    private List<String> commands(boolean ifNotExists, String address, String... reach) {
        return machine.services().shims().add(spec(address, reach), ifNotExists).commands();
    }

    private void looks(String routes, Dev... here) {
        machine.here(here).in("web", web0, db0).routes(null, routes, "[]");
    }

    @Test
    void isMadeWithARouteToEachAddressOfTheLinksInOtherNamespaces() {
        looks("[" + DEFAULT + "]", eth0, Dev.ipvlan("local", 8, "eth0").address("192.168.1.99/24"));
        machine.runner
                .expectBatch(
                        "ip",
                        "link add link eth0 name eth0-host type ipvlan mode l2 bridge",
                        "link set dev eth0-host alias ipvlanctl-host",
                        "address add 192.168.1.250/32 dev eth0-host",
                        "link set dev eth0-host up",
                        "route add 192.168.1.101/32 dev eth0-host",
                        "route add 192.168.1.102/32 dev eth0-host")
                .succeeds();
        machine.readsBack("eth0-host", shim).routes("eth0-host", "[" + TO_WEB0 + "]", "[]");

        List<Shim> made =
                machine.services().shims().add(spec("192.168.1.250/32"), false).run();

        assertThat(made.get(0).reached()).extracting(Cidr::toString).containsExactly("192.168.1.101/32");
        assertThat(made.get(0).unreached())
                .extracting(row -> row.link().name().value())
                .containsExactly("db0");
        assertThat(machine.notes).isEmpty();
    }

    @Test
    void givesAFreshPortWhatDockerWillUndoWithANote() {
        machine.dockerd().here(eth0).in("web");
        new Docker(machine)
                .has(
                        List.of("lan"),
                        Docker.network("lan", "ipvlan", "\"ipvlan_mode\":\"l3\",\"parent\":\"eth0\"", "", ""));
        machine.routes(null, "[]", "[]");

        assertThat(commands(false, "192.168.1.250/32")).hasSize(1);
        assertThat(machine.notes)
                .contains(
                        "docker's network lan is l3 bridge: the next container that starts in it switches all links on eth0"
                                + " to that");
    }

    @Test
    void leadsWhereItIsTold() {
        looks("[]", eth0);

        assertThat(commands(false, "192.168.1.250/32", "192.168.1.96/28", "web0", "192.168.1.101")
                        .get(0))
                .endsWith("""
                        up
                        route add 192.168.1.96/28 dev eth0-host
                        route add 192.168.1.101/32 dev eth0-host
                        EOF""");
    }

    @Test
    void onceMoreItIsRefusedUnlessThatIsFine() {
        machine.here(eth0, shim).in("web", web0, db0);

        assertFails(
                () -> commands(false, "192.168.1.250/32"),
                ErrorKind.CONFLICT,
                "eth0 has a shim already: eth0-host",
                "add --if-not-exists to have it lead to what it does not lead to yet");
    }

    @Test
    void thatIsThereLeadsToNewLinksThen() {
        looks("[" + TO_WEB0 + "]", eth0, shim);

        assertThat(commands(true, "192.168.1.250/32")).containsExactly("ip route add 192.168.1.102/32 dev eth0-host");
    }

    @Test
    void thatIsThereAsAskedIsLeftAlone() {
        looks("[" + TO_WEB0 + "]", eth0, shim);

        assertThat(commands(true, "192.168.1.250/32", "web0")).isEmpty();
    }

    @Test
    void thatIsThereWithAnotherAddressIsRefused() {
        machine.here(eth0, shim).in("web", web0, db0);

        assertFails(
                () -> commands(true, "192.168.1.251/32"),
                ErrorKind.CONFLICT,
                "eth0-host is there, but not as asked: it lacks 192.168.1.251/32",
                "change it with 'ipvlanctl link set', 'addr add', 'route add' or 'mode', or delete it first");
    }

    @Test
    void thatIsThereUnderAnotherNameIsRefused() {
        machine.here(eth0, shim).in("web", web0, db0);
        assertFails(
                () -> again("other"),
                ErrorKind.CONFLICT,
                "eth0 has a shim already, under another name: eth0-host",
                "leave --name out, or delete that first: ipvlanctl host del eth0-host");

        looks("[" + TO_WEB0 + "]", eth0, shim);
        assertThat(again("eth0-host")).containsExactly("ip route add 192.168.1.102/32 dev eth0-host");
    }

    private List<String> again(String name) {
        List<Cidr> addresses = List.of(Cidr.parse("192.168.1.250/32"));
        ShimSpec named = new ShimSpec(ETH0, new InterfaceName(name), addresses, null);
        return machine.services().shims().add(named, true).commands();
    }

    @Test
    void isOfNoUseWithTheFlagPrivate() {
        machine.here(eth0).in("web", web0.port("l2", "private"));

        assertFails(
                () -> commands(false, "192.168.1.250/32"),
                ErrorKind.CONFLICT,
                "the flag private keeps eth0's links from each other, and a shim is one of them",
                "'ipvlanctl flag bridge eth0' lets them reach each other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "192.168.1.10/32;192.168.1.10 is in use on eth0",
                "192.168.1.7/32;192.168.1.7 is in use on eth1",
                "192.168.1.101/32;192.168.1.101 is in use on web0 (netns web), a link of the same parent",
            })
    void hasNobodyElsesAddress(String address, String message) {
        machine.here(eth0, Dev.ether("eth1", 7).mac("02:00:00:00:00:07").address("192.168.1.7/24"))
                .in("web", web0, db0);

        assertThat(failureOf(() -> commands(false, address))).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "192.168.1.8/29;a shim cannot lead to 192.168.1.8/29: this machine has such an address itself, on eth0",
                "192.168.1.1;a shim that leads to 192.168.1.1/32 would take the way to 192.168.1.1, the nexthop of the route"
                        + " to default",
                "192.168.1.0/29;a shim that leads to 192.168.1.0/29 would take the way to 192.168.1.1, the nexthop of the"
                        + " route to default",
                "10.0.0.0/8;there is a route to 10.0.0.0/8 already, through eth0",
            })
    void leadsNowhereWhereAnotherWayIsNeeded(String reach, String message) {
        looks("[" + DEFAULT + ",{\"dst\":\"10.0.0.0/8\",\"dev\":\"eth0\",\"flags\":[]}]", eth0);

        assertThat(failureOf(() -> commands(false, "192.168.1.250/32", reach))).hasMessage(message);
    }

    @Test
    void leadsToALinkThatIsANexthop() {
        looks("[" + DEFAULT.replace("192.168.1.1", "192.168.1.101") + "]", eth0);

        assertThat(commands(false, "192.168.1.250/32").get(0)).contains("route add 192.168.1.101/32");
    }

    @Test
    void tellsOfLinksThatItDoesNotKnow() {
        looks("[]", eth0);

        assertFails(
                () -> commands(false, "192.168.1.250/32", "web"),
                ErrorKind.NOT_FOUND,
                "eth0 has no link web in another namespace with an address that a shim could lead to",
                "did you mean web0?");
    }

    @Test
    void tellsWhatMayNotWork() {
        eth0.down();
        machine.here(eth0)
                .in("web", web0.port("l2", "vepa").address("2001:db8::101/64"), db0.port("l2", "vepa"))
                .routes(null, "[]", "[]");

        assertThat(commands(false, "10.0.0.1/32")).isNotEmpty();
        assertThat(machine.notes)
                .containsExactly(
                        "eth0 is down: no traffic until 'ip link set dev eth0 up'",
                        "the shim has no IPv6 address, so it does not lead to those of the links",
                        "the answers of web0 (netns web), db0 (netns web) may go elsewhere: the shim's address is in none of"
                                + " their networks",
                        "with the flag vepa all that links send each other goes to the switch: the shim is of use if that"
                                + " sends it back");
    }

    @Test
    void tellsOfTheFamilyThatItLacks() {
        machine.here(eth0).in("web", web0.address("2001:db8::101/64")).routes(null, "[]", "[]");

        assertThat(commands(false, "2001:db8::250/128")).isNotEmpty();
        assertThat(machine.notes)
                .containsExactly("the shim has no IPv4 address, so it does not lead to those of the links");
    }

    @Test
    void tellsOfNoAnswersOfLinksThatItDoesNotLeadTo() {
        looks("[]", eth0);

        assertThat(commands(false, "10.0.0.1/32", "web0")).isNotEmpty();
        assertThat(machine.notes)
                .containsExactly(
                        "the answers of web0 (netns web) may go elsewhere: the shim's address is in none of their"
                                + " networks");
    }

    @Test
    void tellsThatThereIsNothingToLeadToYet() {
        machine.here(eth0).in("web").routes(null, "[]", "[]");

        assertThat(commands(false, "192.168.1.250/32")).hasSize(1);
        assertThat(machine.notes)
                .containsExactly(
                        "there is nothing to lead to yet: eth0 has no links with such addresses in other namespaces");
    }

    @Test
    void isDeletedByItsNameOrItsParents() {
        machine.here(eth0, shim).here(eth0, shim);
        ShimService shims = machine.services().shims();

        assertThat(shims.delete(new InterfaceName("eth0-host"), false).commands())
                .isEqualTo(shims.deleteOn(ETH0, false).commands())
                .containsExactly("ip link delete dev eth0-host");
    }

    @Test
    void otherLinksAreNotDeleted() {
        machine.here(eth0, Dev.ipvlan("ipvl0", 4, "eth0")).here(eth0, Dev.ipvlan("ipvl0", 4, "eth0"));
        ShimService shims = machine.services().shims();

        assertFails(
                () -> shims.delete(new InterfaceName("ipvl0"), true),
                ErrorKind.CONFLICT,
                "ipvl0 is not a shim of ipvlanctl's",
                "'ipvlanctl host show' lists those; 'ipvlanctl link del' deletes other links");
        assertFails(
                () -> shims.deleteOn(ETH0, false),
                ErrorKind.NOT_FOUND,
                "eth0 has no shim",
                "'ipvlanctl host show' lists those that there are");
    }

    @Test
    void thatIsGoneIsDeletedWhereThatIsFine() {
        machine.here(eth0).here(eth0);
        ShimService shims = machine.services().shims();

        assertThat(shims.delete(new InterfaceName("eth0-host"), true).commands())
                .isEmpty();
        assertThat(shims.deleteOn(ETH0, true).commands()).isEmpty();
    }

    @Test
    void isShownWithWhatItLeadsToAndWhatNot() {
        looks("[" + TO_WEB0 + "]", eth0, shim);

        Shim shown = machine.services().shims().show(ETH0).get(0);

        assertThat(shown.reached()).extracting(Cidr::toString).containsExactly("192.168.1.101/32");
        assertThat(shown.unreached())
                .extracting(row -> row.address().cidr().toString())
                .containsExactly("192.168.1.102/24");
    }

    @Test
    void areShownOfOneParentOrOfAllThatAreHere() {
        Dev eth1 = Dev.ether("eth1", 10);
        Dev other = Dev.ipvlan("eth1-host", 11, "eth1").alias("ipvlanctl-host");
        Dev card = Dev.ether("card", 20);
        Dev elsewhere = Dev.ipvlan("card-host", 21, "card").alias("ipvlanctl-host");
        machine.here(eth0, shim, eth1, other).in("web", card, elsewhere).routes(null, "[]", "[]");
        assertThat(machine.services().shims().show(null))
                .extracting(one -> one.link().name().value())
                .containsExactly("eth0-host", "eth1-host");

        machine.here(eth0, shim, eth1, other).in("web", card, elsewhere).routes(null, "[]", "[]");
        assertThat(machine.services().shims().show(ETH0))
                .extracting(one -> one.link().name().value())
                .containsExactly("eth0-host");
    }
}
