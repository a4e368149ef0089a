package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.given;
import static io.github.ipvlanctl.kernel.Machine.givenNetns;
import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.has;
import static io.github.ipvlanctl.kernel.Machine.ip;
import static io.github.ipvlanctl.kernel.Machine.run;
import static io.github.ipvlanctl.kernel.Machine.sh;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ip} itself does, so that an {@code ip} that does otherwise is noticed, and what is made of it. */
@OnAKernel
class IpItselfKernelTest {
    @Test
    void itsExitCodesDoNotTellWhatIpvlanctlsDo() {
        givenParent("eth9");
        given("link add link eth9 name ipvl0 type ipvlan mode l2");

        ip("link show dev none").exits(1).says("does not exist");
        ip("link add link eth9 name ipvl0 type ipvlan mode l2").exits(2).says("File exists");
        ip("-n none link show").exits(255).says("Cannot open network namespace");
        ip("address add 10.0.0.300/24 dev ipvl0").exits(1);
        run("link show none").exits(4).says("there is no link none");
        run("link add ipvl0 --parent eth9").exits(3).says("there is a device ipvl0 already");
        run("-n none link show").exits(4).says("none");
        run("addr add 10.0.0.300/24 --dev ipvl0").exits(2).says("'10.0.0.300' is not an IP address");
    }

    @Test
    void aBatchLeavesWhatRanBeforeItsFailure() {
        givenParent("eth9");
        String batch = "printf 'link add link eth9 name ipvl0 type ipvlan mode l2\\nlink set dev ipvl0 mtu 1\\n' | ";

        sh(batch + "ip -batch -").exits(1).says("Command failed -:2");
        assertThat(has("ipvl0")).isTrue();
    }

    @Test
    void aBadArgumentEndsABatchWithoutALineNumber() {
        Outcome forced =
                sh("printf 'link show dev lo\\nlink set dev lo mtu 1x\\nlink show dev lo\\n' | ip -force -batch -");
        forced.exits(255).says("argument \"1x\" is wrong");
        assertThat(forced.err()).doesNotContain("Command failed");
        assertThat(forced.out().split("mtu", -1)).as("one listing").hasSize(2);
    }

    @Test
    void failureInTheMiddleOfABatchIsUndone(@TempDir Path directory) {
        givenParent("eth9");
        givenNetns("blue");
        // The kernel's own refusal, in place of an address that the look beforehand would have found.
        String ip = StandInIp.write(directory, """
                case $words in *'-batch -'*) input=$(printf %s "$input" | sed 's,add 10.0.0.6/24,add 10.0.0.5/24,') ;; esac
                """);

        run("link add web0 --parent eth9 --into blue --address 10.0.0.5/24 --address 10.0.0.6/24 --up --ip " + ip)
                .exits(3)
                .says("it came to be after ipvlanctl had looked, or is there already");
        assertThat(has("web0", "-n", "blue")).isFalse();
    }

    @Test
    void anEmptyListingOfLinksIsNoLinks() {
        givenParent("eth9");
        assertThat(ip("-j link show type ipvlan").succeeds().out()).doesNotContain("ifname");
        assertThat(run("link show -j").json()).isEmpty();
        assertThat(run("netns list -j").json()).isEmpty();
        assertThat(run("mode show -j").json()).isEmpty();
        assertThat(run("link show").succeeds().out()).isEmpty();
    }

    @Test
    void aListingThatWasInterruptedIsReadAgain(@TempDir Path directory) {
        givenParent("eth9");
        given("link add link eth9 name ipvl0 type ipvlan mode l2");
        String ip = StandInIp.write(directory, """
                case $words in *address' 'show*) if [ ! -e "$0.done" ]; then
                    touch "$0.done"
                    echo '[]'
                    echo 'Dump was interrupted and may be inconsistent.' >&2
                    exit 0
                fi ;; esac
                """);

        run("link show --ip " + ip).succeeds().saysNothing().prints("ipvl0");
    }

    @Test
    void listingsAreWholeWhileLinksComeAndGo() {
        givenParent("eth9");
        given("link add link eth9 name ipvl0 type ipvlan mode l2", "link add name eth8 type dummy");
        Running.start(List.of("sh"), """
                while :; do
                    printf '%s\\n' 'link add link eth8 name x1 type ipvlan mode l2' \
                        'link add link eth8 name x2 type ipvlan mode l2' 'link del x1' 'link del x2'
                done | ip -batch -
                """);

        for (int i = 0; i < 20; i++) {
            assertThat(run("link show --parent eth9 -o name")
                            .succeeds()
                            .saysNothing()
                            .out())
                    .isEqualTo("ipvl0\n");
        }
    }

    @Test
    void anIpThatIsMissingIsToldApart() {
        run("link show --ip /nowhere/ip").exits(6).says("cannot run /nowhere/ip");
        run("link show --ip /bin/true").exits(1).says("ip listed no device");
        run("link show --ip /bin/false").exits(1).says("without a word");
    }

    @Test
    void anIpThatHangsIsEnded(@TempDir Path directory) {
        String ip = StandInIp.write(directory, "exec sleep 100\n");

        run("link show --timeout 1 --ip " + ip).exits(7).says("did not end within 1 s", "--timeout");
    }
}
