package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.given;
import static io.github.ipvlanctl.kernel.Machine.givenNetns;
import static io.github.ipvlanctl.kernel.Machine.ip;
import static io.github.ipvlanctl.kernel.Machine.run;
import static io.github.ipvlanctl.kernel.Machine.sh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Set-ups that are broken with bare {@code ip}: the doctor names what is wrong, and the very commands that it prints mend it.
 * eth9 is one end of a wire whose other end, wire, is in the namespace peer.
 */
@OnAKernel
class DoctorKernelTest {
    /** The machine itself is not to reach its links: most set-ups here have no shim. */
    private static final String DOCTOR = "doctor --skip host-reach";

    @BeforeEach
    void aWire() {
        givenNetns("peer", "web");
        given(
                "link add name eth9 type veth peer name wire netns peer",
                "link set dev eth9 up",
                "address add 10.0.0.1/24 dev eth9");
        ip("-n peer link set dev wire up").succeeds();
        ip("-n peer address add 10.0.0.254/24 dev wire").succeeds();
    }

    /** A link made with bare ip, in the namespace web. */
    private static void givenLink(String mode, String address) {
        ip("link add link eth9 name web0 netns web type ipvlan mode " + mode).succeeds();
        ip("-n web address add " + address + " dev web0").succeeds();
        ip("-n web link set dev web0 up").succeeds();
    }

    private static void ping(String netns, String address) {
        sh("for i in 1 2 3 4 5 6; do ip netns exec " + netns + " ping -c 1 -W 1 " + address + " && exit; done; exit 1")
                .succeeds();
    }

    private static Outcome pingOnce(String netns, String address) {
        return sh("ip netns exec " + netns + " ping -c 1 -W 1 " + address);
    }

    private static List<JsonObject> findings(Outcome outcome) {
        List<JsonObject> found = new ArrayList<>();
        for (JsonElement element : JsonParser.parseString(outcome.out()).getAsJsonArray()) {
            JsonObject finding = element.getAsJsonObject();
            if (List.of("problem", "warning").contains(finding.get("verdict").getAsString())) {
                found.add(finding);
            }
        }
        return found;
    }

    /** The doctor finds this and nothing else; what it prints is run, and then it finds nothing. */
    private static void isNamedAndMended(String doctor, String check, String... evidence) {
        Outcome before = run((doctor + " -j").split(" ", -1)).exits(1);
        List<JsonObject> found = findings(before);
        assertThat(found).as(before.toString()).hasSize(1);
        assertThat(found.get(0).get("check").getAsString()).isEqualTo(check);
        assertThat(found.get(0).get("evidence").getAsString()).contains(evidence);
        assertThat(found.get(0).getAsJsonArray("commands"))
                .as(before.toString())
                .isNotEmpty();
        for (JsonElement command : found.get(0).getAsJsonArray("commands")) {
            follow(command.getAsString());
        }
        Outcome after = run((doctor + " -j").split(" ", -1)).succeeds();
        assertThat(after.out()).as(after.toString()).contains("{\"check\":\"" + check + "\",\"verdict\":\"ok\"");
    }

    private static void follow(String command) {
        String own = "ipvlanctl ";
        (command.startsWith(own) ? run(command.substring(own.length()).split(" ", -1)) : sh(command)).succeeds();
    }

    @Test
    void aSoundSetUpIsCalledSound() {
        givenLink("l2", "10.0.0.5/24");

        run((DOCTOR + " web0 -n web").split(" ", -1)).succeeds().prints("sound\n");
        run(DOCTOR.split(" ", -1)).succeeds().prints("sound\n");
    }

    @Test
    void aDriverThatTheKernelDoesNotLoadByItself() {
        assumeThat(System.getenv("IPVLANCTL_SANDBOX"))
                .as("the machine's own kernel may have use for its driver")
                .isEqualTo("uml");
        ip("link delete dev eth9").succeeds();
        sh("rmmod ipvlan && mkdir -p /run/modprobe.d && echo blacklist ipvlan > /run/modprobe.d/doctor.conf")
                .succeeds();
        try {
            isNamedAndMended("doctor", "driver", "blacklist");
            given("link add name eth9 type dummy", "link add link eth9 name web0 type ipvlan mode l2");
        } finally {
            sh("rm -f /run/modprobe.d/doctor.conf; modprobe ipvlan").succeeds();
        }
    }

