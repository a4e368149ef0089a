package io.github.ipvlanctl.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoffTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a\\nb | a\\enb",
                ".hidden | \\&.hidden",
                "link-local | link\\-local",
                "say 'x' | say \\(aqx\\(aq",
                "~/.x ^ ` | \\(ti/.x \\(ha \\(ga",
                "ünï… | \\[u00FC]n\\[u00EF]\\[u2026]",
                "\uD83D\uDE00 | \\[u1F600]"
            })
    void whatIsToBeTypedStandsAsItIs(String text, String roff) {
        assertThat(Roff.literal(text)).isEqualTo(roff);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a link's, the link-local one's | a link's, the link-local one's",
                "192.0.2.1-192.0.2.9 | 192.0.2.1\\-192.0.2.9",
                "needs --up. | needs \\fB\\%\\-\\-up\\fR.",
                "like 'ip -j'. | like \\fB\\%ip \\%\\-j\\fR.",
                "'-' reads stdin | \\fB\\%\\-\\fR reads stdin",
                "'' takes it away | \\&'' takes it away",
                "see ip-link(8) | see \\fB\\%ip\\-link\\fR(8)",
                ".so | \\&.so"
            })
    void aSentenceMarksWhatIsToBeTyped(String text, String roff) {
        assertThat(Roff.sentence(text)).isEqualTo(roff);
    }

    @Test
    void capitalsOfALabelStandForSomething() {
        assertThat(Roff.label("DEST[,via=IP]")).isEqualTo("\\fIDEST\\fR\\fB[,via=\\fR\\fIIP\\fR]");
    }

    @Test
    void everySentenceHasALineOfItsOwn() {
        String page = new Roff("x", 1, "2000-01-01", "y")
                .paragraph("One e.g. this. 'two' is another: Three.")
                .verbatim(List.of("a", "", "  b"))
                .toString();

        assertThat(page).isEqualTo("""
                .TH X 1 2000\\-01\\-01 "y"
                .PP
                One e.g. this.
                \\fB\\%two\\fR is another:
                Three.
                .PP
                .RS 4
                .EX
                a

                  b
                .EE
                .RE
                """);
    }
}
