package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.addresses;
import static io.github.ipvlanctl.kernel.Machine.given;
import static io.github.ipvlanctl.kernel.Machine.givenNetns;
import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.hasFlag;
import static io.github.ipvlanctl.kernel.Machine.ip;
import static io.github.ipvlanctl.kernel.Machine.port;
import static io.github.ipvlanctl.kernel.Machine.run;
import static io.github.ipvlanctl.kernel.Machine.state;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A compound {@code link add} happens whole or not at all. */
@OnAKernel
class WholeOrNotKernelTest {
    private static final String ADD = "link add ipvl2 --parent eth9 --into blue --create-netns"
            + " --address 10.0.0.5/24 --address 2001:db8::5/64 --gateway 10.0.0.254 --alias edge --mtu 1400 --up";

    @BeforeEach
    void aParent() {
        givenParent("eth9");
    }

    @Test
    void allOfItIsThereAfterwards() {
        run(ADD).succeeds().saysNothing();

        assertThat(addresses("ipvl2", "-n", "blue")).containsExactly("10.0.0.5/24", "2001:db8::5/64");
        assertThat(hasFlag("UP", "ipvl2", "-n", "blue")).isTrue();
        assertThat(hasFlag("UP", "lo", "-n", "blue")).isTrue();
        ip("-n blue link show dev ipvl2").prints("mtu 1400", "alias edge");
        ip("-n blue route show default").prints("default via 10.0.0.254 dev ipvl2");
    }

    @Test
    void aGatewayThatCannotBeReachedIsRefusedBeforeAnything() {
        String before = state();

        run("link add ipvl2 --parent eth9 --into blue --create-netns --address 10.0.0.5/24 --gateway 10.9.9.9 --up")
                .exits(3)
                .says("10.9.9.9", "10.0.0.5/24");
        assertThat(state()).isEqualTo(before);
        assertThat(Machine.namespaces()).isEmpty();
    }

    /** Whatever command it is that fails, also where the step before it was a process of its own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "netns add blue",
                "link set dev lo up",
                "link add link eth9",
                "alias edge",
                "10.0.0.5/24",
                "2001:db8::5/64",
                "dev ipvl2 up",
                "route add"
            })
    void nothingIsLeftWhenAStepFails(String step, @TempDir Path directory) {
        String ip = StandInIp.write(directory, StandInIp.failing(step));
        String before = state();

        run(ADD + " --ip " + ip).exits(1).says("Cannot allocate memory");
        assertThat(state()).isEqualTo(before);
        assertThat(Machine.namespaces()).isEmpty();
    }

    @Test
    void anAddressThatIsTakenMeanwhileLeavesNothingBehind(@TempDir Path directory) {
        givenNetns("red");
        given("link add link eth9 name other netns red type ipvlan mode l2 bridge");
        String ip = StandInIp.write(directory, """
                case $words in *'netns add blue'*) ip -n red address add 10.0.0.5/24 dev other ;; esac
                """);

        run(ADD + " --ip " + ip)
                .exits(3)
                .says("the address is in use on another IPvlan link of the same parent", "link show --all-netns");
        assertThat(Machine.namespaces()).containsExactly("red");
        assertThat(addresses("other", "-n", "red")).containsExactly("10.0.0.5/24");
    }

    @Test
    void siblingsAreSwitchedBackWhenALaterStepFails(@TempDir Path directory) {
        given("link add link eth9 name ipvl0 type ipvlan mode l2 private");
        String ip = StandInIp.write(directory, StandInIp.failing("10.0.0.5/24"));
        String before = state();

        run("link add ipvl2 --parent eth9 --mode l3 --switch-siblings --address 10.0.0.5/24 -q --ip " + ip)
                .exits(1)
                .says("Cannot allocate memory");
        assertThat(state()).isEqualTo(before);
        assertThat(port("ipvl0")).isEqualTo("l2 private");
    }

    @Test
    void aVlanDeviceIsGoneAgainToo(@TempDir Path directory) {
        String ip = StandInIp.write(directory, StandInIp.failing("10.0.0.5/24"));
        String before = state();

        run("link add ipvl2 --parent eth9 --vlan 20 --address 10.0.0.5/24 --up --ip " + ip)
                .exits(1);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void aNamespaceThatWasThereStays(@TempDir Path directory) {
        givenNetns("blue");
        String ip = StandInIp.write(directory, StandInIp.failing("10.0.0.5/24"));

        run(ADD + " --ip " + ip).exits(1);
        assertThat(Machine.namespaces()).containsExactly("blue");
        assertThat(ip("-n blue link show").out()).doesNotContain("ipvl2");
    }

    @Test
    void aLinkIsSetWholeOrNotAtAll(@TempDir Path directory) {
        run("link add ipvl0 --parent eth9 --alias one --address 10.0.0.5/24 --up")
                .succeeds();
        String ip = StandInIp.write(directory, StandInIp.failing("name web0"));
        String before = state();

        run("link set ipvl0 --down --mtu 1400 --alias two --txqueuelen 7 --rename web0 --ip " + ip)
                .exits(1);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void aStepThatTakesTooLongIsUndone(@TempDir Path directory) {
        String ip = StandInIp.write(directory, """
                case $words in *-batch*|*'route add'*) case $words in *'route add'*)
                    printf '%s' "${input%.}" | ip "$@"; exec sleep 100 ;; esac ;; esac
                """);
        String before = state();

        run(ADD + " --timeout 2 --ip " + ip).exits(7).says("did not end within 2 s");
        assertThat(state()).isEqualTo(before);
        assertThat(Machine.namespaces()).isEmpty();
    }
}
