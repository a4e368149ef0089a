package io.github.ipvlanctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.testing.Cli;
import io.github.ipvlanctl.testing.Golden;
import io.github.ipvlanctl.testing.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainTest {
    private static final Path SOURCES = Path.of("src/main/java/io/github/ipvlanctl");
    private static final Pattern REFUSED = Pattern.compile("Failure\\.conflict\\((.*?);", Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Cli cli;

    ExplainTest(@TempDir Path directory) {
        cli = new Cli(new Machine(directory));
    }

    @Test
    void listsWhatItCanExplain() {
        Golden.assertMatches("output/explain.list", cli.line("explain").out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"compare", "dhcp", "kubernetes", "environment"})
    void explainsATopicInShort(String topic) {
        String text = cli.line("explain " + topic).out();
        Golden.assertMatches("output/explain." + topic, text);
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(100));
    }

    /** The configuration is one line, and too long for a page. */
    @Test
    void whatIsShownForKubernetesIsWhatIsExported(@TempDir Path directory) throws IOException {
        String page = cli.line("explain kubernetes").out();
        Path manifest = Files.writeString(directory.resolve("pods.yaml"), verbatim(page, "version: 1"));
        String command = "$ ipvlanctl export nad -f pods.yaml\n";

        String exported = cli.run("export", "nad", "-f", manifest.toString()).out();
        assertThat(verbatim(page, command)).isEqualToIgnoringWhitespace(command + exported);
    }

    /** The indented paragraph that starts so. */
    private static String verbatim(String page, String start) {
        String indented = page.substring(page.indexOf("    " + start));
        return indented.substring(0, indented.indexOf("\n\n") + 1)
                .replace("\n    ", "\n")
                .substring(4);
    }

    @Test
    void aKindOfErrorHasItsExitCodeAndAllItsRefusals() {
        for (ErrorKind kind : ErrorKind.values()) {
            cli.line("explain " + kind.word()).printsPart("Exit code " + kind.exitCode() + ": " + kind.meaning() + ".");
        }
        cli.line("explain conflict").printsPart("… would switch …");
    }

    @Test
    void aMessageIsExplainedAsItWasPrinted() {
        cli.run("explain", "-j", "ipvl1 in mode l3 would switch 2 links on eth0 from l2: ipvl0, web0 (netns blue)")
                .printsPart("The kernel keeps one mode and one flag for all links");
        cli.line("explain -j RTNETLINK answers: Device or resource busy")
                .printsPart("A bridge, a bond or macvlan devices");
    }

    @Test
    void whatIsUnknownIsRefusedWithSuggestions() {
        cli.line("explain mode").fails(2, "there is no topic 'mode'", "did you mean modes?");
        cli.line("explain frobnication")
                .fails(
                        2,
                        "there is no topic 'frobnication'",
                        "there are: modes, flags, host, dhcp, l3, kubernetes, compare, failed, …");
    }

    @Test
    void everyRefusalInTheSourcesIsExplained() throws IOException {
        List<String> unexplained = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher refusal = REFUSED.matcher(Files.readString(file));
                while (refusal.find()) {
                    StringBuilder text = new StringBuilder();
                    LITERAL.matcher(refusal.group(1)).results().forEach(literal -> text.append(literal.group(1))
                            .append(' '));
                    if (!text.isEmpty() && Topics.ofMessage(text.toString()).isEmpty()) {
                        unexplained.add(file.getFileName() + ": " + text);
                    }
                }
            }
        }
        assertThat(unexplained).isEmpty();
    }

    @Test
    void everyKindOfRefusalIsAKindOfError() {
        List<String> kinds = Stream.of(ErrorKind.values()).map(ErrorKind::word).toList();
        assertThat(Topics.refusals()).isNotEmpty().allSatisfy(refusal -> {
            assertThat(refusal.kind()).isIn(kinds);
            assertThat(refusal.phrases()).isNotEmpty();
            assertThat(refusal.reason()).endsWith(".");
        });
    }
}