    @Test
    void aNameThatStandsForNoNamespace() {
        sh("touch /run/netns/ghost").succeeds();
        ip("-n ghost link show").says("Invalid argument");

        isNamedAndMended(DOCTOR, "namespaces", "/run/netns/ghost stands for no namespace");
    }

    @Test
    void aParentInABridge() {
        given("link add name br0 type bridge", "link set dev eth9 master br0");
        ip("link add link eth9 name web0 type ipvlan mode l2").says("Device or resource busy");

        isNamedAndMended(DOCTOR + " --parent eth9", "parent-held", "belongs to the bridge br0");
        ip("link add link eth9 name web0 type ipvlan mode l2").succeeds();
    }

    @Test
    void aParentWithMacvlanDevices() {
        given("link add link eth9 name mv0 netns web type macvlan");
        ip("link add link eth9 name web0 type ipvlan mode l2").says("Device or resource busy");

        isNamedAndMended(DOCTOR + " --parent eth9", "parent-held", "mv0 (netns web)");
        ip("link add link eth9 name web0 type ipvlan mode l2").succeeds();
    }

    @Test
    void aParentThatIsDown() {
        givenLink("l2", "10.0.0.5/24");
        ip("link set dev eth9 down").succeeds();
        assertThat(pingOnce("web", "10.0.0.254").exit()).isNotZero();

        isNamedAndMended(DOCTOR, "parent-state", "it is down");
        ping("web", "10.0.0.254");
    }

    @Test
    void aParentWithoutACarrier() {
        givenLink("l2", "10.0.0.5/24");
        ip("-n peer link set dev wire down").succeeds();

        isNamedAndMended(DOCTOR, "parent-state", "no carrier: wire (netns peer) is down");
        ping("web", "10.0.0.254");
    }

    @Test
    void aParentThatIsAWirelessCard() {
        sh("sed '$a DEVTYPE=wlan' /sys/class/net/eth9/uevent > /run/uevent"
                        + " && mount --bind /run/uevent /sys/class/net/eth9/uevent")
                .succeeds();
        try {
            givenLink("l2", "10.0.0.5/24");
            isNamedAndMended(DOCTOR + " --skip l3-route", "wifi", "Wi-Fi card");
        } finally {
            sh("umount /sys/class/net/eth9/uevent").succeeds();
        }
    }

    @Test
    void aLinkThatIsDown() {
        givenLink("l2", "10.0.0.5/24");
        ip("-n web link set dev web0 down").succeeds();

        isNamedAndMended(DOCTOR, "link-state", "is down");
        ping("web", "10.0.0.254");
    }

    @Test
    void anMtuAboveTheParents() {
        givenLink("l2", "10.0.0.5/24");
        ip("-n web link set dev web0 mtu 9000").succeeds();
        assertThat(sh("ip netns exec web ping -c 1 -W 1 -M do -s 3000 10.0.0.254")
                        .exit())
                .isNotZero();

        isNamedAndMended(DOCTOR, "mtu", "its MTU 9000 is above the 1500 of its parent eth9");
    }

    @Test
    void aLinkWithItsParentsAddress() {
        givenLink("l2", "10.0.0.1/24");

        isNamedAndMended(DOCTOR, "parent-address", "10.0.0.1 is the address of its parent eth9");
    }

    @Test
    void anAddressThatANeighbourHas() {
        ip("-n peer address add 10.0.0.5/24 dev wire").succeeds();
        givenLink("l2", "10.0.0.5/24");

        isNamedAndMended(DOCTOR, "duplicate", "10.0.0.5 is in use on the wire");
    }

