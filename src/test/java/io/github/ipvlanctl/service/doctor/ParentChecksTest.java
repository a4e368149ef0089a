package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.testing.Dev;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found on the devices that links are on. */
class ParentChecksTest {
    private static final String UEVENT = "/sys/class/net/eth0/uevent";
    private static final String RULE = "*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -j DROP\nCOMMIT\n";
    private static final String NO_RULE = "*filter\n:INPUT ACCEPT [0:0]\nCOMMIT\n";
    private static final String PASSED_BY =
            "warning eth0: there are netfilter rules in its namespace, and what comes in"
                    + " for its links in l3 passes by them: filters, NAT and connection tracking do not see it"
                    + " | ipvlanctl mode l3s eth0";

    private final Patient patient;
    private final Dev eth0 = Dev.ether("eth0", 3).address("192.168.1.1/24");
    private final Dev web0 = Dev.ipvlanElsewhere("web0", 2, 3).up().address("192.168.1.5/24");

    ParentChecksTest(@TempDir Path directory) {
        patient = new Patient(directory);
    }

    private Patient machine(Dev... here) {
        return patient.has(here).web(web0);
    }

    @Test
    void withoutLinksNoDeviceIsAParent() {
        for (String check : new String[] {"parent-held", "parent-state", "wifi"}) {
            patient.has(eth0.down()).web().shows(check, "ok: no device is a parent");
        }
    }

    @Test
    void aParentShallBeUp() {
        machine(eth0).shows("parent-state", "ok: the parents are up");
        machine(eth0.down())
                .shows(
                        "parent-state",
                        "problem eth0: it is down, and no link on it passes anything | ip link set dev eth0 up");
    }

    @Test
    void aParentWithoutACarrierIsHeldUpByWhatIsBelow() {
        Dev vlan = Dev.vlan("eth0.5", 3, "eth9", 5).withoutCarrier();
        machine(Dev.ether("eth9", 4), vlan)
                .shows("parent-state", "problem eth0.5: it has no carrier: look at the cable and the switch port");
        machine(Dev.ether("eth9", 4).down(), vlan)
                .shows("parent-state", "problem eth0.5: it has no carrier: eth9 is down | ip link set dev eth9 up");
        machine(eth0.withoutCarrier())
                .shows("parent-state", "problem eth0: it has no carrier: look at the cable and the switch port");
    }

    @Test
    void theOtherEndOfAPairIsTheOneThatKnowsIt() {
        Dev eth0 = Dev.veth("eth0", 3, 8).withoutCarrier();
        patient.has(eth0, Dev.veth("mine", 8, 3).down())
                .web(
                        web0,
                        Dev.veth("other", 9, 3).down(),
                        Dev.veth("end", 8, 4).down(),
                        Dev.veth("end0", 8, 3).down())
                .shows(
                        "parent-state",
                        "problem eth0: it has no carrier: end0 (netns web) is down"
                                + " | ip -n web link set dev end0 up");
        patient.has(eth0)
                .web(web0, Dev.veth("end0", 8, 3))
                .shows("parent-state", "problem eth0: it has no carrier: look at the cable and the switch port");
    }

    @Test
    void nothingElseMayHoldAParent() {
        machine(eth0).shows("parent-held", "ok: nothing else holds the parents");
        machine(eth0.inBridge("br0"))
                .shows(
                        "parent-held",
                        "problem eth0: it cannot be a parent: it belongs to the bridge br0"
                                + " (use br0 itself as the parent, or take eth0 out of it) | ip link set dev eth0 nomaster");
    }

