package io.github.ipvlanctl.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.plan.manifest.ManifestReader;
import io.github.ipvlanctl.testing.Cli;
import io.github.ipvlanctl.testing.Golden;
import io.github.ipvlanctl.testing.Machine;
import io.github.ipvlanctl.testing.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manual pages as the build makes them. */
class ManualTest {
    private final Cli cli;
    private final Path directory;
    private final Map<String, String> pages = new TreeMap<>();

    ManualTest(@TempDir Path directory) {
        this.cli = new Cli(new Machine(directory));
        this.directory = directory.resolve("man");
    }

    @BeforeEach
    void write() throws IOException {
        cli.run("manual", directory.toString()).prints("");
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                pages.put(directory.relativize(file).toString(), Files.readString(file));
            }
        }
    }

    /** With what changes from version to version left out. */
    private String page(String name) {
        String page = Objects.requireNonNull(pages.get(name), name);
        return page.replaceFirst("(\\.TH \\S+ \\d).*", "$1");
    }

    @Test
    void areAsTheyAlwaysWere() {
        for (String name : List.of(
                "ipvlanctl.1",
                "ipvlanctl-link.1",
                "ipvlanctl-link-add.1",
                "ipvlanctl-manifest.5",
                "ipvlanctl-topics.7")) {
            Golden.assertMatches("manual/" + name, page("man" + name.charAt(name.length() - 1) + "/" + name));
        }
    }

    @Test
    void nameTheVersionAndADateThatTheBuildDoesNotTakeFromTheClock() {
        String version = cli.line("--version").out().strip();

        assertThat(pages.values())
                .allSatisfy(page -> assertThat(page.lines().findFirst().orElse(""))
                        .matches("\\.TH [A-Z0-9\\\\-]+ [157] \\d{4}\\\\-\\d\\d\\\\-\\d\\d \"" + version + "\""));
    }

    @Test
    void thereIsOneForEveryCommandAndGroupThatHasHelp() throws IOException {
        List<String> expected = new ArrayList<>(List.of("man5/ipvlanctl-manifest.5", "man7/ipvlanctl-topics.7"));
        try (Stream<Path> help = Files.list(Path.of("src/test/resources/golden/help"))) {
            help.map(file -> file.getFileName().toString().replace(".txt", ""))
                    .map(name -> name.equals("ipvlanctl") ? name : "ipvlanctl-" + name)
                    .forEach(name -> expected.add("man1/" + name + ".1"));
        }

        assertThat(pages).containsOnlyKeys(expected);
    }

    @Test
    void referToPagesThatThereAre() {
        pages.forEach((name, page) -> page.lines()
                .filter(line -> line.matches("\\\\fB(\\\\%)?ipvlanctl\\S*\\(\\d\\),?"))
                .map(line -> line.replaceAll("\\\\f[BR]|\\\\%|,", "").replace("\\-", "-"))
                .forEach(reference -> assertThat(pages)
                        .as(name)
                        .containsKey(reference.replaceFirst("(.*)\\((\\d)\\)", "man$2/$1.$2"))));
    }

    /** A program of the system, which a build needs beside Java: the same that shows the pages. */
    @Test
    void areSetWithoutAWarning() throws Exception {
        for (String name : pages.keySet()) {
            Process groff = new ProcessBuilder(
                            "groff",
                            "-man",
                            "-Tutf8",
                            "-ww",
                            "-z",
                            directory.resolve(name).toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said).as(name).isEmpty();
            assertThat(groff.waitFor()).as(name).isZero();
        }
    }

    @Test
    void haveOnlyExamplesThatAreUnderstood() {
        List<String> examples = page("man1/ipvlanctl.1")
                .lines()
                .dropWhile(line -> !line.equals(".EX"))
                .skip(1)
                .takeWhile(line -> !line.equals(".EE"))
                .map(line -> line.replace("\\-", "-"))
                .toList();

        assertThat(examples).isNotEmpty().allSatisfy(example -> assertThat(
                        cli.line(example.substring("ipvlanctl ".length()) + " --help"))
                .matches(outcome -> outcome.exit() == 0));
    }

    @Test
    void theExampleOfAManifestIsOneAndTheReadmeHasIt() throws IOException {
        String example = Resources.text("io/github/ipvlanctl/manual/example.yaml");

        assertThat(ManifestReader.read(Map.of("example.yaml", example)).parents())
                .hasSize(1);
        assertThat(Files.readString(Path.of("README.md")))
                .contains(example.replace("eth0", "eth9").indent(4));
    }

    @Test
    void theReadmeTellsTheSameExitCodes() throws IOException {
        String readme = Files.readString(Path.of("README.md")).replace('`', '\'');

        for (ErrorKind kind : ErrorKind.values()) {
            String code = kind == ErrorKind.INTERRUPTED ? "130, 143" : Integer.toString(kind.exitCode());
            assertThat(readme).contains("| " + code + " | " + kind.meaning() + " |\n");
        }
    }

    @Test
    void aDirectoryThatCannotBeWrittenToIsAFailure() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThat(cli.run("manual", file.toString()).err())
                .startsWith("ipvlanctl: cannot write manual pages: ")
                .endsWith("\n  hint: choose another DIR\n");
    }
}