    @Test
    void anIpv6AddressThatANeighbourHas() {
        ip("-n peer address add 2001:db8::5/64 dev wire nodad").succeeds();
        givenLink("l2", "2001:db8::5/64");
        sh("for i in 1 2 3 4 5 6 7 8 9; do ip -n web -6 address show dev web0 | grep -q dadfailed && exit; sleep .5; done; exit 1")
                .succeeds();

        isNamedAndMended(DOCTOR, "ipv6", "2001:db8::5 is in use on the wire");
    }

    @Test
    void ipv6SwitchedOffOnOneLink() {
        givenLink("l2", "10.0.0.5/24");
        sh("ip netns exec web sh -c 'echo 1 > /proc/sys/net/ipv6/conf/web0/disable_ipv6'")
                .succeeds();
        // Its words: since 6.6 "IPv6 is disabled on this device", before "Permission denied".
        ip("-n web address add 2001:db8::5/64 dev web0").exits(2);
        run("-n web addr add 2001:db8::5/64 --dev web0").exits(6).says("IPv6 is switched off there");

        isNamedAndMended(DOCTOR, "ipv6", "IPv6 is off");
        ip("-n web address add 2001:db8::5/64 dev web0").succeeds();
    }

    @Test
    void aGatewayThatIsOnNoLink() {
        ip("route add default via 10.0.0.254").succeeds();
        givenLink("l2", "10.0.0.5/24");
        ip("-n web route add default via 10.9.9.9 dev web0 onlink").succeeds();
        assertThat(pingOnce("web", "8.8.8.8").exit()).isNotZero();

        isNamedAndMended(DOCTOR, "gateway", "the gateway 10.9.9.9 of its route to default");
        ip("-n web route show default").prints("default via 10.0.0.254 dev web0");
    }

    @Test
    void aLinkInL3WithoutARoute() {
        givenLink("l3", "10.5.0.5/24");
        ip("-n peer route add 10.5.0.5 via 10.0.0.1").succeeds();
        assertThat(pingOnce("web", "10.0.0.254").exit()).isNotZero();

        isNamedAndMended(DOCTOR, "l3-route", "no default IPv4 route");
        ping("web", "10.0.0.254");
    }

    @Test
    void aStrictReversePathFilter() {
        givenLink("l3", "10.5.0.5/24");
        ip("-n web link add name other type dummy").succeeds();
        ip("-n web link set dev other up").succeeds();
        ip("-n web route add default dev other").succeeds();
        ip("-n peer route add 10.5.0.5 via 10.0.0.1").succeeds();
        sh("ip netns exec web sh -c 'echo 1 > /proc/sys/net/ipv4/conf/web0/rp_filter'")
                .succeeds();

        assertThat(dropped()).isPositive();

        isNamedAndMended(DOCTOR, "rp-filter", "rp_filter is strict");
        assertThat(dropped()).isZero();
    }

    /** How many of the peer's packets rp_filter drops. */
    private static int dropped() {
        String counter =
                "ip netns exec web nstat -asz TcpExtIPReversePathFilter | sed -n 's/^TcpExtIPRev[^0-9]*\\([0-9]*\\).*/\\1/p'; ";
        String[] counts = sh(counter + "ip netns exec peer ping -c 1 -W 1 10.5.0.5 > /dev/null; " + counter)
                .out()
                .strip()
                .split("\n", -1);
        return Integer.parseInt(counts[1]) - Integer.parseInt(counts[0]);
    }

