package io.github.ipvlanctl.iproute2.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.LinkState;
import io.github.ipvlanctl.model.Lower;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.PortSettings;
import io.github.ipvlanctl.testing.Failures;
import io.github.ipvlanctl.testing.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On what a real ip of a real kernel printed. */
class DeviceReaderTest {
    private static final Netns HERE = Netns.current();
    private static final Netns BLUE = Netns.named(new NetnsName("blue"));

    private static List<Device> devices() {
        return DeviceReader.read(HERE, Resources.text("ip/devices.json"));
    }

    private static Device device(String name) {
        return devices().stream()
                .filter(device -> device.name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void readsAnIpvlanLink() {
        Device ipvl0 = device("ipvl0");

        assertThat(ipvl0.netns()).isEqualTo(HERE);
        assertThat(ipvl0.ifindex()).isEqualTo(4);
        assertThat(ipvl0.kind()).isEqualTo("ipvlan");
        assertThat(ipvl0.linkType()).isEqualTo("ether");
        assertThat(ipvl0.mac()).isEqualTo("02:00:00:00:00:01");
        assertThat(ipvl0.mtu()).isEqualTo(1500);
        assertThat(ipvl0.txqueuelen()).isEqualTo(1000);
        assertThat(ipvl0.state()).isEqualTo(LinkState.UP);
        assertThat(ipvl0.lower()).isEqualTo(new Lower.Here(device("eth0").name()));
        assertThat(ipvl0.settings()).isEqualTo(PortSettings.DEFAULT);
        assertThat(ipvl0.alias()).isEqualTo("ipvlanctl:edge");
        assertThat(ipvl0.assignedAddresses())
                .extracting(Object::toString)
                .containsExactly("192.168.1.100/24", "2001:db8::100/64");
        assertThat(ipvl0.addresses()).hasSize(3);
    }

    static Stream<PortSettings> settings() {
        return Stream.of(Mode.values())
                .flatMap(mode -> Stream.of(Flag.values()).map(flag -> new PortSettings(mode, flag)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void readsAllModesAndFlags(PortSettings settings) {
        String file =
                "ip/ipvlan-" + settings.mode().word() + "-" + settings.flag().word() + ".json";

        assertThat(DeviceReader.read(HERE, Resources.text(file)))
                .extracting(Device::settings)
                .containsExactly(settings);
    }

    @Test
    void readsALinkWhoseParentIsInAnotherNamespace() {
        List<Device> blue = DeviceReader.read(BLUE, Resources.text("ip/devices-in-blue.json"));
        List<Device> all = new ArrayList<>(devices());
        all.addAll(blue);
        Device web0 = blue.get(1);

        assertThat(web0.lower()).isEqualTo(new Lower.Elsewhere(3, 0));
        assertThat(new Host(all).asLink(web0).parent()).isEqualTo(device("eth0"));
        assertThat(new Host(all).portOn(device("eth0")).orElseThrow().links()).hasSize(2);
    }

    @Test
    void devicesAreInTheOrderInWhichTheyWereMade() {
        assertThat(DeviceReader.read(
                        HERE,
                        "[{\"ifindex\":3,\"ifname\":\"c\"},{\"ifindex\":1,\"ifname\":\"a\"},"
                                + "{\"ifindex\":2,\"ifname\":\"b\"}]"))
                .extracting(device -> device.name().value())
                .containsExactly("a", "b", "c");
    }

    @Test
    void whatANewerIpSaysOfALinkIsNoMatter() {
        assertThat(DeviceReader.read(
                        HERE,
                        "[{\"ifname\":\"a\",\"linkinfo\":{\"info_kind\":\"ipvlan\","
                                + "\"info_data\":{\"mode\":\"l3\",\"vepa\":true,\"new\":1}}}]"))
                .extracting(Device::settings)
                .containsExactly(new PortSettings(Mode.L3, Flag.VEPA));
    }

    @Test
    void readsAVlanDeviceAndALinkOnItWithAnOddName() {
        assertThat(device("eth0.20").vlan()).isEqualTo(20);
        assertThat(device("x;y\"z").lower())
                .isEqualTo(new Lower.Here(device("eth0.20").name()));
        assertThat(device("x;y\"z").settings()).isEqualTo(new PortSettings(Mode.L3, Flag.PRIVATE));
    }

    @Test
    void readsAnIpvtapDeviceAsAnIpvlanLink() {
        assertThat(device("tap0").isIpvlan()).isTrue();
        assertThat(device("tap0").settings()).isEqualTo(new PortSettings(Mode.L3S, Flag.VEPA));
    }

    @Test
    void doesNotTakeAMacvlansModeForAnIpvlans() {
        assertThat(device("mv0").isMacvlan()).isTrue();
        assertThat(device("mv0").settings()).isNull();
    }

    @Test
    void seesWhatStandsInTheWayOfAParent() {
        Host host = new Host(devices());

        assertThat(devices().stream()
                        .filter(device -> host.obstacle(device).isPresent())
                        .map(device -> device.name() + ": "
                                + host.obstacle(device).orElseThrow().reason()))
                .containsExactly(
                        "lo: it is a loopback device",
                        "ipvl0: it is an IPvlan link itself, on eth0",
                        "x;y\"z: it is an IPvlan link itself, on eth0.20",
                        "tap0: it is an IPvlan link itself, on eth1",
                        "eth2: it belongs to the bridge br0",
                        "eth3: it belongs to the bond bond0",
                        "eth4: it has macvlan devices: mv0",
                        "vrf0: it is a VRF, which receives nothing itself",
                        "gre0: it is not an Ethernet device (link type gre)",
                        "tun0: it is not an Ethernet device (link type gre)");
    }

    @Test
    void readsADeviceWhoseLinkIsNull() {
        assertThat(device("gre0").lower()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "[]", "[{}]"})
    void nothingIsNoDevices(String json) {
        assertThat(DeviceReader.read(HERE, json)).isEmpty();
    }

    @Test
    void dropsEmptyObjects() {
        assertThat(DeviceReader.read(HERE, Resources.text("ip/empty-objects.json")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}",
                "null",
                "42",
                "\"x\"",
                "[",
                "[1]",
                "[null]",
                "[{\"ifname\":\"a\"",
                "[{\"ifname\":\"a\"}",
                "[{\"ifname\":\"a\",\"mtu\":\"x\"}]",
                "[{\"ifname\":\"a\",\"mtu\":[]}]",
                "[{\"ifname\":null}]",
                "[{\"ifname\":\"a b\"}]",
                "[{\"ifname\":\"a\",\"linkinfo\":{\"info_kind\":\"ipvlan\",\"info_data\":{\"mode\":\"l9\"}}}]",
                "[{\"ifname\":\"a\",\"flags\":\"UP\"}]",
                "[{\"ifname\":\"a\",\"addr_info\":[{\"local\":\"10.0.0.1\",\"prefixlen\":99}]}]",
                "Usage: ip [ OPTIONS ] OBJECT",
                "1: lo: <LOOPBACK> mtu 65536",
            })
    void whatIsNotIpsJsonIsAFailureAndNoBug(String json) {
        assertUnreadable(() -> DeviceReader.read(HERE, json));
    }

    @Test
    void everyCutOffListingIsAFailure() {
        String whole = Resources.text("ip/devices-in-blue.json").strip();
        for (int length = 1; length < whole.length(); length++) {
            String cut = whole.substring(0, length);
            assertUnreadable(() -> DeviceReader.read(BLUE, cut));
        }
    }

    static void assertUnreadable(org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        Failure failure = Failures.failureOf(action);
        assertThat(failure.kind()).isEqualTo(ErrorKind.FAILED);
        assertThat(failure.text())
                .startsWith("cannot read what ip printed as JSON: ")
                .doesNotContain("\n", "Exception", "JsonReader");
        assertThat(failure.hint()).isEqualTo("see it with -vv; is --ip really iproute2's ip?");
    }
}
