package io.github.ipvlanctl.iproute2;

import static io.github.ipvlanctl.testing.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.exec.Command;
import io.github.ipvlanctl.exec.CommandResult;
import io.github.ipvlanctl.exec.Termination;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Netns;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What ip and the kernel said, word for word, and what it means. */
class IpErrorTest {
    private static final String ASK_FOR_COMMANDS = "-v shows each command that is run";
    private static final String NEEDS_ROOT_HINT = "run it with sudo, or add --sudo, which runs only ip as root";
    private static final String TOO_OLD_HINT =
            "install iproute2 " + IpVersion.TRIED.text() + " or newer, or name a newer one with --ip PATH";

    private static CommandResult result(String commandLine, Termination termination, String stderr) {
        return new CommandResult(Command.of(List.of(commandLine.split(" ", -1))), termination, "", stderr);
    }

    private static CommandResult said(String stderr) {
        return result("ip link add link eth0 name ipvl0 type ipvlan mode l2 bridge", new Termination.Exited(2), stderr);
    }

    static Stream<Arguments> sayings() {
        return Stream.of(
                Arguments.of(
                        "RTNETLINK answers: Operation not permitted\n",
                        ErrorKind.PERMISSION,
                        "this needs root",
                        NEEDS_ROOT_HINT),
                Arguments.of(
                        "setting the network namespace \"blue\" failed: Operation not permitted\n",
                        ErrorKind.PERMISSION,
                        "this needs root",
                        NEEDS_ROOT_HINT),
                Arguments.of(
                        "Cannot open network namespace \"blue\": Permission denied\n",
                        ErrorKind.PERMISSION,
                        "this needs root",
                        NEEDS_ROOT_HINT),
                Arguments.of(
                        "RTNETLINK answers: Permission denied\n",
                        ErrorKind.ENVIRONMENT,
                        "IPv6 is switched off there",
                        "'sysctl net.ipv6.conf.all.disable_ipv6=0' in that namespace switches it on"),
                Arguments.of(
                        "Error: ipv6: IPv6 is disabled on this device.\n",
                        ErrorKind.ENVIRONMENT,
                        "IPv6 is switched off there",
                        "'sysctl net.ipv6.conf.all.disable_ipv6=0' in that namespace switches it on"),
                Arguments.of(
                        "setting the network namespace \"blue\" failed: Invalid argument\n",
                        ErrorKind.NOT_FOUND,
                        "the namespace's name stands for none: its file was left behind",
                        "'ipvlanctl netns del NAME' takes the name away"),
                Arguments.of(
                        "nsenter: cannot open /proc/1/ns/net: Permission denied\n",
                        ErrorKind.PERMISSION,
                        "this needs root",
                        NEEDS_ROOT_HINT),
                Arguments.of(
                        "sudo: a password is required\n",
                        ErrorKind.PERMISSION,
                        "sudo asks for a password, and nothing here prompts",
                        "run 'sudo -v' first, or allow ip in sudoers with NOPASSWD"),
                Arguments.of(
                        "sudo: ip: command not found\n",
                        ErrorKind.PERMISSION,
                        "ip says: sudo: ip: command not found",
                        "sudo refused; run ipvlanctl itself as root"),
                Arguments.of(
                        "RTNETLINK answers: Unknown error 524\n",
                        ErrorKind.ENVIRONMENT,
                        "this kernel has no mode l3s",
                        "it needs CONFIG_IPVLAN_L3S; mode l3 does without"),
                Arguments.of(
                        "Option \"-j\" is unknown, try \"ip -help\".\n",
                        ErrorKind.ENVIRONMENT,
                        "this ip is too old",
                        TOO_OLD_HINT),
                Arguments.of(
                        "ipvlan: unknown option \"bridge\"?\nUsage: ... ipvlan [ mode { l2 | l3 } ]\n",
                        ErrorKind.ENVIRONMENT,
                        "this ip is too old: it does not know IPvlan's flags",
                        TOO_OLD_HINT),
                Arguments.of(
                        "Error: Unknown device type.\n",
                        ErrorKind.ENVIRONMENT,
                        "this kernel has no ipvlan driver",
                        "load it with 'modprobe ipvlan'; a kernel built without it needs CONFIG_IPVLAN"),
                Arguments.of(
                        "RTNETLINK answers: Operation not supported\n",
                        ErrorKind.ENVIRONMENT,
                        "this kernel has no ipvlan driver",
                        "load it with 'modprobe ipvlan'; a kernel built without it needs CONFIG_IPVLAN"),
                Arguments.of(
                        "Error: Address already assigned to an ipvlan device.\n",
                        ErrorKind.CONFLICT,
                        "the address is in use on another IPvlan link of the same parent",
                        "'ipvlanctl link show --all-netns' shows whose it is"),
                Arguments.of(
                        "RTNETLINK answers: File exists\n",
                        ErrorKind.CONFLICT,
                        "ip says: File exists",
                        "it came to be after ipvlanctl had looked, or is there already"),
                Arguments.of(
                        "Error: ipv4: Address already assigned.\n",
                        ErrorKind.CONFLICT,
                        "ip says: ipv4: Address already assigned",
                        "it came to be after ipvlanctl had looked, or is there already"),
                Arguments.of(
                        "Error: ipv6: address already assigned.\n",
                        ErrorKind.CONFLICT,
                        "ip says: ipv6: address already assigned",
                        "it came to be after ipvlanctl had looked, or is there already"),
                Arguments.of(
                        "Cannot create namespace file \"/run/netns/blue\": File exists\n",
                        ErrorKind.CONFLICT,
                        "ip says: Cannot create namespace file \"/run/netns/blue\": File exists",
                        "it came to be after ipvlanctl had looked, or is there already"),
                Arguments.of(
                        "RTNETLINK answers: Device or resource busy\n",
                        ErrorKind.CONFLICT,
                        "ip says: Device or resource busy",
                        "another program may be changing it: look with 'ipvlanctl parent list --all'"),
                Arguments.of(
                        "RTNETLINK answers: No space left on device\n",
                        ErrorKind.CONFLICT,
                        "ip says: No space left on device",
                        "a parent carries at most 65533 links"),
                Arguments.of(
                        "Cannot find device \"eth9\"\nCommand failed -:3\n",
                        ErrorKind.NOT_FOUND,
                        "ip says: Cannot find device \"eth9\"",
                        "it was there a moment ago, or never"),
                Arguments.of(
                        "Device \"nope\" does not exist.\n",
                        ErrorKind.NOT_FOUND,
                        "ip says: Device \"nope\" does not exist",
                        "'ipvlanctl link show' lists the links"),
                Arguments.of(
                        "Cannot open network namespace \"nonet\": No such file or directory\n",
                        ErrorKind.NOT_FOUND,
                        "ip says: Cannot open network namespace \"nonet\": No such file or directory",
                        "'ipvlanctl netns list' shows the namespaces"),
                Arguments.of(
                        "Error: Nexthop has invalid gateway.\n",
                        ErrorKind.FAILED,
                        "ip says: Nexthop has invalid gateway",
                        ASK_FOR_COMMANDS),
                Arguments.of(
                        "RTNETLINK answers: Invalid argument\n",
                        ErrorKind.FAILED,
                        "ip says: Invalid argument",
                        ASK_FOR_COMMANDS),
                Arguments.of(
                        "Error: mtu less than device minimum.\n",
                        ErrorKind.FAILED,
                        "ip says: mtu less than device minimum",
                        ASK_FOR_COMMANDS),
                Arguments.of("a\u001b[2Jb\n", ErrorKind.FAILED, "ip says: a\\u001b[2Jb", ASK_FOR_COMMANDS),
                Arguments.of("", ErrorKind.FAILED, "ip failed without a word", ASK_FOR_COMMANDS),
                Arguments.of(
                        "\n\nCommand failed -:1\n", ErrorKind.FAILED, "ip failed without a word", ASK_FOR_COMMANDS));
    }

