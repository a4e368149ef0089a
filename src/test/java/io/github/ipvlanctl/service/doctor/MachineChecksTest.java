package io.github.ipvlanctl.service.doctor;

import static io.github.ipvlanctl.testing.Failures.assertFails;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.exec.Command;
import io.github.ipvlanctl.model.Change;
import io.github.ipvlanctl.model.Change.Action;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.testing.Dev;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found on a machine as a whole: its kernel, its programs, and what it shall be. */
class MachineChecksTest {
    private static final String MODULE = "test -e /sys/module/ipvlan";
    private static final String MODPROBE = "modprobe --show-depends rtnl-link-ipvlan";
    private static final String STATUS = "grep -sH '' /proc/self/status";

    private final Patient patient;
    private final Dev eth0 = Dev.ether("eth0", 3);
    private final Dev web0 = Dev.ipvlanElsewhere("web0", 2, 3).up();

    MachineChecksTest(@TempDir Path directory) {
        patient = new Patient(directory);
    }

    private Patient withoutLinks() {
        return patient.has(eth0).web();
    }

    @Test
    void aDriverThatIsLoadedOrWillBeIsWell() {
        patient.has(eth0).web(web0).shows("driver", "ok: the kernel has the ipvlan driver");
        withoutLinks().answers(MODULE, "").shows("driver", "ok: the kernel has the ipvlan driver");
        withoutLinks()
                .refuses(MODULE)
                .answers(MODPROBE, "insmod ipvlan.ko\n")
                .shows("driver", "ok: the ipvlan driver is loaded when the first link is made");
    }

    @Test
    void aDriverThatIsOnABlacklistIsLoadedByHand() {
        withoutLinks()
                .refuses(MODULE)
                .answers(MODPROBE, "")
                .shows(
                        "driver",
                        "problem: the ipvlan driver is not loaded, and the kernel does not load it by itself: a blacklist"
                                + " of modprobe's names it | modprobe ipvlan");
    }

    @Test
    void withoutModprobeNobodyKnowsWhetherTheDriverCanBeLoaded() {
        withoutLinks()
                .lacks(MODULE)
                .lacks(MODPROBE)
                .shows(
                        "driver",
                        "unknown: the ipvlan driver is not loaded, and there is no modprobe to ask whether it can be");
    }

    @Test
    void anIpThatIsNotThereIsInstalled() {
        patient.machine.runner.expect("ip -V").throwsFailure(ErrorKind.ENVIRONMENT, "cannot run ip");
        patient.shows("iproute2", "problem: cannot run ip | apt-get install iproute2");

        patient.machine.runner.expect("ip -V").timesOut();
        patient.shows("iproute2", "unknown: ip did not end within 30 s and was killed");
    }

    @Test
    void aSignalEndsTheExamination() {
        patient.machine.runner.expect("ip -V").isInterrupted();
        assertFails(() -> patient.shows("iproute2"), ErrorKind.INTERRUPTED, "stopped by a signal", null);
    }

    @ParameterizedTest
    @CsvSource({
        "3.19.0, problem: ip is too old: %s; and it takes 4.16 | apt-get install iproute2",
        "4.15.0, problem: ip is too old: %s; and it takes 4.16 | apt-get install iproute2",
        "ss180129, problem: ip is too old: %s; and it takes 4.16 | apt-get install iproute2",
        "ss200127, warning: ip is older than 5.9; the oldest that was tried: %s | apt-get install iproute2",
        "v4.16.0, warning: ip is older than 5.9; the oldest that was tried: %s | apt-get install iproute2",
        "5.8.0, warning: ip is older than 5.9; the oldest that was tried: %s | apt-get install iproute2",
        "5.9.0, ok: %s",
        "6.15.0, ok: %s"
    })
    void anIpOfAFormerAgeIsTooOldOrWasNotTried(String version, String finding) {
        String said = "ip utility, iproute2-" + version;
        patient.answers("ip -V", said + "\n")
                .shows("iproute2", finding.replace(";", ",").replace("%s", said));
    }

    @ParameterizedTest
    @CsvSource({
        "0000000000201000, ok: the caller has CAP_NET_ADMIN and CAP_SYS_ADMIN",
        "0000000000200000, problem: the caller lacks CAP_NET_ADMIN",
        "ffffffffffdfefff, problem: the caller lacks CAP_NET_ADMIN and CAP_SYS_ADMIN"
    })
    void rightsAreBitsOfTheEffectiveOnes(String effective, String finding) {
        patient.answers(
                        STATUS,
                        "/proc/self/status:CapPrm:\tffffffffffffffff\n/proc/self/status:CapEff:\t" + effective + "\n")
                .shows(
                        "capabilities",
                        finding.startsWith("ok")
                                ? finding
                                : finding + ": nothing can be changed, and links in other namespaces are not seen"
                                        + " | ipvlanctl --sudo doctor");
    }

