package io.github.ipvlanctl.model;

import static io.github.ipvlanctl.testing.Failures.assertFails;
import static io.github.ipvlanctl.testing.Failures.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    @Test
    void whatWasPrintedAsAnAddressAndIsNoneIsFoundWhenItIsNeeded() {
        IpAddress none = new IpAddress("192..254");

        assertFails(
                none::isLinkLocal,
                ErrorKind.FAILED,
                "ip has printed an address that is none: 192..254",
                "see it with -vv; is --ip really iproute2's ip?");
        assertThat(new IpAddress("fe80::1").holdsMac("02:00:what:00:00:1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1.2.3",
                "1.2",
                "1",
                "16909060",
                "0x1020304",
                "1.2.3.4.5",
                "1.2.3.256",
                "010.0.0.1",
                "1.2.3.04",
                "0x1.2.3.4",
                "1.2.3.4/24",
                "1.2.3.4-5",
                "1.2.3.*",
                "1.2.3.-4",
                "1.2.3.4/255.255.255.0",
                "1.2.3.4%eth0",
                "1.2.3.4 ",
                " 1.2.3.4",
                " ::1",
                "*",
                "all",
                "eth0",
                "fe80::1%eth0",
                "fe80::1%2",
                "::1/64",
                ":",
                ":::",
                "1::2::3",
                "12345::",
                "g::",
                "::1-2",
                "::*",
                "1:2:3:4:5:6:7",
                "[::1]",
                "1:2:3:4:5:6:7:8:9",
                "::1.2.3",
                "::1.2.3.256",
                "::ffff:1.2.3.4:5",
                "02:00:00:00:00:01",
                "1_2_3_4",
                "4)+k&C#VzJ4br>0wv%Yp"
            })
    void refusesWhatIsNoPlainAddress(String text) {
        assertInvalid(
                () -> IpAddress.parse(text),
                "'" + text + "' is not an IP address",
                "for example 192.168.1.10 or 2001:db8::10");
    }

    /** As inet_ntop of the C library prints them, which the kernel's tools use. */
    @ParameterizedTest
    @CsvSource({
        "1.2.3.4,1.2.3.4",
        "0.0.0.0,0.0.0.0",
        "255.255.255.255,255.255.255.255",
        "::,::",
        "::1,::1",
        "0:0:0:0:0:0:0:1,::1",
        "2001:DB8::0001,2001:db8::1",
        "2001:0db8:0000:0000:0000:0000:0000:0001,2001:db8::1",
        "2001:db8:0:0:1:0:0:1,2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1,2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1,2001:0:0:1::1",
        "1:0:0:2:0:0:0:0,1:0:0:2::",
        "::ffff:1.2.3.4,::ffff:1.2.3.4",
        "::ffff:102:304,::ffff:1.2.3.4",
        "::ffff:0:0,::ffff:0.0.0.0",
        "::1.2.3.4,::1.2.3.4",
        "::102:304,::1.2.3.4",
        "::2,::2",
        "::ffff,::ffff",
        "::1:0,::0.1.0.0",
        "64:ff9b::1.2.3.4,64:ff9b::102:304",
        "::ffff:0:1.2.3.4,::ffff:0:102:304",
        "fe80::1,fe80::1",
    })
    void spellsAddressesAsTheKernelsToolsDo(String typed, String kernels) {
        assertThat(IpAddress.parse(typed).text()).isEqualTo(kernels);
        assertThat(IpAddress.parse(kernels).text()).isEqualTo(kernels);
    }

    @Test
    void addressesAreEqualHoweverTheyWereTyped() {
        assertThat(IpAddress.parse("2001:DB8:0::1")).isEqualTo(IpAddress.parse("2001:db8::1"));
        assertThat(IpAddress.parse("::ffff:1.2.3.4")).isNotEqualTo(IpAddress.parse("1.2.3.4"));
    }

    @Test
    void knowsFamilyAndScope() {
        assertThat(IpAddress.parse("1.2.3.4").bits()).isEqualTo(32);
        assertThat(IpAddress.parse("::1").bits()).isEqualTo(128);
        assertThat(IpAddress.parse("fe80::1").isLinkLocal()).isTrue();
        assertThat(IpAddress.parse("169.254.1.1").isLinkLocal()).isTrue();
        assertThat(IpAddress.parse("2001:db8::1").isLinkLocal()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.168.1.100/24",
                "10.0.0.1/8",
                "10.0.0.1/32",
                "10.0.0.0/31",
                "10.0.0.1/31",
                "10.0.0.255/16",
                "10.0.0.0/32",
                "2001:db8::1/64",
                "2001:db8::/64",
                "2001:db8::ffff/128",
                "fe80::1/64",
                "127.0.0.2/8"
            })
    void readsAddressesOfDevices(String text) {
        assertThat(Cidr.parse(text)).hasToString(text);
    }

    @Test
    void anAddressNeedsItsPrefixLength() {
        assertInvalid(
                () -> Cidr.parse("192.168.1.100"),
                "'192.168.1.100' has no prefix length",
                "write 192.168.1.100/24, or 192.168.1.100/32 for the address alone");
        assertInvalid(
                () -> Cidr.parse("2001:DB8::1"),
                "'2001:db8::1' has no prefix length",
                "write 2001:db8::1/64, or 2001:db8::1/128 for the address alone");
    }

    @Test
    void aMacAddressIsToldFromAnIpAddress() {
        assertInvalid(
                () -> Cidr.parse("02:00:00:00:00:01"),
                "'02:00:00:00:00:01' is a MAC address: an IPvlan link always has its parent's",
                "leave it out; give IP addresses with their prefix length, for example 192.168.1.100/24");
    }

    @Test
    void anAddressIsNotTheNetworkItself() {
        assertInvalid(
                () -> Cidr.parse("192.168.1.0/24"),
                "'192.168.1.0/24' is the address of the network itself",
                "give one of its hosts'");
    }

    @Test
    void anAddressIsNotTheBroadcastAddress() {
        assertInvalid(
                () -> Cidr.parse("192.168.1.255/24"),
                "'192.168.1.255/24' is the broadcast address of its network",
                "give one of its hosts'");
        assertInvalid(
                () -> Cidr.parse("10.0.0.3/30"),
                "'10.0.0.3/30' is the broadcast address of its network",
                "give one of its hosts'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0/0", "::/0", "224.0.0.1/24", "ff02::1/128", "255.255.255.255/32"})
    void anAddressIsOneThatADeviceCanHave(String text) {
        assertInvalid(() -> Cidr.parse(text), "'" + text + "' is not an address that a link can have", null);
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4/33,33,32",
        "1.2.3.4/,'',32",
        "1.2.3.4/-1,-1,32",
        "1.2.3.4/x,x,32",
        "::1/129,129,128",
        "1.2.3.4/24/8,24/8,32"
    })
    void aPrefixLengthFitsItsFamily(String text, String length, int most) {
        assertInvalid(
                () -> Cidr.parse(text),
                "'" + length + "' is not a prefix length (in '" + text + "')",
                "a whole number from 0 to " + most);
    }

    @Test
    void aMaskIsNoPrefixLength() {
        assertInvalid(
                () -> Cidr.parse("1.2.3.4/255.255.255.0"),
                "'255.255.255.0' is not a prefix length (in '1.2.3.4/255.255.255.0')",
                "a whole number from 0 to 32");
    }

    @Test
    void aPrefixLengthIsCheckedHoweverAnAddressIsMade() {
        assertInvalid(
                () -> new Cidr(IpAddress.parse("1.2.3.4"), 33),
                "'1.2.3.4/33' has no legal prefix length",
                "it is 0 to 32 here");
    }

    @Test
    void knowsWhichAddressesAreInItsNetwork() {
        Cidr cidr = Cidr.parse("192.168.1.100/24");

        assertThat(cidr.network().text()).isEqualTo("192.168.1.0");
        assertThat(cidr.covers(IpAddress.parse("192.168.1.254"))).isTrue();
        assertThat(cidr.covers(IpAddress.parse("192.168.2.1"))).isFalse();
        assertThat(cidr.covers(IpAddress.parse("::1"))).isFalse();
        assertThat(Cidr.parse("2001:db8::1/64").covers(IpAddress.parse("2001:db8::ffff")))
                .isTrue();
    }

    @Test
    void anAddressThatHoldsTheMacIsTheKernelsOwn() {
        String mac = "46:d2:1a:de:f7:8d";

        assertThat(IpAddress.parse("fe80::44d2:1aff:fede:f78d").holdsMac(mac)).isTrue();
        assertThat(IpAddress.parse("fe80::46d2:1a00:1de:f78d").holdsMac(mac))
                .as("of an IPvlan link, with its number in the middle")
                .isTrue();
        assertThat(IpAddress.parse("fe80::1234").holdsMac(mac)).isFalse();
        assertThat(IpAddress.parse("10.0.0.1").holdsMac(mac)).isFalse();
        assertThat(IpAddress.parse("fe80::1").holdsMac("")).isFalse();
        assertThat(IpAddress.parse("fe80::44d2:1aff:fede:f77f").holdsMac("46:d2:1a:de:f7:8t"))
                .as("t is no digit")
                .isFalse();
        assertThat(IpAddress.parse("fe80::42d2:1aff:fede:f78d").holdsMac(mac))
                .as("another bit of the first octet")
                .isFalse();
        assertThat(IpAddress.parse("fe80::44d0:1aff:fede:f78d").holdsMac(mac))
                .as("the same bit of the second octet")
                .isFalse();
        assertThat(IpAddress.parse("fe80::44d2:1aff:fede:f78d").holdsMac("46:d2:1a:de:f7"))
                .as("an octet is missing")
                .isFalse();
    }

    @Test
    void aLinkLocalAddressIsTheKernelsOwn() {
        assertThat(new LinkAddress(Cidr.parse("fe80::1/64"), "link").isAssigned())
                .isFalse();
        assertThat(new LinkAddress(Cidr.parse("10.0.0.1/8"), "link").isAssigned())
                .isTrue();
        assertThat(new LinkAddress(Cidr.parse("10.0.0.1/8"), "global").isAssigned())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.1.0.0/16,true",
        "10.1.0.0/16,10.0.0.0/8,true",
        "10.1.0.0/16,10.1.0.0/16,true",
        "10.1.0.0/16,10.2.0.0/16,false",
        "10.0.0.0/8,11.0.0.0/16,false",
        "::/0,10.0.0.0/8,false",
    })
    void networksOverlapWhereOneIsInTheOther(String one, String other, boolean overlap) {
        assertThat(Cidr.parseNetwork(one).overlaps(Cidr.parseNetwork(other))).isEqualTo(overlap);
    }

    @Test
    void aNetworkHasAPrefixLength() {
        assertInvalid(
                () -> Cidr.parseNetwork("10.0.0.0"), "'10.0.0.0' has no prefix length", "for example 192.168.1.0/24");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/24,10.0.0.1-10.0.0.254",
        "10.0.0.4/30,10.0.0.5-10.0.0.6",
        "10.0.0.4/31,10.0.0.4-10.0.0.5",
        "10.0.0.4/32,10.0.0.4-10.0.0.4",
        "2001:db8::/64,2001:db8::1-2001:db8::ffff:ffff:ffff:ffff",
        "2001:db8::4/127,2001:db8::4-2001:db8::5",
    })
    void hostsHaveTheAddressesBetweenTheNetworksOwnAndItsBroadcast(String network, String usable) {
        assertThat(AddressRange.of(Cidr.parseNetwork(network))).hasToString(usable);
    }

    @Test
    void aRangeMayBeOneAddressOrAllOfItsNetworks() {
        Cidr network = Cidr.parseNetwork("10.0.0.0/30");

        assertThat(AddressRange.parse(network, "10.0.0.2-10.0.0.2")).hasToString("10.0.0.2-10.0.0.2");
        assertThat(AddressRange.parse(network, "10.0.0.1 - 10.0.0.2")).hasToString("10.0.0.1-10.0.0.2");
        for (String none : new String[] {"10.0.0.2-10.0.0.1", "10.0.0.0-10.0.0.2", "10.0.0.1-10.0.0.3"}) {
            assertInvalid(
                    () -> AddressRange.parse(network, none),
                    "'" + none + "' is not a range within 10.0.0.0/30",
                    "at most 10.0.0.1-10.0.0.2");
        }
    }

    @ParameterizedTest
    @CsvSource({"mngtmpaddr,true", "temporary,true", "dynamic,false"})
    void whatARouterHasAdvertisedComesAgain(String flag, boolean comes) {
        assertThat(new LinkAddress(Cidr.parse("2001:db8::5/64"), null, "global", null, null, null, Set.of(flag))
                        .isFromRouter())
                .isEqualTo(comes);
    }
}
