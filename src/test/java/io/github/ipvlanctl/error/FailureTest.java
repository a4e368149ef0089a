package io.github.ipvlanctl.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FailureTest {
    @Test
    void theExitCodesAreTheContracts() {
        Map<String, Integer> codes = new TreeMap<>();
        for (ErrorKind kind : ErrorKind.values()) {
            codes.put(kind.word(), kind.exitCode());
        }

        assertThat(codes)
                .isEqualTo(Map.of(
                        "failed", 1,
                        "usage", 2,
                        "conflict", 3,
                        "not_found", 4,
                        "permission", 5,
                        "environment", 6,
                        "timeout", 7,
                        "interrupted", 130));
    }

    @Test
    void whatIsReplacedLeavesTheRest() {
        Failure failure = Failure.conflict("a", "b").from(List.of("ip"), "c");

        assertThat(failure.withHint("h").text()).isEqualTo("a");
        assertThat(failure.withHint("h").command()).containsExactly("ip");
        assertThat(failure.withMessage("m").hint()).isEqualTo("b");
        assertThat(failure.withMessage("m").stderr()).isEqualTo("c");
        assertThat(failure.withMessage("m").kind()).isEqualTo(ErrorKind.CONFLICT);
    }
}
