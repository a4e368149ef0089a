package io.github.ipvlanctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.testing.Cli;
import io.github.ipvlanctl.testing.Golden;
import io.github.ipvlanctl.testing.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The help of every command that the help itself names. */
class HelpTest {
    private final Cli cli;

    HelpTest(@TempDir Path directory) {
        cli = new Cli(new Machine(directory));
    }

    /** Help texts by the words that lead to them. */
    private Map<List<String>, String> helpTexts() {
        Map<List<String>, String> texts =
                new TreeMap<>((a, b) -> String.join(" ", a).compareTo(String.join(" ", b)));
        collect(List.of(), texts);
        return texts;
    }

    private void collect(List<String> words, Map<List<String>, String> texts) {
        List<String> line = new ArrayList<>(words);
        line.add("--help");
        Cli.Outcome outcome = cli.run(line.toArray(String[]::new));
        assertThat(outcome.exit()).as("%s: %s", words, outcome).isZero();
        assertThat(outcome.err()).isEmpty();
        texts.put(words, outcome.out());
        for (String name : commandsIn(outcome.out())) {
            List<String> below = new ArrayList<>(words);
            below.add(name);
            collect(below, texts);
        }
    }

    private static List<String> commandsIn(String help) {
        return help.lines()
                .dropWhile(line -> !line.equals("Commands:"))
                .skip(1)
                .takeWhile(line -> line.startsWith("  "))
                .filter(line -> line.charAt(2) != ' ')
                .map(line -> line.strip().split(" ", 2)[0])
                .toList();
    }

    @Test
    void isAsItAlwaysWas() throws IOException {
        Map<List<String>, String> texts = helpTexts();
        List<String> files = new ArrayList<>();
        texts.forEach((words, text) -> {
            String file = (words.isEmpty() ? Program.NAME : String.join("-", words)) + ".txt";
            files.add(file);
            Golden.assertMatches("help/" + file, text);
        });

        try (Stream<Path> golden = Files.list(Path.of("src/test/resources/golden/help"))) {
            assertThat(golden.map(path -> path.getFileName().toString())).containsExactlyInAnyOrderElementsOf(files);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "help, --help",
        "help --help, --help",
        "help help, --help",
        "help link, link --help",
        "link help, link --help",
        "help link add, link add --help",
        "link help add, link add --help",
        "help link delete ipvl0, link del --help",
        "help address, addr --help",
        "help netns exec blue true, netns exec --help",
        "-n blue help link show -x, link show --help",
    })
    void isShownByHelpToo(String line, String option) {
        cli.line(line).prints(cli.line(option).out());
    }

    @Test
    void namesIpsKeywordsWhereACommandHasAny() {
        assertThat(cli.line("link set --help").out())
                .contains("\nAs with ip: dev LINK, up, down, mtu BYTES, name NEW, netns NETNS, alias TEXT,\n")
                .contains("\ntxqueuelen|txqlen|qlen PACKETS, type ipvlan.\n");
        assertThat(cli.line("link add --help").out())
                .contains("\nAs with ip: dev|name NAME, link DEV, mode MODE, bridge|private|vepa, mtu BYTES,");
        assertThat(cli.line("addr add --help").out()).contains("\nAs with ip: local CIDR, dev LINK.\n");
        assertThat(cli.line("netns add --help").out()).doesNotContain("As with ip");
    }

    @Test
    void ofTheProgramTellsOfExitCodesAndOfNamesThatStartWithADash() {
        assertThat(cli.line("--help").out().replace('\n', ' '))
                .contains(
                        " Exit codes: 0 done, 1 ",
                        " 143 stopped by a signal. ",
                        "starts with a dash stands after '--'");
        assertThat(cli.line("link --help").out()).doesNotContain("Exit codes");
    }

    @Test
    void showsWhereACommandToRunBegins() {
        assertThat(cli.line("netns exec --help").out()).startsWith("Usage: ipvlanctl netns exec NETNS -- COMMAND...\n");
    }

    @Test
    void isNotWhereALinkIsNamedHelp() {
        assertThat(cli.line("link set help").err()).contains("nothing to set");
    }

    @Test
    void leadsToEveryCommandThatIsForPeople() {
        List<List<String>> commands = new ArrayList<>(Program.commands());

        assertThat(commands.remove(List.of("completion", "candidates"))).isTrue();
        assertThat(commands.remove(List.of("manual"))).isTrue();
        assertThat(commands.remove(List.of("export", "netplan"))).isTrue();
        assertThat(commands).containsExactlyInAnyOrderElementsOf(helpTexts().keySet());
    }

    @Test
    void fitsOnATerminal() {
        helpTexts().forEach((words, text) -> assertThat(text.lines())
                .as(words.toString())
                .allMatch(line -> line.length() <= 100 && line.equals(line.stripTrailing())));
    }

    @Test
    void hasExamplesForEveryCommand() {
        helpTexts().forEach((words, text) -> {
            if (commandsIn(text).isEmpty()) {
                assertThat(text).containsPattern("\nExamples:\n  .*ipvlanctl ");
            }
        });
    }

    /** What fails is the making of the use cases, which comes after the command line was understood. */
    @Test
    void hasOnlyExamplesThatAreUnderstood() {
        Context.Factory failing = (settings, notes) -> {
            throw Failure.of(ErrorKind.ENVIRONMENT, "understood", null);
        };
        helpTexts().values().stream()
                .flatMap(text -> text.lines()
                        .dropWhile(line -> !line.equals("Examples:"))
                        .skip(1))
                .filter(line -> line.startsWith("  ipvlanctl ") && !line.contains(" > "))
                .forEach(example -> {
                    StringWriter err = new StringWriter();
                    Context context = new Context(
                            InputStream.nullInputStream(),
                            new PrintWriter(new StringWriter()),
                            new PrintWriter(err),
                            false,
                            false,
                            name -> null,
                            failing);
                    new Program(context)
                            .run(example.strip()
                                    .substring("ipvlanctl ".length())
                                    .split(" ", -1));
                    assertThat(err).as(example).asString().contains("understood");
                });
    }
}
