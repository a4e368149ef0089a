package io.github.ipvlanctl.model;

import static io.github.ipvlanctl.testing.Failures.assertInvalid;
import static io.github.ipvlanctl.testing.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    private static final String INTERFACE_HINT = "a name is 1 to 15 bytes without '/', ':' and white space";
    private static final String NETNS_HINT =
            "a name is 1 to 255 bytes without '/' and control characters, and neither '.' nor '..'";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "eth0",
                "eth0.20",
                "up",
                "-",
                "--",
                "...",
                ".a",
                "x;y",
                "x\"y",
                "x'y",
                "a#b",
                "ünï",
                "123456789012345",
                "日本語日本"
            })
    void anInterfaceMayHaveAnyNameThatTheKernelAllows(String name) {
        assertThat(InterfaceName.parse(name).value()).isEqualTo(name);
    }

    @Test
    void anInterfaceNameIsMeasuredInBytes() {
        assertInvalid(
                () -> InterfaceName.parse("1234567890123456"),
                "'1234567890123456' is not an interface name: it has 16 bytes",
                INTERFACE_HINT);
        assertInvalid(
                () -> InterfaceName.parse("日本語日本語"),
                "'日本語日本語' is not an interface name: it has 18 bytes",
                INTERFACE_HINT);
    }

    @Test
    void anInterfaceNameIsNeverEmpty() {
        assertInvalid(() -> InterfaceName.parse(""), "an interface name cannot be empty", INTERFACE_HINT);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void anInterfaceNameIsNoDirectory(String name) {
        assertInvalid(() -> InterfaceName.parse(name), "'" + name + "' is not an interface name", INTERFACE_HINT);
    }

    @Test
    void anInterfaceNameHoldsNoneOfTheBytesThatTheKernelForbids() {
        assertInterfaceNameHolds("a/b", "a/b", "'/'");
        assertInterfaceNameHolds("eth0:1", "eth0:1", "':'");
        assertInterfaceNameHolds("a\0", "a\\u0000", "a zero byte");
        assertInterfaceNameHolds("a b", "a b", "white space");
        assertInterfaceNameHolds("a\tb", "a\\u0009b", "white space");
        assertInterfaceNameHolds("a\u000bb", "a\\u000bb", "white space");
        assertInterfaceNameHolds("a\nb", "a\\u000ab", "white space");
        assertInterfaceNameHolds("à", "à", "the byte 0xa0, which the kernel takes for white space");
        assertInterfaceNameHolds("a\u00a0b", "a\u00a0b", "the byte 0xa0, which the kernel takes for white space");
    }

    private static void assertInterfaceNameHolds(String name, String shown, String what) {
        assertInvalid(
                () -> InterfaceName.parse(name),
                "'" + shown + "' is not an interface name: it holds " + what,
                INTERFACE_HINT);
    }

    @Test
    void aNewInterfaceNameHasNoPercentSignButAPresentOneMay() {
        assertInvalid(
                () -> InterfaceName.parse("x%d"),
                "'x%d' is not an interface name: the kernel expands '%'",
                "choose a name without '%'");
        assertInvalid(
                () -> InterfaceName.parse("%d"),
                "'%d' is not an interface name: the kernel expands '%'",
                "choose a name without '%'");
        assertThat(new InterfaceName("x%d").value()).isEqualTo("x%d");
    }

    @Test
    void noDeviceIsCalledAsSysctlCallsThemAll() {
        for (String name : List.of("all", "default")) {
            assertInvalid(
                    () -> InterfaceName.parse(name),
                    "'" + name + "' is not an interface name: sysctl has it for all devices together",
                    "choose another name");
        }
    }

    @Test
    void aNameIsShownWithoutWhatATerminalWouldObey() {
        assertThat(new InterfaceName("a\u001b[31m")).hasToString("a\\u001b[31m");
        assertThat(new NetnsName("b\u202e")).hasToString("b\\u202e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"blue", "a b", "...", "-n", "%d", "ünï", "a:b"})
    void aNamespaceMayHaveAnyFileName(String name) {
        assertThat(new NetnsName(name).value()).isEqualTo(name);
    }

    @Test
    void aNamespaceNameIsMeasuredInBytes() {
        assertThat(new NetnsName("x".repeat(255)).value()).hasSize(255);
        assertThat(new NetnsName("😀").value()).hasSize(2);
        assertInvalid(() -> new NetnsName("\ud83d"), "'\ud83d' is not a namespace name", NETNS_HINT);
        assertInvalid(
                () -> new NetnsName("x".repeat(256)), "'" + "x".repeat(256) + "' is not a namespace name", NETNS_HINT);
    }

    @ParameterizedTest
    @CsvSource({"'',''", "a/b,a/b", ".,.", "..,..", "'a\tb',a\\u0009b"})
    void aNamespaceNameIsAFileName(String name, String shown) {
        assertInvalid(() -> new NetnsName(name), "'" + shown + "' is not a namespace name", NETNS_HINT);
    }

    @Test
    void theNamespaceIsNamedWhereItIsNotTheCurrentOne() {
        assertThat(Netns.current().label()).isNull();
        assertThat(Netns.current().remark()).isEmpty();
        assertThat(Netns.named(new NetnsName("blue")).label()).isEqualTo("blue");
        assertThat(Netns.named(new NetnsName("blue")).remark()).isEqualTo(" (netns blue)");
        assertThat(new Netns.OfProcess(42).label()).isEqualTo("/proc/42/ns/net");
        assertThat(new Netns.OfProcess(42).remark()).isEqualTo(" (netns /proc/42/ns/net)");
    }

    @Test
    void anAliasHasAtMost255BytesAndNoControlCharacters() {
        String hint = "an alias has at most 255 bytes and no control characters";
        assertThat(new Alias("").text()).isEmpty();
        assertThat(new Alias("ü".repeat(127)).text()).hasSize(127);
        assertInvalid(() -> new Alias("ü".repeat(128)), "'" + "ü".repeat(128) + "' is not an alias", hint);
        assertInvalid(() -> new Alias("a\nb"), "'a\\u000ab' is not an alias", hint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "A", "Z", "0", "9", ".", "-", "_", "my.Stack-7_b"})
    void aStackIsNamedWithPlainCharacters(String name) {
        assertThat(new StackName(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "`", "{", "@", "[", "/", ":", ",", "ü", "a b", "a:"})
    void aStackIsNamedWithNothingElse(String name) {
        assertThat(failureOf(() -> new StackName(name)).text()).startsWith("'" + name + "' is not a stack's name");
    }
}
