package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.addresses;
import static io.github.ipvlanctl.kernel.Machine.given;
import static io.github.ipvlanctl.kernel.Machine.givenNetns;
import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.ip;
import static io.github.ipvlanctl.kernel.Machine.run;
import static io.github.ipvlanctl.kernel.Machine.state;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses. */
@OnAKernel
class AddressKernelTest {
    @BeforeEach
    void aPortWithALinkHereAndOneInBlue() {
        givenNetns("blue");
        givenParent("eth9");
        given(
                "link add link eth9 name ipvl0 type ipvlan mode l2 bridge",
                "link set dev ipvl0 up",
                "link add link eth9 name web0 netns blue type ipvlan mode l2 bridge");
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.5,24", "2001:db8::5,64"})
    void refusesAnAddressThatASiblingHas(String address, int length) {
        String cidr = address + "/" + length;
        run("-n blue addr add " + cidr + " --dev web0").succeeds().saysNothing();
        String before = state();

        String holder = address + " is in use on web0 (netns blue), a link of the same parent";
        run("addr add " + cidr + " --dev ipvl0").exits(3).says(holder);
        run("addr add " + cidr + " --dev ipvl0").says("ipvlanctl -n blue addr del " + cidr + " --dev web0");
        run("link add ipvl1 --parent eth9 --address " + address + "/28 --up")
                .exits(3)
                .says(holder);
        assertThat(state()).isEqualTo(before);

        ip("address add " + cidr + " dev ipvl0").exits(2).says("Address already assigned to an ipvlan device");
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.5,24", "2001:db8::5,64"})
    void refusesTheAddressOfTheParent(String address, int length) {
        String cidr = address + "/" + length;
        given("address add " + cidr + " dev eth9");
        String before = state();

        String reason = address + " is the address of the parent eth9";
        run("addr add " + cidr + " --dev ipvl0").exits(3).says(reason);
        run("-n blue addr add " + cidr + " --dev web0").exits(3).says(address + " is the address of the parent eth9");
        run("link add ipvl1 --parent eth9 --address " + cidr).exits(3).says(reason);
        assertThat(state()).isEqualTo(before);

        ip("address add " + cidr + " dev ipvl0").succeeds().saysNothing();
    }

    @Test
    void asksForAPrefixLength() {
        run("addr add 10.0.0.9 --dev ipvl0").exits(2).says("no prefix length", "10.0.0.9/24", "10.0.0.9/32");
        run("link add ipvl1 --parent eth9 --address 2001:db8::9").exits(2).says("2001:db8::9/64");
        assertThat(addresses("ipvl0")).isEmpty();

        ip("address add 10.0.0.9 dev ipvl0").succeeds().saysNothing();
        assertThat(addresses("ipvl0")).containsExactly("10.0.0.9/32");
    }

    @Test
    void addsSeveralOfBothFamilies() {
        run("addr add 10.0.0.5/24 10.0.0.6/24 2001:db8::5/64 2001:DB8:0::6/128 dev ipvl0")
                .succeeds();
        assertThat(addresses("ipvl0"))
                .containsExactlyInAnyOrder("10.0.0.5/24", "10.0.0.6/24", "2001:db8::5/64", "2001:db8::6/128");

        assertThat(run("addr show ipvl0").succeeds().out()).contains("10.0.0.5/24", "2001:db8::6/128", "inet6");
        run("addr del 2001:db8::0:6/128 --dev ipvl0").succeeds();
        assertThat(addresses("ipvl0")).doesNotContain("2001:db8::6/128");
    }

    @Test
    void addsNoneWhenOneIsRefused() {
        given("address add 10.0.0.1/24 dev eth9");

        run("addr add 10.0.0.5/24 10.0.0.1/24 --dev ipvl0").exits(3);
        assertThat(addresses("ipvl0")).isEmpty();
    }

    @Test
    void isContentWithWhatIsThereOnlyWhenAsked() {
        run("addr add 10.0.0.5/24 --dev ipvl0").succeeds();

        run("addr add 10.0.0.5/24 --dev ipvl0").exits(3).says("ipvl0 has 10.0.0.5/24 already");
        run("addr add 10.0.0.5/24 10.0.0.6/24 --dev ipvl0 --if-not-exists").succeeds();
        assertThat(addresses("ipvl0")).containsExactly("10.0.0.5/24", "10.0.0.6/24");
        run("addr del 10.0.0.7/24 --dev ipvl0").exits(4).says("it has 10.0.0.5/24, 10.0.0.6/24");
        run("addr del 10.0.0.7/24 10.0.0.6/24 --dev ipvl0 --if-exists").succeeds();
        assertThat(addresses("ipvl0")).containsExactly("10.0.0.5/24");
    }

    @Test
    void keepsTheOthersOfANetworkWhoseFirstAddressGoes() {
        given(
                "address add 10.0.0.5/24 dev ipvl0",
                "address add 10.0.0.6/24 dev ipvl0",
                "address add 10.0.0.7/24 dev ipvl0");
        run("addr del 10.0.0.5/24 --dev ipvl0").succeeds();
        assertThat(addresses("ipvl0")).containsExactlyInAnyOrder("10.0.0.6/24", "10.0.0.7/24");
    }

    @Test
    void flushesAllButLinkLocalOnes() {
        given(
                "address add 10.0.0.5/24 dev ipvl0",
                "address add 10.0.0.6/24 dev ipvl0",
                "address add 2001:db8::5/64 dev ipvl0");

        run("addr flush --dev ipvl0").succeeds();
        assertThat(addresses("ipvl0")).isEmpty();
        assertThat(ip("-6 address show dev ipvl0").out()).contains("fe80::");
        run("addr flush --dev ipvl0").succeeds();
    }

    @Test
    void deletesSeveralOfANetworkInWhateverOrder() {
        given(
                "address add 10.0.0.5/24 dev ipvl0",
                "address add 10.0.0.6/24 dev ipvl0",
                "address add 10.0.0.7/24 dev ipvl0");

        run("addr del 10.0.0.5/24 10.0.0.7/24 --dev ipvl0").succeeds();
        assertThat(addresses("ipvl0")).containsExactly("10.0.0.6/24");
    }

    @Test
    void waitsForAnAddressWhoseNamespaceIsBeingTakenDown() {
        ip("-n blue address add 10.0.0.5/24 dev web0").succeeds();
        ip("netns delete blue").succeeds();

        run("addr add 10.0.0.5/24 --dev ipvl0").succeeds();
        assertThat(addresses("ipvl0")).containsExactly("10.0.0.5/24");
    }
}
