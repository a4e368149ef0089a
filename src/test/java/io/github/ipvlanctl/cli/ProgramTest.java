package io.github.ipvlanctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.testing.Cli;
import io.github.ipvlanctl.testing.Dev;
import io.github.ipvlanctl.testing.Machine;
import io.github.ipvlanctl.testing.ScriptedRunner;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

class ProgramTest {
    private static final String LINK_JSON =
            "[{\"name\":\"ipvl0\",\"netns\":null,\"parent\":\"eth0\",\"parent_netns\":null,"
                    + "\"mode\":\"l2\",\"flag\":\"bridge\",\"state\":\"down\",\"mtu\":1500,\"mac\":\"02:00:00:00:00:01\","
                    + "\"ifindex\":4,\"addresses\":[\"192.168.1.100/24\"],\"alias\":null,\"stack\":null,"
                    + "\"container\":null}]\n";

    private final Machine machine;
    private final Cli cli;

    ProgramTest(@TempDir Path directory) {
        machine = new Machine(directory);
        cli = new Cli(machine);
    }

    @AfterEach
    void nothingIsLeftOfTheScript() {
        machine.runner.verify();
    }

    private void oneLink() {
        machine.here(Dev.ether("eth0", 3), Dev.ipvlan("ipvl0", 4, "eth0").address("192.168.1.100/24"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-j link show",
                "link -j show",
                "link show -j",
                "link show ipvl0 -j",
                "link show -j ipvl0",
                "--output json link show",
                "link --output=json show",
                "link show -o json",
                "link show -ojson",
                "-vj link show",
                "--json link show"
            })
    void globalOptionsStandAnywhere(String line) {
        oneLink();

        cli.line(line).prints(LINK_JSON);
    }

    @Test
    void aResultIsATableUnlessSaidOtherwise() {
        oneLink();
        cli.line("link show").prints("""
                NAME   PARENT  MODE  FLAG    STATE  MTU   ADDRESSES
                ipvl0  eth0    l2    bridge  down   1500  192.168.1.100/24
                """);

        oneLink();
        cli.line("link show -o table").printsPart("ipvl0");
    }

    @Test
    void aResultIsYamlOrNamesOnRequest() {
        oneLink();
        cli.line("-o yaml link show").printsPart("- name: ipvl0\n  netns: null\n  parent: eth0\n");

        oneLink();
        cli.line("link show -o name").prints("ipvl0\n");
    }

    @Test
    void noLinksAreNoOutputOrAnEmptyArray() {
        machine.here(Dev.ether("eth0", 3));
        cli.line("link show").prints("");

        machine.here(Dev.ether("eth0", 3));
        cli.line("link show -j").prints("[]\n");
    }

    @Test
    void aChangePrintsTheLinkAsItStandsAfterwards() {
        oneLink();
        machine.runner.expect("ip link set dev ipvl0 mtu 1400").succeeds();
        machine.readsBack("ipvl0", Dev.ipvlan("ipvl0", 4, "eth0").mtu(1400));

        cli.line("link set ipvl0 mtu 1400").prints("""
                NAME   PARENT  MODE  FLAG    STATE  MTU   ADDRESSES
                ipvl0  eth0    l2    bridge  down   1400  -
                """);
    }

    @Test
    void quietLeavesOutResultsOfChangesAndNotesButNotWhatWasAskedFor() {
        oneLink();
        machine.runner.expect("ip link set dev ipvl0 mtu 1400").succeeds();
        machine.readsBack("ipvl0", Dev.ipvlan("ipvl0", 4, "eth0").mtu(1400));
        cli.line("-q link set ipvl0 mtu 1400").prints("");

        machine.here(Dev.ether("eth0", 3).down());
        cli.line("-q --dry-run link add ipvl1 --parent eth0")
                .prints("ip link add link eth0 name ipvl1 type ipvlan mode l2 bridge\n");

        oneLink();
        cli.line("-q link show -o name").prints("ipvl0\n");
    }

    @Test
    void notesGoToStderr() {
        machine.here(Dev.ether("eth0", 3).down());

        assertThat(cli.line("--dry-run link add ipvl1 --parent eth0"))
                .isEqualTo(new Cli.Outcome(
                        "ip link add link eth0 name ipvl1 type ipvlan mode l2 bridge\n",
                        "ipvlanctl: note: eth0 is down: no traffic until 'ip link set dev eth0 up'\n",
                        0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-j", "-o json"})
    void notesAreALineOfJsonEachWhereThatIsAskedFor(String option) {
        machine.here(Dev.ether("eth0", 3).down());

        assertThat(cli.line("--dry-run link add ipvl1 --parent eth0 " + option).err())
                .isEqualTo("{\"note\":\"eth0 is down: no traffic until 'ip link set dev eth0 up'\"}\n");
    }

    @Test
    void aDryRunPrintsCommandsAShellCanRun() {
        machine.here(Dev.ether("eth0", 3));

        cli.run("--dry-run", "link", "add", "x;y", "--parent", "eth0", "--alias", "a#b", "--up")
                .prints("""
                ip link add link eth0 name 'x;y' type ipvlan mode l2 bridge
                ip link set dev 'x;y' alias 'a#b'
                ip link set dev 'x;y' up
                """);

        oneLink();
        cli.line("--dry-run link set ipvl0 up mtu 1400")
                .prints(ScriptedRunner.batch("ip", "link set dev ipvl0 mtu 1400", "link set dev ipvl0 up") + "\n");
    }

    @Test
    void aFailureIsWhatAndWhatToDo() {
        oneLink();

        cli.line("link del eth0")
                .fails(
                        3,
                        "eth0 is not an IPvlan link: ipvlanctl changes IPvlan links only",
                        "'ipvlanctl link show' lists them");
    }

    @Test
    void aFailureIsJsonWhereThatIsAskedFor() {
        for (String option : new String[] {"-j", "--json", "-ojson", "--output=json"}) {
            oneLink();
            assertThat(cli.run(option, "link", "set", "ipvl9", "--up"))
                    .isEqualTo(new Cli.Outcome(
                            "",
                            "{\"error\":{\"kind\":\"not_found\",\"message\":\"there is no link ipvl9\","
                                    + "\"hint\":\"did you mean ipvl0?\",\"exit_code\":4,\"command\":[],\"stderr\":null,\"details\":[]}}\n",
                            4));
        }
        assertThat(cli.line("link shw -o json").err())
                .isEqualTo(
                        "{\"error\":{\"kind\":\"usage\",\"message\":\"there is no command 'shw' of 'link'\","
                                + "\"hint\":\"did you mean show?\",\"exit_code\":2,\"command\":[],\"stderr\":null,\"details\":[]}}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-jn blue link shw",
                "link shw -jn blue",
                "-vj link shw",
                "-jv link shw",
                "-vvj link shw",
                "-o=json link shw",
                "-vo=json link shw",
                "-vo json link shw",
                "-ojson link shw",
                "--output=json link shw",
                "-o table -o json link shw",
                "-o xml -j link shw",
                "link add x --alias y -j",
                "link add x --parent eth0 --alias -j",
                "link show -n -j",
                "link add -j alias y",
                "link -jn",
                "netns exec -j blue --",
                "netns exec -j -x blue true",
                "frobnicate -j"
            })
    void aFailureIsJsonWhereverAnOptionAsksForThat(String line) {
        assertThat(cli.line(line).err()).as(line).matches("\\{\"error\":\\{\"kind\":\"usage\",.*}}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-o table -j link shw",
                "-j -o table link shw",
                "link shw -jo table",
                "link shw -j --output=yaml",
                "link shw -- -j",
                "link add x alias -j",
                "link add x --alias=-j",
                "netns exec blue -n x -- ip -j",
            })
    void aFailureIsTextWhereNoOptionAsksForJson(String line) {
        assertThat(cli.line(line).err()).as(line).startsWith("ipvlanctl: ");
    }

    @Test
    void resultsAndFailuresHaveTheSameFormat() {
        oneLink();
        cli.line("-o table -j link show").printsPart("NAME   PARENT");
        oneLink();
        cli.line("link show -jo name").prints("ipvl0\n");
        oneLink();
        cli.line("link set ipvl9 --up -o table -j").fails(4, "there is no link ipvl9", "did you mean ipvl0?");
    }

    @Test
    void wordsForAProgramInANamespaceAskForNothing() {
        assertThat(cli.line("netns exec blue ip -j link show").err())
                .startsWith("ipvlanctl: there is no namespace blue\n");
    }

    @Test
    void aFailureOfIpKeepsTheCommandAndItsWordsInJson() {
        oneLink();
        machine.runner.expect("ip link delete dev ipvl0").fails(2, "RTNETLINK answers: Operation not permitted\n");

        Cli.Outcome outcome = cli.line("link del ipvl0 -j");

        assertThat(outcome.exit()).isEqualTo(5);
        assertThat(outcome.err())
                .contains("\"command\":[\"ip\",\"link\",\"delete\",\"dev\",\"ipvl0\"],"
                        + "\"stderr\":\"RTNETLINK answers: Operation not permitted\\n\"");
    }

    @Test
    void aFileThatCannotBeReadIsToldWithWhatToDo() {
        cli.line("plan -f /proc/self/mem")
                .fails(
                        1,
                        "cannot read /proc/self/mem: Input/output error",
                        "name a file that can be read, or '-' for stdin");
    }

    @Test
    void coloursAreForTerminals() {
        oneLink();
        assertThat(cli.line("link show").out()).doesNotContain("\u001b");
        oneLink();
        assertThat(cli.line("link show --color always").out()).contains("\u001b[31mdown\u001b[0m");
        oneLink();
        assertThat(new Cli(machine).onTerminal().line("link show").out()).contains("\u001b[1mNAME\u001b[0m");
        oneLink();
        assertThat(new Cli(machine).onTerminal().line("link show --color=never").out())
                .doesNotContain("\u001b");
    }

    @Test
    void noColorIsHeededUnlessItIsEmpty() {
        oneLink();
        assertThat(new Cli(machine)
                        .onTerminal()
                        .with("NO_COLOR", "1")
                        .line("link show")
                        .out())
                .doesNotContain("\u001b");
        oneLink();
        assertThat(new Cli(machine)
                        .onTerminal()
                        .with("NO_COLOR", "")
                        .line("link show")
                        .out())
                .contains("\u001b");
        oneLink();
        assertThat(new Cli(machine)
                        .with("NO_COLOR", "1")
                        .line("link show --color always")
                        .out())
                .contains("\u001b");
    }

    @Test
    void jsonIsNeverColoured() {
        oneLink();

        cli.line("link show -j --color always").prints(LINK_JSON);
    }

    @Test
    void theNamespaceToActInGoesToIp() {
        machine.netns("blue");
        machine.runner.expect("ip -n blue -j -d address show").prints("[]");

        cli.line("-n blue link show -j").prints("[]\n");
    }

    @Test
    void sudoAndThePathOfIpGoToTheCommands() {
        machine.runner.expect("sudo -n /opt/ip -j -d address show").prints("[]");

        cli.line("--sudo --ip /opt/ip link show -j").prints("[]\n");
    }

    @Test
    void wordsForAProgramInANamespaceAreItsOwn() {
        machine.netns("blue");
        machine.runner
                .expect("ip netns exec blue ip -j link show -o json --help")
                .fails(3, "");
        machine.runner.expect("ip netns exec blue printf %s -- up").succeeds();
        machine.runner.expect("ip netns exec blue -- -x").succeeds();

        assertThat(cli.line("netns exec blue ip -j link show -o json --help")).isEqualTo(new Cli.Outcome("", "", 3));
        assertThat(cli.line("netns exec blue -- printf %s -- up").exit()).isZero();
        assertThat(cli.line("netns exec blue -- -- -x").exit()).isZero();
    }

    @Test
    void aProgramInANamespaceIsOnlyShownInADryRun() {
        machine.netns("blue");

        cli.run("netns", "exec", "--dry-run", "blue", "echo", "a b").prints("ip netns exec blue echo 'a b'\n");
        cli.run("--dry-run", "netns", "exec", "blue", "--", "echo", "$x").prints("ip netns exec blue echo '$x'\n");
    }

    @Test
    void helpAndVersionGoToStdout() {
        cli.line("--help").printsPart("ipvlanctl COMMAND");
        cli.line("link add -h").printsPart("--switch-siblings");
        cli.line("-V").printsPart("ipvlanctl ");
        cli.line("link show --version").printsPart("ipvlanctl ");
    }

    private int run(Context.Factory factory, StringWriter err, String... words) {
        PrintWriter out = new PrintWriter(new StringWriter());
        return new Program(new Context(
                        InputStream.nullInputStream(), out, new PrintWriter(err), false, false, name -> null, factory))
                .run(words);
    }

    @Test
    void theUseCasesAreMadeAsTheOptionsWantThem() {
        Context.Factory factory = mock(Context.Factory.class);
        machine.here();
        when(factory.create(any(), any())).thenReturn(machine.services());

        assertThat(run(factory, new StringWriter(), "-n", "blue", "--timeout", "5", "-vv", "--sudo", "link", "show"))
                .isZero();

        ArgumentCaptor<Settings> settings = ArgumentCaptor.forClass(Settings.class);
        verify(factory).create(settings.capture(), any());
        assertThat(settings.getValue())
                .isEqualTo(new Settings(new NetnsName("blue"), "ip", true, Duration.ofSeconds(5), 2));
    }

    @Test
    void nothingIsMadeForACommandLineThatIsWrongOrAsksForHelp() {
        Context.Factory factory = mock(Context.Factory.class);

        assertThat(run(factory, new StringWriter(), "link", "add")).isEqualTo(2);
        assertThat(run(factory, new StringWriter(), "link", "add", "--help")).isZero();

        verifyNoInteractions(factory);
    }

    @Test
    void aBugIsToldWithoutAStackTrace() {
        Context.Factory factory = mock(Context.Factory.class);
        when(factory.create(any(), any())).thenThrow(new IllegalStateException("oops"));
        StringWriter err = new StringWriter();

        assertThat(run(factory, err, "link", "show")).isEqualTo(1);
        assertThat(err).hasToString("""
                ipvlanctl: a bug in ipvlanctl: java.lang.IllegalStateException: oops
                  hint: run it again with -vv and report what it prints
                """);
    }

    @Test
    void anErrorOfTheVirtualMachineIsToldWithoutAStackTraceToo() {
        for (Error error : new Error[] {new OutOfMemoryError("Java heap space"), new StackOverflowError()}) {
            Context.Factory factory = mock(Context.Factory.class);
            when(factory.create(any(), any())).thenThrow(error);
            StringWriter err = new StringWriter();

            assertThat(run(factory, err, "link", "show")).isEqualTo(1);
            assertThat(err)
                    .hasToString("ipvlanctl: a bug in ipvlanctl: " + error
                            + "\n  hint: run it again with -vv and report what it prints\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-vv", "-v -v", "-qvv", "-vqv"})
    void aBugsStackTraceIsShownOnRequest(String options) {
        Context.Factory factory = mock(Context.Factory.class);
        when(factory.create(any(), any())).thenThrow(new IllegalStateException("oops"));
        StringWriter err = new StringWriter();

        assertThat(run(factory, err, ("link show " + options).split(" ", -1))).isEqualTo(1);
        assertThat(err.toString()).contains("\tat " + Invocation.class.getName());
    }
}