    @Test
    void aGatewayThatDoesNotForward() {
        givenNetns("router");
        given(
                "link add name wan0 type veth peer name lan netns router",
                "link set dev wan0 up",
                "address add 10.1.0.1/24 dev wan0",
                "link add link eth9 name shim type ipvlan mode l2",
                "address add 10.0.0.250/32 dev shim",
                "link set dev shim up",
                "route add 10.0.0.5 dev shim");
        ip("-n router link set dev lan up").succeeds();
        ip("-n router address add 10.1.0.254/24 dev lan").succeeds();
        ip("-n router route add default via 10.1.0.1").succeeds();
        givenLink("l2", "10.0.0.5/24");
        ip("-n web route add default via 10.0.0.250").succeeds();
        sh("echo 0 > /proc/sys/net/ipv4/ip_forward").succeeds();
        assertThat(pingOnce("web", "10.1.0.254").exit()).isNotZero();

        isNamedAndMended(DOCTOR, "forwarding", "its gateway is shim of this machine, which does not forward");
        ping("web", "10.1.0.254");
        sh("echo 0 > /proc/sys/net/ipv4/ip_forward").succeeds();
    }

    @Test
    void aMachineWhoseWayOutIsNotTheParentOfItsLinksInL3() {
        given(
                "link add name wan0 type dummy",
                "link set dev wan0 up",
                "address add 10.1.0.1/24 dev wan0",
                "route add default via 10.1.0.254");
        givenLink("l3", "10.5.0.5/24");
        ip("-n web route add default dev web0").succeeds();
        ip("-n peer address add 8.8.8.8/32 dev wire").succeeds();
        ip("-n peer route add 10.5.0.5 via 10.0.0.1").succeeds();

        run((DOCTOR + " -q").split(" ", -1)).exits(1).prints("leaves through it alone");
        ip("route add default via 10.0.0.254 dev eth9 metric 500").succeeds();
        run((DOCTOR + " -q").split(" ", -1)).succeeds();
        ping("web", "8.8.8.8");
    }

    @Test
    void rulesThatLinksInL3PassBy() {
        givenLink("l3", "10.5.0.5/24");
        ip("-n web route add default dev web0").succeeds();
        ip("-n peer route add 10.5.0.5 via 10.0.0.1").succeeds();
        String rule = " INPUT -p icmp -d 10.5.0.5 -j DROP";
        sh("iptables-legacy -A" + rule).succeeds();
        try {
            ping("peer", "10.5.0.5");
            isNamedAndMended(DOCTOR, "netfilter", "passes by them");
            assertThat(pingOnce("peer", "10.5.0.5").exit()).isNotZero();
        } finally {
            sh("iptables-legacy -D" + rule).succeeds();
        }
    }

    @Test
    void aDhcpClientWithoutAnIdentifier() {
        givenLink("l2", "10.0.0.5/24");
        sh("mkdir -p /usr/local/sbin && printf '#!/bin/bash\\nexec -a udhcpc sh -c \"sleep 60\" sh \"$@\" > /dev/null 2>&1 &\\n'"
                        + " > /usr/local/sbin/udhcpc && chmod +x /usr/local/sbin/udhcpc && ip netns exec web udhcpc -i web0")
                .succeeds();

        isNamedAndMended(DOCTOR, "dhcp", "without a client identifier");
        sh(
                "for f in /proc/[0-9]*/cmdline; do tr '\\0' ' ' < $f | grep '^udhcpc' | grep -q 0x3d: && kill $(echo $f | cut -d/ -f3); done; rm /usr/local/sbin/udhcpc");
    }

    @Test
    void aMachineThatDoesNotReachItsLinks() {
        givenLink("l2", "10.0.0.5/24");
        assertThat(sh("ping -c 1 -W 1 10.0.0.5").exit()).isNotZero();

        isNamedAndMended("doctor", "host-reach", "10.0.0.5 on web0 (netns web)");
        sh("ping -c 1 -W 5 10.0.0.5").succeeds();
    }

    @Test
    void aMachineThatIsNotAsItsManifestSays() {
        sh("printf 'version: 1\\nparents: [{name: eth9, links: [{name: web0, netns: web, mtu: 1400}]}]\\n' > /run/edge.yaml")
                .succeeds();
        givenLink("l2", "10.0.0.5/24");

        isNamedAndMended(DOCTOR + " -f /run/edge.yaml", "drift", "~ web0");
        sh("cat /sys/class/net/eth9/mtu; ip -n web link show web0").prints("mtu 1400");
    }
}
