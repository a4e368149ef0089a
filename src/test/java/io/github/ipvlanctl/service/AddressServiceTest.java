package io.github.ipvlanctl.service;

import static io.github.ipvlanctl.testing.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.testing.Dev;
import io.github.ipvlanctl.testing.Machine;
import io.github.ipvlanctl.testing.ScriptedRunner;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressServiceTest {
    private static final InterfaceName IPVL0 = new InterfaceName("ipvl0");

    private final Machine machine;
    private final Dev eth0 = Dev.ether("eth0", 3).address("192.168.1.1/24");
    private final Dev ipvl0 = Dev.ipvlan("ipvl0", 4, "eth0")
            .up()
            .address("192.168.1.100/24")
            .address("192.168.1.101/24")
            .address("192.168.1.102/25")
            .address("2001:db8::100/64")
            .address("fe80::1/64");

    AddressServiceTest(@TempDir Path directory) {
        machine = new Machine(directory);
    }

    @AfterEach
    void nothingIsLeftOfTheScript() {
        machine.runner.verify();
    }

    private static List<Cidr> cidrs(String... texts) {
        return Stream.of(texts).map(Cidr::parse).toList();
    }

    private Prepared<List<Link>> add(boolean ifNotExists, String... addresses) {
        return machine.services().addresses().add(IPVL0, cidrs(addresses), ifNotExists);
    }

    private Prepared<List<Link>> delete(boolean ifExists, String... addresses) {
        return machine.services().addresses().delete(IPVL0, cidrs(addresses), ifExists);
    }

    @Test
    void addressesAreAddedInOneBatchEachOnce() {
        machine.here(eth0, ipvl0);

        assertThat(add(false, "192.168.1.7/24", "2001:db8::7/64", "192.168.1.7/24")
                        .commands())
                .containsExactly(ScriptedRunner.batch(
                        "ip", "address add 192.168.1.7/24 dev ipvl0", "address add 2001:db8::7/64 dev ipvl0"));
    }

    @Test
    void anAddressThatTheLinkHasIsAConflictUnlessThatIsFine() {
        machine.here(eth0, ipvl0);
        assertFails(
                () -> add(false, "192.168.1.100/24"),
                ErrorKind.CONFLICT,
                "ipvl0 has 192.168.1.100/24 already",
                "add --if-not-exists if that is fine");

        machine.here(eth0, ipvl0);
        assertFails(
                () -> add(true, "192.168.1.100/25"),
                ErrorKind.CONFLICT,
                "ipvl0 has 192.168.1.100 already, as 192.168.1.100/24",
                "delete that first: ipvlanctl addr del 192.168.1.100/24 --dev ipvl0");

        machine.here(eth0, ipvl0);
        assertThat(add(true, "192.168.1.100/24", "192.168.1.7/24").commands())
                .containsExactly("ip address add 192.168.1.7/24 dev ipvl0");
    }

    @Test
    void whatTheLinkHasThenIsReadBack() {
        machine.here(eth0, ipvl0);
        machine.runner.expect("ip address add 192.168.1.7/24 dev ipvl0").succeeds();
        machine.readsBack("ipvl0", Dev.ipvlan("ipvl0", 4, "eth0").address("192.168.1.7/24"));

        assertThat(add(false, "192.168.1.7/24").run())
                .singleElement()
                .satisfies(link -> assertThat(link.device().assignedAddresses()).isEqualTo(cidrs("192.168.1.7/24")));
    }

    @Test
    void anMtuThatIpv6CannotDoWithIsNoneForItsAddresses() {
        machine.here(eth0, Dev.ipvlan("ipvl0", 4, "eth0").mtu(1279));

        assertFails(
                () -> add(false, "2001:db8::7/64"),
                ErrorKind.CONFLICT,
                "MTU 1279 of ipvl0 is below the 1280 that IPv6 needs, and it has 2001:db8::7/64",
                "use at least 1280, or take its IPv6 addresses away first");
    }

    @Test
    void theParentsAddressAndASiblingsAreRefused() {
        machine.here(eth0, ipvl0);
        assertFails(
                () -> add(true, "192.168.1.1/24"),
                ErrorKind.CONFLICT,
                "192.168.1.1 is the address of the parent eth0: the link would take its traffic",
                "give the link an address of its own");

        machine.here(eth0, ipvl0, Dev.ipvlan("ipvl1", 5, "eth0").address("192.168.1.9/24"));
        assertFails(
                () -> add(false, "192.168.1.9/32"),
                ErrorKind.CONFLICT,
                "192.168.1.9 is in use on ipvl1, a link of the same parent",
                "choose another, or free it with 'ipvlanctl addr del 192.168.1.9/24 --dev ipvl1'");
    }

    @Test
    void addressesThatWereAddedAreGoneAgainWhenOneFails() {
        machine.here(eth0, ipvl0);
        machine.runner
                .expectBatch("ip", "address add 192.168.1.7/24 dev ipvl0", "address add 192.168.1.8/24 dev ipvl0")
                .fails(1, "RTNETLINK answers: File exists\nCommand failed -:2\n");
        machine.runner.expect("ip address delete 192.168.1.7/24 dev ipvl0").succeeds();

        assertFails(
                () -> add(false, "192.168.1.7/24", "192.168.1.8/24").run(),
                ErrorKind.CONFLICT,
                "ip says: File exists",
                "it came to be after ipvlanctl had looked, or is there already");
    }

    @Test
    void theOtherAddressesOfTheNetworkStayAndTheRoutesThroughIt() {
        machine.here(eth0, ipvl0)
                .routes(
                        "ipvl0",
                        "[{\"dst\":\"10.8.0.0/16\",\"gateway\":\"192.168.1.254\",\"flags\":[]},"
                                + "{\"dst\":\"10.9.0.0/16\",\"gateway\":\"172.16.0.1\",\"flags\":[\"onlink\"]},"
                                + "{\"dst\":\"192.168.1.0/24\",\"protocol\":\"kernel\",\"flags\":[]}]",
                        "[{\"dst\":\"default\",\"gateway\":\"2001:db8::1\",\"flags\":[]}]");

        assertThat(delete(false, "192.168.1.100/24").commands())
                .containsExactly(ScriptedRunner.batch(
                        "ip",
                        "address delete 192.168.1.100/24 dev ipvl0",
                        "address replace 192.168.1.101/24 dev ipvl0",
                        "route replace 10.8.0.0/16 via 192.168.1.254 dev ipvl0 proto boot table main"));
    }

    @Test
    void anAddressAloneInItsNetworkNeedsNoOtherToBePutBack() {
        machine.here(eth0, ipvl0).routes("ipvl0", "[]", "[]");

        assertThat(delete(false, "192.168.1.102/25", "2001:db8::100/64").commands())
                .containsExactly(ScriptedRunner.batch(
                        "ip",
                        "address delete 2001:db8::100/64 dev ipvl0",
                        "address delete 192.168.1.102/25 dev ipvl0"));

        // Of IPv6 it takes no routes along.
        machine.here(eth0, ipvl0);
        assertThat(delete(false, "2001:db8::100/64").commands())
                .containsExactly("ip address delete 2001:db8::100/64 dev ipvl0");
    }

    @Test
    void anAddressThatTheLinkLacksIsNotFoundUnlessThatIsFine() {
        machine.here(eth0, Dev.ipvlan("ipvl0", 4, "eth0").address("192.168.1.100/24"));
        assertFails(
                () -> delete(false, "192.168.1.100/25"),
                ErrorKind.NOT_FOUND,
                "ipvl0 does not have 192.168.1.100/25",
                "it has 192.168.1.100/24");

        machine.here(eth0, Dev.ipvlan("ipvl0", 4, "eth0"));
        assertFails(
                () -> delete(false, "192.168.1.100/24"),
                ErrorKind.NOT_FOUND,
                "ipvl0 does not have 192.168.1.100/24",
                "it has no address");

        machine.here(eth0, Dev.ipvlan("ipvl0", 4, "eth0"));
        assertThat(delete(true, "192.168.1.100/24").commands()).isEmpty();
    }

    @Test
    void aFlushLeavesTheKernelsOwn() {
        machine.here(eth0, ipvl0).routes("ipvl0", "[]", "[]");

        assertThat(machine.services().addresses().flush(IPVL0).commands())
                .containsExactly(ScriptedRunner.batch(
                        "ip",
                        "address delete 2001:db8::100/64 dev ipvl0",
                        "address delete 192.168.1.102/25 dev ipvl0",
                        "address delete 192.168.1.101/24 dev ipvl0",
                        "address delete 192.168.1.100/24 dev ipvl0"));
    }

    @Test
    void showsTheAddressesOfIpvlanLinks() {
        machine.here(eth0, ipvl0, Dev.ipvlan("ipvl1", 5, "eth0").address("10.0.0.1/8"));
        assertThat(machine.services().addresses().show(null)).hasSize(6);

        machine.here(eth0, ipvl0, Dev.ipvlan("ipvl1", 5, "eth0").address("10.0.0.1/8"));
        assertThat(machine.services().addresses().show(new InterfaceName("ipvl1")))
                .extracting(row -> row.address().cidr().toString())
                .containsExactly("10.0.0.1/8");
    }

    @Test
    void inL3TheRoutersAroundAreToldOfANewAddress() {
        machine.here(eth0, Dev.ipvlan("ipvl0", 4, "eth0").port("l3s", "bridge"));

        add(false, "10.20.0.5/32");

        assertThat(machine.notes)
                .containsExactly(
                        "mode l3s answers no ARP; the routers around need routes: " + "10.20.0.5/32 via 192.168.1.1");
    }
}
