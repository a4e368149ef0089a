package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.testing.Dev;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found on links themselves. */
class LinkChecksTest {
    private static final String IPV6 = "/proc/sys/net/ipv6/conf/";

    private final Patient patient;
    private final Dev eth0 = Dev.ether("eth0", 3).address("192.168.1.1/24");
    private final Dev web0 = Dev.ipvlanElsewhere("web0", 2, 3).up();

    LinkChecksTest(@TempDir Path directory) {
        patient = new Patient(directory);
    }

    private void machine(Dev... here) {
        patient.has(here).web(web0);
    }

    @Test
    void withoutLinksAllIsWell() {
        patient.has(eth0).web().shows("link-state", "ok: there are no links");
    }

    @Test
    void aLinkWithAddressesShallBeUp() {
        patient.has(eth0)
                .web(
                        Dev.ipvlanElsewhere("web0", 2, 3).address("192.168.1.5/24"),
                        Dev.ipvlanElsewhere("web1", 4, 3),
                        Dev.ipvlanElsewhere("web2", 5, 3).up().address("192.168.1.6/24"))
                .shows(
                        "link-state",
                        "problem web0 (web): it has addresses, and is down | ip -n web link set dev web0 up");

        machine(eth0);
        patient.shows("link-state", "ok: the links that have addresses are up");
    }

    @Test
    void anMtuMayBeItsParentsAndNoMore() {
        web0.mtu(1500);
        machine(eth0);
        patient.shows("mtu", "ok: no link's MTU is above its parent's");

        web0.mtu(1501);
        machine(eth0);
        patient.shows(
                "mtu",
                "problem web0 (web): its MTU 1501 is above the 1500 of its parent eth0: larger packets vanish"
                        + " | ip -n web link set dev web0 mtu 1500");
    }

    @Test
    void aLinkMayHaveItsParentsNetworkButNotItsAddress() {
        web0.address("192.168.1.5/24").address("192.168.1.1/32");
        machine(eth0);
        patient.shows(
                "parent-address",
                "problem web0 (web): 192.168.1.1 is the address of its parent eth0: it takes that one's traffic"
                        + " | ip -n web address delete 192.168.1.1/32 dev web0");
    }

    @Test
    void aLinkWhoseParentCannotBeSeenIsNotHeldAgainstIt() {
        for (String check : new String[] {"mtu", "parent-address", "duplicate"}) {
            patient.has(Dev.ipvlanElsewhere("web0", 2, 3).up().mtu(9000).address("192.168.1.5/24"))
                    .web();
            patient.shows(
                    check,
                    switch (check) {
                        case "mtu" -> "ok: no link's MTU is above its parent's";
                        case "parent-address" -> "ok: no link has its parent's address";
                        default -> "ok: there is no address to ask for";
                    });
        }
    }

    @Test
    void theWireIsAskedWhetherSomebodyHasALinksAddress() {
        String question = "arping -D -c 1 -w 1 -I eth0 192.168.1.5";
        String asked = "ARPING 192.168.1.5 from 0.0.0.0 eth0\n";
        web0.address("192.168.1.5/24").address("192.168.1.1/24").address("2001:db8::5/64");

        machine(eth0);
        patient.answers(question, asked + "Unicast reply from 192.168.1.5 [02:00:00:00:00:AA]  0.7ms\n")
                .shows(
                        "duplicate",
                        "problem web0 (web): 192.168.1.5 is in use on the wire too: 02:00:00:00:00:aa answers for it"
                                + " | ip -n web address delete 192.168.1.5/24 dev web0");
        machine(eth0);
        patient.answers(question, asked + "Received 0 response(s)\n")
                .shows("duplicate", "ok: nobody on the wire answers for a link's address");
        machine(eth0);
        patient.answers(question, "arping: another one\n")
                .shows(
                        "duplicate",
                        "unknown: 1 address was not asked for on the wire: it takes a parent that is up, the arping of"
                                + " iputils, and root");
    }

