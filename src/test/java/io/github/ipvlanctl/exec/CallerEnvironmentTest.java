package io.github.ipvlanctl.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallerEnvironmentTest {
    private static Map<String, String> restored(Map<String, String> environment) {
        Map<String, String> copy = new HashMap<>(environment);
        CallerEnvironment.restore(copy);
        return copy;
    }

    @Test
    void whatTheLauncherSetIsTheCallersAgain() {
        assertThat(restored(Map.of("LC_ALL", "C.UTF-8", "IPVLANCTL_CALLER_LC_ALL", "C")))
                .isEqualTo(Map.of("LC_ALL", "C"));
    }

    @Test
    void whatTheCallerHadNotIsGone() {
        assertThat(restored(Map.of("LC_ALL", "C.UTF-8", "IPVLANCTL_CALLER_LC_ALL", "", "HOME", "/root")))
                .isEqualTo(Map.of("HOME", "/root"));
    }

    @Test
    void whatTheLauncherHidIsBack() {
        assertThat(restored(Map.of("IPVLANCTL_CALLER_JAVA_TOOL_OPTIONS", "-Xmx9m")))
                .isEqualTo(Map.of("JAVA_TOOL_OPTIONS", "-Xmx9m"));
    }

    @Test
    void whatTheLauncherNeverSetsIsNotLetIn() {
        assertThat(restored(Map.of("IPVLANCTL_CALLER_LD_PRELOAD", "/tmp/evil.so", "A", "1")))
                .isEqualTo(Map.of("A", "1"));
    }

    @Test
    void withoutALauncherNothingChanges() {
        assertThat(restored(Map.of("LC_ALL", "C"))).isEqualTo(Map.of("LC_ALL", "C"));
    }
}