    @Test
    void aWirelessCardCarriesLinksInL2BadlyOnly() {
        String wlan = UEVENT + ":INTERFACE=eth0\n" + UEVENT + ":DEVTYPE=wlan\n";
        String look = "grep -sH '' " + UEVENT;

        machine(eth0)
                .answers(look, wlan)
                .shows(
                        "wifi",
                        "warning eth0: it is a Wi-Fi card: in mode l2 its access point sees several addresses of"
                                + " one station, and may answer for, or let through, one alone; routers that have a route to the"
                                + " links do without | ipvlanctl mode l3 eth0");
        machine(eth0)
                .answers(look, UEVENT + ":INTERFACE=eth0\n")
                .shows("wifi", "ok: no parent is a Wi-Fi card in mode l2");
        machine(eth0)
                .answers(look, "")
                .shows(
                        "wifi",
                        "unknown eth0: " + UEVENT + " cannot be read, so whether it is a Wi-Fi card is not known");
        web0.port("l3", "bridge");
        machine(eth0).answers(look, wlan).shows("wifi", "ok: no parent is a Wi-Fi card in mode l2");
    }

    @Test
    void aParentElsewhereIsMendedThere() {
        patient.has()
                .web(eth0, Dev.ipvlan("web0", 5, "eth0"))
                .answers("ip netns exec web grep -sH '' " + UEVENT, UEVENT + ":DEVTYPE=wlan\n")
                .shows(
                        "wifi",
                        "warning eth0 (web): it is a Wi-Fi card: in mode l2 its access point sees several"
                                + " addresses of one station, and may answer for, or let through, one alone; routers that have a"
                                + " route to the links do without | ipvlanctl -n web mode l3 eth0");
    }

    // ---- netfilter -------------------------------------------------------------------------------------------------

    private static final String TABLES = "grep -sH '' /proc/net/ip6_tables_names /proc/net/ip_tables_names";
    private static final String IP_TABLES = "/proc/net/ip_tables_names:filter\n";
    private static final String MODULE = "test -e /sys/module/nf_tables";

    private Patient inL3() {
        web0.port("l3", "bridge");
        return machine(eth0);
    }

    @Test
    void onlyLinksInL3PassRulesBy() {
        for (String mode : new String[] {"l2", "l3s"}) {
            web0.port(mode, "bridge");
            machine(eth0).shows("netfilter", "ok: no rules are passed by");
        }
    }

    @Test
    void rulesOfEitherKindArePassedBy() {
        inL3().answers(TABLES, IP_TABLES).answers("iptables-legacy-save", RULE).shows("netfilter", PASSED_BY);
        inL3().answers(TABLES, IP_TABLES)
                .answers("iptables-legacy-save", ":INPUT DROP [0:0]\n")
                .shows("netfilter", PASSED_BY);
        inL3().answers(TABLES, "")
                .answers(MODULE, "")
                .answers("nft list ruleset", "table ip x {\n}\n")
                .shows("netfilter", PASSED_BY);
        inL3().answers(TABLES, IP_TABLES)
                .lacks("iptables-legacy-save")
                .answers(MODULE, "")
                .answers("nft list ruleset", "table ip x {\n}\n")
                .shows("netfilter", PASSED_BY);
    }

    @Test
    void whereThereAreNoRulesNoneArePassedBy() {
        inL3().answers(TABLES, IP_TABLES)
                .answers("iptables-legacy-save", NO_RULE)
                .refuses(MODULE)
                .shows("netfilter", "ok: no rules are passed by");
        inL3().answers(TABLES, "")
                .answers(MODULE, "")
                .answers("nft list ruleset", "\n")
                .shows("netfilter", "ok: no rules are passed by");
    }

    @Test
    void rulesThatNobodyCanListAreUnknown() {
        String unknown = "unknown eth0: there is netfilter in its namespace, and no program to list the rules";
        inL3().answers(TABLES, IP_TABLES)
                .lacks("iptables-legacy-save")
                .refuses(MODULE)
                .shows("netfilter", unknown);
        inL3().answers(TABLES, "").answers(MODULE, "").lacks("nft list ruleset").shows("netfilter", unknown);
        inL3().answers(TABLES, "")
                .answers(MODULE, "")
                .refuses("nft list ruleset")
                .shows("netfilter", unknown);
    }
}
