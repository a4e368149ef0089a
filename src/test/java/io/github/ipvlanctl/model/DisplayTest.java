package io.github.ipvlanctl.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayTest {
    @Test
    void whatIsLongIsCutOff() {
        assertThat(Display.beginning("a\u0007" + "b".repeat(298))).isEqualTo("a\\u0007" + "b".repeat(298));
        assertThat(Display.beginning("a".repeat(301))).isEqualTo("a".repeat(300) + "…");
    }

    @ParameterizedTest
    @CsvSource({
        "plain text,plain text",
        "ünï 日本,ünï 日本",
        "a\u001b[31m,a\\u001b[31m",
        "a\u0007b,a\\u0007b",
        "a\u009bb,a\\u009bb",
        "a\u202eb,a\\u202eb",
        "a\u2028b,a\\u2028b",
        "a\u200bb,a\\u200bb",
        "\ud83d\ude00,\ud83d\ude00",
    })
    void escapesWhatATerminalWouldObey(String text, String shown) {
        assertThat(Display.safe(text)).isEqualTo(shown);
    }
}
