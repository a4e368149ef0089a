package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.addresses;
import static io.github.ipvlanctl.kernel.Machine.clean;
import static io.github.ipvlanctl.kernel.Machine.device;
import static io.github.ipvlanctl.kernel.Machine.devices;
import static io.github.ipvlanctl.kernel.Machine.givenNetns;
import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.has;
import static io.github.ipvlanctl.kernel.Machine.hasFlag;
import static io.github.ipvlanctl.kernel.Machine.ip;
import static io.github.ipvlanctl.kernel.Machine.run;
import static io.github.ipvlanctl.kernel.Machine.stateWithoutIdentity;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that are words of {@code ip}, and the words of {@code ip} in place of options. */
@OnAKernel
class KeywordKernelTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "up", "dev", "type", "name", "link", "mode", "netns"})
    void theFirstWordIsTheNameWhateverItSpells(String name) {
        givenParent("eth9");
        givenNetns("blue");

        run("link", "add", name, "--parent", "eth9").succeeds();
        assertThat(device(name).get("link").getAsString()).isEqualTo("eth9");
        run("link", "set", name, "up").succeeds();
        assertThat(hasFlag("UP", name)).isTrue();
        run("addr", "add", "10.0.0.5/24", "dev", name).succeeds();
        assertThat(run("link", "show", name, "-o", "name").succeeds().out()).isEqualTo(name + "\n");
        run("addr", "show", name).succeeds().prints("10.0.0.5/24");
        run("mode", "l3", name, "-q").succeeds();
        run("link", "set", name, "netns", "blue").succeeds();
        assertThat(addresses(name, "-n", "blue")).containsExactly("10.0.0.5/24");
        run("-n", "blue", "link", "del", name).succeeds();
        assertThat(has(name, "-n", "blue")).isFalse();
    }

    @Test
    void bareIpTakesSomeNamesForItsKeywords() {
        givenParent("eth9");

        ip("link add a link eth9 type ipvlan mode l2").exits(1).says("lladdr");
        assertThat(devices()).doesNotContain("a");
    }

    @ParameterizedTest
    @CsvSource({
        "link add ipvl0 link eth9 mode l3, link add ipvl0 --parent eth9 --mode l3",
        "link add name ipvl0 link eth9 type ipvlan mode l2 vepa, link add ipvl0 --parent eth9 --flag vepa",
        "link add link eth9 name ipvl0 mtu 1400 alias web up, link add ipvl0 --parent eth9 --mtu 1400 --alias web --up",
        "link add ipvl0 link eth9 netns blue, link add ipvl0 --parent eth9 --into blue",
        "link add ipvl0 link eth9 type ipvlan private, link add --flag private --parent=eth9 ipvl0",
    })
    void linksAreMadeAlikeWithIpsKeywords(String keywords, String options) {
        givenNetns("blue");
        givenParent("eth9");
        run(keywords).succeeds().saysNothing();
        String state = stateWithoutIdentity();

        clean();
        givenNetns("blue");
        givenParent("eth9");
        run(options).succeeds().saysNothing();
        assertThat(stateWithoutIdentity()).isEqualTo(state).contains("ipvl0");
    }

    @ParameterizedTest
    @CsvSource({
        "link set ipvl0 up, link set ipvl0 --up",
        "link set dev ipvl0 up mtu 1400, link set ipvl0 --up --mtu 1400",
        "link set dev ipvl0 name web0 alias x txqueuelen 5, link set --rename web0 --alias x --txqueuelen 5 ipvl0",
        "link set ipvl0 netns blue, link set ipvl0 --into blue",
        "addr add 192.168.1.100/24 dev ipvl0, addr add --dev ipvl0 192.168.1.100/24",
        "address add local 192.168.1.100/24 dev ipvl0, addr add --dev ipvl0 192.168.1.100/24",
        "link set dev ipvl0 txqlen 5, link set ipvl0 --txqueuelen 5",
        "link set ipvl0 qlen 5, link set ipvl0 --txqueuelen 5",
        "link set ipvl0 type ipvlan mtu 1300, link set ipvl0 --mtu 1300",
    })
    void linksAreChangedAlikeWithIpsKeywords(String keywords, String options) {
        givenNetns("blue");
        givenParent("eth9");
        run("link add ipvl0 --parent eth9").succeeds();
        run(keywords).succeeds().saysNothing();
        String state = stateWithoutIdentity();

        clean();
        givenNetns("blue");
        givenParent("eth9");
        run("link add ipvl0 --parent eth9").succeeds();
        run(options).succeeds().saysNothing();
        assertThat(stateWithoutIdentity()).isEqualTo(state);
    }

    @Test
    void theLinkAfterDevIsDeletedAndNoneThatIsNamedSo() {
        givenParent("eth9");
        run("link add dev --parent eth9").succeeds();
        run("link add ipvl0 --parent eth9").succeeds();
        run("link add ipvl1 --parent eth9").succeeds();

        assertThat(run("link show dev ipvl0 type ipvlan -o name").succeeds().out())
                .isEqualTo("ipvl0\n");
        run("link delete dev ipvl0").succeeds();
        assertThat(devices()).contains("dev", "ipvl1").doesNotContain("ipvl0");
        run("link del ipvl1 dev").succeeds();
        assertThat(devices()).doesNotContain("dev", "ipvl1");
    }

    @Test
    void namesThatStartWithADashStandAfterTwoDashes() {
        givenParent("eth9");

        run("link add --parent eth9 --up -- -x").succeeds();
        assertThat(hasFlag("UP", "-x")).isTrue();
        run("addr add 10.0.0.5/24 --dev=-x").succeeds();
        run("link set --mtu 1400 -- -x").succeeds().prints("1400");
        run("link show -- -x").succeeds().prints("10.0.0.5/24");
        run("link del -- -x").succeeds();
        assertThat(has("-x")).isFalse();
    }
}