    @ParameterizedTest
    @MethodSource("sayings")
    void understandsWhatIpSays(String stderr, ErrorKind kind, String message, @Nullable String hint) {
        Failure failure = IpError.classify(said(stderr));

        assertFailure(failure, kind, message, hint);
        assertThat(failure.stderr()).isEqualTo(stderr);
        assertThat(failure.command()).startsWith("ip", "link", "add");
    }

    @Test
    void knowsWhichDriverIsMissing() {
        CommandResult vlan = result(
                "ip link add link eth0 name eth0.20 up type vlan id 20",
                new Termination.Exited(2),
                "Error: Unknown device type.\n");

        assertFailure(
                IpError.classify(vlan),
                ErrorKind.ENVIRONMENT,
                "this kernel has no 8021q driver",
                "load it with 'modprobe 8021q'; a kernel built without it needs CONFIG_VLAN_8021Q");
    }

    @Test
    void aRenameOfALinkThatIsUpIsExplained() {
        Step rename = Step.of(IpLink.rename(Netns.current(), new InterfaceName("a"), new InterfaceName("b")));

        assertFailure(
                IpError.classify(said("RTNETLINK answers: Device or resource busy\n"), rename),
                ErrorKind.CONFLICT,
                "this kernel renames a link only while it is down",
                "add --down, which drops its routes and IPv6 addresses, and set it up again afterwards");
    }