    @Test
    void rightsThatCannotBeReadAreUnknown() {
        patient.answers(STATUS, "").shows("capabilities", "unknown: /proc/self/status cannot be read");
        patient.answers(STATUS, "Binary file matches\n")
                .shows("capabilities", "unknown: /proc/self/status cannot be read");
    }

    @Test
    void namesThatStandForNoNamespaceAreDeleted() {
        patient.leaves(new NetnsName("ghost"))
                .shows(
                        "namespaces",
                        "problem: /run/netns/ghost stands for no namespace: it was left behind | ip netns delete ghost");
        patient.leaves().shows("namespaces", "ok: each name stands for a namespace");
    }

    // ---- dhcp ------------------------------------------------------------------------------------------------------

    private static final String LIST =
            Command.of(List.of("sh", "-c", DhcpCheck.LIST)).shellText();
    private static final String WELL = "ok: no DHCP client asks with the shared MAC address alone";

    private Patient asks(String... clients) {
        patient.machine
                .runner
                .expect(LIST)
                .prints(String.join("", List.of(clients)).replace(' ', '\n').replace("|", "\n\n"));
        return patient.has(eth0).web(web0).answers("ip netns exec web readlink /proc/self/ns/net", "net:[7]\n");
    }

    @Test
    void aDhcpClientWithoutAnIdentifierIsStartedAgainWithOne() {
        String nothing = " asks for its address without a client identifier of its own: the server tells it from its"
                + " parent and the other links by nothing";
        asks("12 net:[7] /sbin/udhcpc -iweb0|", "13 net:[7] dhclient -v web0|")
                .shows(
                        "dhcp",
                        "warning web0 (web): udhcpc (process 12)" + nothing
                                + " | kill 12 | ip netns exec web udhcpc -b -i web0 -x 0x3d:007765622f77656230",
                        "warning web0 (web): dhclient (process 13)" + nothing
                                + " | kill 13 | sh -c 'echo '\\''send dhcp-client-identifier \"web/web0\";'\\'' > "
                                + "/run/dhclient-web0.conf'"
                                + " | ip netns exec web dhclient -cf /run/dhclient-web0.conf web0");
    }

    @ParameterizedTest
    @CsvSource({
        "12 net:[7] udhcpc -i web0 -x 0x3d:0077|",
        "12 net:[7] udhcpc web0 --clientid:1|",
        "12 net:[7] dhclient -cf x web0|",
        "12 net:[8] udhcpc -i web0|",
        "12 net:[7] udhcpc -i eth0|",
        "12 net:[7] udhcpc6 -i web0|12 net:[7]|"
    })
    void otherClientsAreWell(String clients) {
        boolean known = !clients.contains("udhcpc6");
        if (known) {
            asks(clients).shows("dhcp", WELL);
        } else {
            patient.answers(LIST, clients.replace(' ', '\n').replace("|", "\n\n"))
                    .shows("dhcp", WELL);
        }
    }

    @Test
    void whereNoClientCanBeLookedForNoneIsFound() {
        patient.lacks(LIST).shows("dhcp", WELL);
    }

    // ---- drift -----------------------------------------------------------------------------------------------------

    private static Change change(Action action, String kind, String name) {
        return new Change(action, kind, name, null, null, List.of(), List.of(), null);
    }

    @Test
    void whatAManifestWantsOtherwiseIsNamedUpToFive() {
        List<Change> changes = new ArrayList<>(List.of(change(Action.CHANGE, "port", "eth0")));
        patient.wants(changes)
                .shows(
                        "drift",
                        "problem: 1 thing is not as the manifest says: ~ port eth0 | ipvlanctl apply -f 'my edge.yaml'");

        for (int i = 0; i < 4; i++) {
            changes.add(change(Action.ADD, "link", "web" + i));
        }
        String five = "~ port eth0, + web0, + web1, + web2, + web3";
        patient.wants(changes)
                .shows(
                        "drift",
                        "problem: 5 things are not as the manifest says: " + five
                                + " | ipvlanctl apply -f 'my edge.yaml'");
        changes.add(change(Action.DELETE, "link", "web4"));
        patient.wants(changes)
                .shows(
                        "drift",
                        "problem: 6 things are not as the manifest says: " + five
                                + ", … | ipvlanctl apply -f 'my edge.yaml'");
    }

    @Test
    void aMachineThatIsAsItsManifestSaysIsWell() {
        patient.wants(List.of()).shows("drift", "ok: all is as the manifest says");
    }
}
