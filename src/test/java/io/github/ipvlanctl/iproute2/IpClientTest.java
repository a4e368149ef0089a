package io.github.ipvlanctl.iproute2;

import static io.github.ipvlanctl.testing.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.exec.Termination;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.testing.Dev;
import io.github.ipvlanctl.testing.ScriptedRunner;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IpClientTest {
    private static final NetnsName BLUE = new NetnsName("blue");
    private static final InterfaceName IPVL0 = new InterfaceName("ipvl0");
    private static final String INTERRUPTED = "Dump was interrupted and may be inconsistent.\n";

    private final ScriptedRunner runner = new ScriptedRunner();
    private final IpClient ip = new IpClient(runner, new IpProgram("ip", false, null));

    @AfterEach
    void nothingIsLeftOfTheScript() {
        runner.verify();
    }

    @Test
    void readsAgainWhenLinksChangedMeanwhile() {
        runner.expect("ip -j -d address show").ends(new Termination.Exited(0), "[]", INTERRUPTED);
        runner.expect("ip -j -d address show").prints(Dev.json(Dev.ether("eth0", 3)));

        assertThat(ip.devices(Netns.current()))
                .extracting(device -> device.name().value())
                .containsExactly("eth0");
    }

    @Test
    void doesNotReadAgainForEver() {
        for (int i = 0; i < 20; i++) {
            runner.expect("ip -j -d address show").ends(new Termination.Exited(0), "[]", INTERRUPTED);
        }

        assertFails(
                () -> ip.devices(Netns.current()),
                ErrorKind.FAILED,
                "the links keep changing: no listing came out whole",
                "try again");
    }

    @Test
    void aNamespaceThatIsGoneHasNoDevices() {
        runner.expect("ip -n blue -j -d address show")
                .fails(255, "Cannot open network namespace \"blue\": No such file or directory\n");
        runner.expect("nsenter --net=/proc/42/ns/net ip -j -d address show")
                .fails(1, "nsenter: cannot open /proc/42/ns/net: No such file or directory\n");

        assertThat(ip.devices(Netns.named(BLUE))).isEmpty();
        assertThat(ip.devices(new Netns.OfProcess(42))).isEmpty();
    }

    @Test
    void theNamespaceToActInMustBeThere() {
        runner.expect("ip -n blue -j -d address show")
                .fails(255, "Cannot open network namespace \"blue\": No such file or directory\n");
        IpClient inBlue = new IpClient(runner, new IpProgram("ip", false, BLUE));

        assertFails(
                () -> inBlue.devices(Netns.current()),
                ErrorKind.NOT_FOUND,
                "ip says: Cannot open network namespace \"blue\": No such file or directory",
                "'ipvlanctl netns list' shows the namespaces");
    }

    @Test
    void otherFailuresOfAListingAreFailures() {
        runner.expect("ip -n blue -j -d address show")
                .fails(255, "setting the network namespace \"blue\" failed: Operation not permitted\n");

        assertFails(
                () -> ip.devices(Netns.named(BLUE)),
                ErrorKind.PERMISSION,
                "this needs root",
                "run it with sudo, or add --sudo, which runs only ip as root");
    }

    @Test
    void aListingOfNothingIsNoListing() {
        runner.expect("ip -j -d address show").prints("\n");

        assertFails(
                () -> ip.devices(Netns.current()),
                ErrorKind.FAILED,
                "ip listed no device, and each namespace has one",
                "see it with -vv; is --ip really iproute2's ip?");
    }

    @Test
    void aDeviceThatIsGoneIsNothing() {
        runner.expect("ip -j -d address show dev ipvl0").fails(1, "Device \"ipvl0\" does not exist.\n");
        runner.expect("ip -j -d address show dev ipvl0").fails(1, "Cannot find device \"ipvl0\"\n");
        runner.expect("ip -j -d address show dev ipvl0").prints(Dev.json(Dev.ipvlan("ipvl0", 4, "eth0")));
        runner.expect("ip -j -d address show dev ipvl0").fails(1, "Cannot send dump request: Bad file descriptor\n");

        assertThat(ip.device(Netns.current(), IPVL0)).isEmpty();
        assertThat(ip.device(Netns.current(), IPVL0)).isEmpty();
        assertThat(ip.device(Netns.current(), IPVL0)).map(Device::name).contains(IPVL0);
        assertFails(
                () -> ip.device(Netns.current(), IPVL0),
                ErrorKind.FAILED,
                "ip says: Cannot send dump request: Bad file descriptor",
                "-v shows each command that is run");
    }

    @Test
    void aNamespacesNumbersAreOfThoseThatHaveNames() {
        runner.expect("ip -n blue -j netns list-id")
                .prints("[{\"nsid\":0},{\"nsid\":1,\"current-nsid\":3,\"name\":\"red\"}]");
        runner.expect("ip -n blue -j netns list-id")
                .fails(255, "Cannot open network namespace \"blue\": No such file or directory\n");
        runner.expect("ip -n blue -j netns list-id").fails(1, "RTNETLINK answers: Operation not permitted\n");

        assertThat(ip.netnsIds(Netns.named(BLUE))).containsOnly(Map.entry(1, new NetnsName("red")));
        assertThat(ip.netnsIds(Netns.named(BLUE))).isEmpty();
        assertFails(
                () -> ip.netnsIds(Netns.named(BLUE)),
                ErrorKind.PERMISSION,
                "this needs root",
                "run it with sudo, or add --sudo, which runs only ip as root");
    }

    @Test
    void routesAreOfBothFamilies() {
        runner.expect("ip -n blue -j -4 route show table all dev ipvl0")
                .prints("[{\"dst\":\"default\",\"gateway\":\"10.0.0.1\",\"flags\":[]}]");
        runner.expect("ip -n blue -j -6 route show table all dev ipvl0")
                .prints("[{\"dst\":\"default\",\"gateway\":\"2001:db8::1\",\"metric\":1024,\"flags\":[]}]");

        assertThat(ip.routes(Netns.named(BLUE), IPVL0))
                .extracting(route -> route.family() + " " + route.to() + " " + route.dev())
                .containsExactly("inet default ipvl0", "inet6 default ipvl0");
    }

    @Test
    void theExitCodeOfAProgramInANamespaceIsAShells() {
        runner.expect("ip netns exec blue false").fails(7, "");
        runner.expect("ip netns exec blue false").isKilledBy(9);

        assertThat(ip.exec(BLUE, List.of("false"))).isEqualTo(7);
        assertThat(ip.exec(BLUE, List.of("false"))).isEqualTo(137);
        assertThat(ip.execText(BLUE, List.of("echo", "a b"))).isEqualTo("ip netns exec blue echo 'a b'");
    }

    @Test
    void knowsWhetherIpRunsThroughSudo() {
        assertThat(ip.isWithSudo()).isFalse();
        assertThat(new IpClient(runner, new IpProgram("ip", true, null)).isWithSudo())
                .isTrue();
    }

    @Test
    void aFailureKeepsTheCommandAndWhatItSaid() {
        runner.expect("ip -j -d address show").fails(1, "something odd\n");

        Failure failure = assertFails(
                () -> ip.devices(Netns.current()),
                ErrorKind.FAILED,
                "ip says: something odd",
                "-v shows each command that is run");

        assertThat(failure.command()).containsExactly("ip", "-j", "-d", "address", "show");
        assertThat(failure.stderr()).isEqualTo("something odd\n");
    }
}