    @Test
    void inL3NobodyOnTheWireIsAsked() {
        web0.port("l3", "bridge").address("192.168.1.5/24");
        machine(eth0);
        patient.shows("duplicate", "ok: there is no address to ask for");
    }

    @Test
    void whatCannotBeAskedOrIsTooMuchIsCounted() {
        for (int i = 0; i < 66; i++) {
            web0.address("10.0.0." + (i + 1) + "/24");
        }
        machine(eth0.down());
        patient.shows(
                "duplicate",
                "unknown: 66 addresses were not asked for on the wire: it takes a parent that is up, the arping of"
                        + " iputils, and root");
    }

    @Test
    void anAddressThatTheKernelFoundInUseIsDeleted() {
        web0.address("2001:db8::5/64", "\"scope\":\"global\",\"dadfailed\":true")
                .down();
        machine(eth0);
        patient.shows(
                "ipv6",
                "problem web0 (web): 2001:db8::5 is in use on the wire: the kernel found it there (dadfailed)"
                        + " | ip -n web address delete 2001:db8::5/64 dev web0");
    }

    @ParameterizedTest
    @CsvSource({"1280, true, ''", "1279, false, ''", "1279, true, warning"})
    void aSmallMtuSwitchesIpv6OffWhichMattersWhereItIsInUse(int mtu, boolean used, String verdict) {
        web0.mtu(mtu);
        if (used) {
            eth0.address("2001:db8::1/64");
        }
        machine(eth0);
        if (mtu == 1280) {
            settings(IPV6 + "all/disable_ipv6:0", IPV6 + "web0/disable_ipv6:0");
        }
        patient.shows(
                "ipv6",
                verdict.isEmpty()
                        ? "ok: IPv6 is on where it is in use, and has found no address twice"
                        : "warning web0 (web): IPv6 is off on it: its MTU 1279 is below the 1280 that IPv6 needs"
                                + " | ip -n web link set dev web0 mtu 1280");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, true, ''",
        "0, 0, false, ''",
        "1, 1, false, ''",
        "0, 1, false, warning web0 (web): IPv6 is off on it (disable_ipv6)",
        "1, 1, true, 'warning web0 (web): IPv6 is off on it (disable_ipv6), and in use on its parent or another link'"
    })
    void ipv6ThatIsOffOnALinkAloneOrWhereOthersUseItIsAWarning(String all, String here, boolean used, String warning) {
        Dev sibling = Dev.ipvlan("ipvl0", 7, "eth0");
        if (used) {
            sibling.address("2001:db8::7/64");
        }
        machine(eth0, sibling);
        settings(IPV6 + "all/disable_ipv6:" + all, IPV6 + "web0/disable_ipv6:" + here);
        patient.shows(
                "ipv6",
                warning.isEmpty()
                        ? "ok: IPv6 is on where it is in use, and has found no address twice"
                        : warning + " | ip netns exec web sh -c 'echo 0 > " + IPV6 + "web0/disable_ipv6'");
    }

    @Test
    void whetherIpv6IsOnIsUnknownOnlyWhereItMatters() {
        machine(eth0);
        settings();
        patient.shows("ipv6", "ok: IPv6 is on where it is in use, and has found no address twice");

        machine(eth0.address("2001:db8::1/64"));
        settings();
        patient.shows("ipv6", "unknown web0 (web): whether IPv6 is on cannot be read");
    }

    private void settings(String... lines) {
        patient.answers(
                "ip netns exec web grep -sH '' /proc/sys/net/ipv4/conf/all/rp_filter"
                        + " /proc/sys/net/ipv4/conf/all/forwarding /proc/sys/net/ipv6/conf/all/disable_ipv6"
                        + " /proc/sys/net/ipv4/conf/web0/rp_filter /proc/sys/net/ipv4/conf/web0/forwarding"
                        + " /proc/sys/net/ipv6/conf/web0/disable_ipv6",
                String.join("\n", lines));
    }
}
