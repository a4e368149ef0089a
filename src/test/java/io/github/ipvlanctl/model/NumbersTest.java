package io.github.ipvlanctl.model;

import static io.github.ipvlanctl.testing.Failures.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    @Test
    void anMtuIsWhatTheKernelAllows() {
        assertThat(Mtu.parse("68").bytes()).isEqualTo(68);
        assertThat(Mtu.parse("65535").bytes()).isEqualTo(65535);
        assertThat(Mtu.parse("01500").bytes()).isEqualTo(1500);
        assertThat(Mtu.parse("000000000000001500").bytes()).isEqualTo(1500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "67",
                "65536",
                "",
                "-1",
                "+1500",
                "1500.0",
                "1e3",
                "0x5dc",
                " 1500",
                "1500 ",
                "x",
                "99999999999999999999"
            })
    void anMtuIsNothingElse(String text) {
        assertInvalid(
                () -> Mtu.parse(text),
                "'" + text + "' is not an MTU",
                "an MTU is a whole number of bytes from 68 to 65535");
    }

    @Test
    void anMtuIsCheckedHoweverItIsMade() {
        assertInvalid(() -> new Mtu(0), "'0' is not an MTU", "an MTU is a whole number of bytes from 68 to 65535");
    }

    @Test
    void digitsOfOtherScriptsAreNoNumber() {
        assertInvalid(
                () -> Mtu.parse("١٥٠٠"), "'١٥٠٠' is not an MTU", "an MTU is a whole number of bytes from 68 to 65535");
    }

    @Test
    void aVlanIdIsFrom1To4094() {
        assertThat(VlanId.parse("1").number()).isEqualTo(1);
        assertThat(VlanId.parse("4094").number()).isEqualTo(4094);
        assertInvalid(() -> VlanId.parse("0"), "'0' is not a VLAN ID", "a whole number from 1 to 4094");
        assertInvalid(() -> VlanId.parse("4095"), "'4095' is not a VLAN ID", "a whole number from 1 to 4094");
    }

    @Test
    void metricsAre32BitNumbers() {
        assertThat(RouteSpec.parseMetric("0")).isZero();
        assertThat(RouteSpec.parseMetric("4294967295")).isEqualTo(4_294_967_295L);
        assertInvalid(
                () -> RouteSpec.parseMetric("4294967296"),
                "'4294967296' is not a metric",
                "a whole number from 0 to 4294967295");
    }

    @Test
    void aRoutingTableIsANumberOrHasANameThatEveryMachineKnows() {
        String hint =
                "a number from 1 to 4294967295, main or default; /etc/iproute2/rt_tables has the numbers of names";

        assertThat(RoutingTable.parse("4294967295")).isEqualTo(4_294_967_295L);
        assertThat(RoutingTable.parse("main")).isEqualTo(254);
        assertThat(RoutingTable.parse("default")).isEqualTo(253);
        assertInvalid(() -> RoutingTable.parse("0"), "'0' is not a routing table", hint);
        assertInvalid(() -> RoutingTable.parse("isp1"), "'isp1' is not a routing table", hint);
        for (String local : new String[] {"255", "local"}) {
            assertInvalid(
                    () -> RoutingTable.parse(local),
                    "the table local is the kernel's own",
                    "leave --table out, or give another");
        }
        assertThat(RoutingTable.word(254)).isEqualTo("main");
        assertThat(RoutingTable.word(253)).isEqualTo("default");
        assertThat(RoutingTable.word(255)).isEqualTo("local");
        assertThat(RoutingTable.word(100)).isEqualTo("100");
    }

    @Test
    void modesAndFlagsAreTheirWords() {
        assertThat(Mode.values()).extracting(Mode::word).containsExactly("l2", "l3", "l3s");
        assertThat(Flag.values()).extracting(Flag::word).containsExactly("bridge", "private", "vepa");
        for (Mode mode : Mode.values()) {
            assertThat(Mode.parse(mode.word())).isEqualTo(mode);
        }
        for (Flag flag : Flag.values()) {
            assertThat(Flag.parse(flag.word())).isEqualTo(flag);
        }
        assertInvalid(() -> Mode.parse("L2"), "'L2' is not a mode", "one of l2, l3, l3s");
        assertInvalid(() -> Flag.parse("veb"), "'veb' is not a flag", "one of bridge, private, vepa");
    }
}