    @Test
    void otherCommandsThatFailWithinABatchAreJudgedByTheirWords() {
        Step up = Step.of(IpLink.up(Netns.current(), new InterfaceName("a")));

        assertThat(IpError.classify(said("RTNETLINK answers: Device or resource busy\n"), up)
                        .text())
                .isEqualTo("ip says: Device or resource busy");
    }

    @ParameterizedTest
    @CsvSource({
        "ip link show,ip",
        "sudo -n ip link show,ip",
        "nsenter --net=/proc/1/ns/net ip link show,nsenter",
        "sudo -n nsenter --net=/proc/1/ns/net ip link show,nsenter",
        "/opt/ip link show,/opt/ip",
    })
    void tellsTimeOutsAndSignalsFromFailures(String command, String program) {
        assertFailure(
                IpError.classify(result(command, new Termination.TimedOut(Duration.ofSeconds(30)), "")),
                ErrorKind.TIMEOUT,
                program + " did not end within 30 s and was killed",
                "give it longer with --timeout SECONDS");
        assertFailure(
                IpError.classify(result(command, new Termination.Signalled(11), "")),
                ErrorKind.FAILED,
                program + " was killed by signal 11",
                "run it again");
    }

    @ParameterizedTest
    @CsvSource({
        "'Command failed -:2\n',2",
        "'Cannot find device\nCommand failed -:117\n',117",
        "'Error: argument \"x\" is wrong\n',0",
        "'',0",
        "'Command failed -:',0",
        "'Command failed /tmp/b:2\n',0",
        "'Command failed -:1\nCommand failed -:3\n',3",
    })
    void readsTheNumberOfTheBatchLineThatFailed(String stderr, int line) {
        assertThat(IpError.failedLine(stderr)).isEqualTo(line);
    }

    @Test
    void knowsThatANamespaceIsGone() {
        for (String stderr : List.of(
                "Cannot open network namespace \"x\": No such file or directory\n",
                "setting the network namespace \"stale\" failed: Invalid argument\n",
                "nsenter: cannot open /proc/99999/ns/net: No such file or directory\n",
                "nsenter: reassociate to namespace failed: No such process\n")) {
            assertThat(IpError.namespaceGone(said(stderr))).as(stderr).isTrue();
        }
        for (String stderr : List.of(
                "setting the network namespace \"blue\" failed: Operation not permitted\n",
                "nsenter: cannot open /proc/1/ns/net: Permission denied\n")) {
            assertThat(IpError.namespaceGone(said(stderr))).as(stderr).isFalse();
        }
    }
}
