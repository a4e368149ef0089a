package io.github.ipvlanctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.service.DoctorService;
import io.github.ipvlanctl.testing.Cli;
import io.github.ipvlanctl.testing.Dev;
import io.github.ipvlanctl.testing.Machine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What kernel tests cannot show of the doctor: an ip too old, rights that are missing, and what nobody can see. */
class DoctorTest {
    private final Machine machine;
    private final Cli cli;

    DoctorTest(@TempDir Path directory) {
        machine = new Machine(directory);
        cli = new Cli(machine);
    }

    @AfterEach
    void allWasRun() {
        machine.runner.verify();
    }

    private Cli.Outcome only(String... checks) {
        List<String> words = new ArrayList<>(List.of("doctor", "-j"));
        List<String> wanted = List.of(checks);
        for (String check : DoctorService.checks()) {
            if (!wanted.contains(check)) {
                words.addAll(List.of("--skip", check));
            }
        }
        return cli.run(words.toArray(String[]::new));
    }

    private static void assertFinds(Cli.Outcome outcome, int exit, String verdict, String evidence) {
        assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(exit);
        assertThat(outcome.out()).contains("\"verdict\":\"" + verdict + "\"").contains(evidence);
    }

    @Test
    void anIpThatIsTooOldIsAProblem() {
        machine.runner.expect("ip -V").prints("ip utility, iproute2-4.9.0\n");
        assertFinds(only("iproute2"), 1, "problem", "ip is too old: ip utility, iproute2-4.9.0, and it takes 4.16");

        machine.runner.expect("ip -V").prints("ip utility, iproute2-ss170905\n");
        assertFinds(only("iproute2"), 1, "problem", "ip is too old: ip utility, iproute2-ss170905");

        machine.runner.expect("ip -V").prints("ip utility, iproute2-5.9.0\n");
        assertFinds(only("iproute2"), 0, "ok", "iproute2-5.9.0");
    }

    @Test
    void anIpThatIsOlderThanAnyThatWasTriedIsAWarning() {
        machine.runner.expect("ip -V").prints("ip utility, iproute2-4.16.0\n");
        assertFinds(only("iproute2"), 1, "warning", "ip is older than 5.9, the oldest that was tried");
    }

    @Test
    void anIpThatDoesNotSayItsVersionIsUnknown() {
        machine.runner.expect("ip -V").prints("BusyBox v1.36\n");
        assertFinds(only("iproute2"), 0, "unknown", "BusyBox v1.36");
    }

    @Test
    void rightsThatAreMissingAreAProblem() {
        String look = "grep -sH '' /proc/self/status";
        machine.runner.expect(look).prints("/proc/self/status:CapEff:\t0000000000001000\n");
        assertFinds(only("capabilities"), 1, "problem", "the caller lacks CAP_SYS_ADMIN:");

        machine.runner.expect(look).prints("/proc/self/status:CapEff:\t000001ffffffffff\n");
        assertFinds(only("capabilities"), 0, "ok", "CAP_NET_ADMIN and CAP_SYS_ADMIN");
    }

    @Test
    void aKernelWithoutTheDriverIsAProblemThatNoCommandMends() {
        machine.here(Dev.ether("eth0", 2));
        machine.runner.expect("test -e /sys/module/ipvlan").fails(1, "");
        machine.runner.expect("modprobe --show-depends rtnl-link-ipvlan").fails(1, "modprobe: FATAL: Module not found");
        assertFinds(only("driver"), 1, "problem", "this kernel has no ipvlan driver");
    }

    @Test
    void whatNobodyCanSeeIsUnknownAndNeverOk() {
        machine.here(Dev.ether("eth0", 2), Dev.ipvlan("web0", 3, "eth0"));
        machine.runner.expect("grep -sH '' /sys/class/net/eth0/uevent").fails(127, "exec of \"grep\" failed");
        Cli.Outcome outcome = only("wifi");
        assertFinds(outcome, 0, "unknown", "cannot run grep");
        assertThat(outcome.out()).doesNotContain("\"ok\"");
    }

    @Test
    void aLinkThatIsNotThereIsNotFound() {
        machine.here(Dev.ether("eth0", 2));
        assertThat(cli.line("doctor web0").exit()).isEqualTo(4);
    }

    @Test
    void aCheckThatIsNotThereIsNamed() {
        cli.line("doctor --skip mut").fails(2, "--skip: there is no check 'mut'", "did you mean mtu?");
    }
}
