package io.github.ipvlanctl.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.service.ExportService;
import io.github.ipvlanctl.testing.Cli;
import io.github.ipvlanctl.testing.Dev;
import io.github.ipvlanctl.testing.Golden;
import io.github.ipvlanctl.testing.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Links written down for other systems: what they are given, and what they are not. */
class ExportTest {
    private static final String HOST = "src/test/resources/export/host.yaml";
    private static final String CONTAINERS = "src/test/resources/export/containers.yaml";
    private static final String ANOTHER =
            "take it out of a manifest and export that with -f, or export it for another system";

    private final Path directory;
    private final Machine machine;
    private final Cli cli;

    ExportTest(@TempDir Path directory) {
        this.directory = directory;
        machine = new Machine(directory);
        cli = new Cli(machine);
    }

    @AfterEach
    void nothingIsLeftOfTheScript() {
        machine.runner.verify();
    }

    /** One parent with links in the manifest's own words. */
    private String manifest(String port, String... links) throws IOException {
        String text = "version: 1\nparents:\n  - name: eth9\n" + port + "    links:\n";
        return Files.writeString(
                        directory.resolve("manifest.yaml"),
                        text
                                + String.join(
                                        "",
                                        List.of(links).stream()
                                                .map(link -> "      - {" + link + "}\n")
                                                .toList()))
                .toString();
    }

    private Cli.Outcome export(String format, String file, String... options) {
        String[] words = new String[options.length + 4];
        System.arraycopy(new String[] {"export", format, "-f", file}, 0, words, 0, 4);
        System.arraycopy(options, 0, words, 4, options.length);
        return cli.run(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest", "shell", "networkd", "networkmanager", "nmstate", "ifupdown"})
    void writesLinksOfTheHost(String format) {
        writes(format, HOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shell", "docker", "compose", "podman", "cni", "nad", "incus"})
    void writesLinksOfContainers(String format) {
        writes(format, CONTAINERS);
    }

    private void writes(String format, String file) {
        Cli.Outcome outcome = export(format, file);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exit()).isZero();
        Golden.assertMatches("export/" + format + (file.equals(HOST) ? "-host" : "") + ".txt", outcome.out());
    }

    @Test
    void whatIsWrittenFromAManifestIsTheSameAgain() throws IOException {
        String once = export("manifest", HOST).out();

        export(
                        "manifest",
                        Files.writeString(directory.resolve("once.yaml"), once).toString())
                .prints(once);
    }

    @Test
    void writesTheLiveLinksWithoutTheirStacksMark() {
        machine.netns("web")
                .here(Dev.ether("eth9", 2), Dev.ether("eth1", 3))
                .in(
                        "web",
                        Dev.ipvlanElsewhere("web0", 2, 2)
                                .up()
                                .alias("ipvlanctl:edge")
                                .address("10.0.0.5/24"));
        machine.runner.expect("ip -n web -j -4 route show table all").prints("[]");
        machine.runner.expect("ip -n web -j -6 route show table all").prints("[]");

        cli.line("export docker")
                .prints("#!/bin/sh\n# Written by 'ipvlanctl export docker'.\nset -eu\n\n"
                        + "docker network create --driver ipvlan --internal --subnet 10.0.0.0/24 --opt parent=eth9"
                        + " --opt ipvlan_mode=l2 --opt ipvlan_flag=bridge ipvlan-eth9\n"
                        + "# as web0 (netns web): docker run --network ipvlan-eth9 --ip 10.0.0.5 IMAGE\n");
    }

    /** docker 20.10 made a network of the flag bridge, without a word. */
    @Test
    void aFlagIsNotGivenToADockerThatOverlooksIt() throws IOException {
        String file = manifest("    flag: private\n", "name: a, addresses: [10.0.0.5/24]");

        assertThat(export("docker", file).out()).contains("""
                # docker before 23.0 overlooks ipvlan_flag.
                [ "$(docker version --format '{{.Server.Version}}' | cut -d. -f1)" -ge 23 ] ||
                    { echo 'the flag private needs docker 23.0 or newer' >&2; exit 1; }
                docker network create --driver ipvlan""");
        assertThat(export("compose", file).out())
                .contains("# docker before 23.0 overlooks ipvlan_flag.\nnetworks:", "ipvlan_flag: private");
    }

    @Test
    void refusesWhatOfLiveLinksNobodyCouldSay() {
        machine.here(Dev.ether("eth9", 2), Dev.ipvlan("a", 3, "eth9").up().peerAddress("10.2.0.1", "10.2.0.2/32"));
        machine.routes(null, "[]", "[]");

        cli.line("export shell")
                .fails(
                        3,
                        "a: the address 10.2.0.1 with the peer 10.2.0.2 cannot be written down",
                        "'ipvlanctl export manifest' leaves it out, with a note; export what that writes, with -f");
    }

    @Test
    void refusesToWriteNothing() {
        machine.here(Dev.ether("eth9", 2));

        cli.line("export networkd")
                .fails(4, "there are no IPvlan links to write down", "make some, or give a manifest with -f");
    }

    @Test
    void refusesNetplanBeforeAnythingIsRead() {
        cli.line("export netplan")
                .fails(
                        3,
                        "netplan has no IPvlan links: only its nm-devices could pass some through to NetworkManager, and its"
                                + " manual advises against writing those",
                        "export networkd or networkmanager: netplan leaves their own files alone");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            networkd       | l2 | bridge  | netns: db                                        | the namespace of a (netns db)
            networkmanager | l2 | bridge  | mtu: 1400                                        | the MTU of a
            nmstate        | l2 | bridge  | up: false                                        | that a is down
            ifupdown       | l2 | bridge  | netns: db                                        | the namespace of a (netns db)
            docker         | l2 | bridge  | 'addresses: ["2001:db8::5/64"]'                  | that a has no IPv4 address
            compose        | l2 | bridge  | 'addresses: [10.0.0.5/24, 10.0.0.6/24]'          | the several addresses of a
            docker         | l2 | bridge  | 'addresses: [10.0.0.5/24], mtu: 1400'            | the MTU of a
            podman         | l2 | vepa    | 'addresses: [10.0.0.5/24]'                       | the flag vepa of eth9
            cni            | l2 | private | 'addresses: [10.0.0.5/24]'                       | the flag private of eth9
            nad            | l2 | bridge  | netns: db                                        | that a (netns db) has no address
            podman         | l3 | bridge  | 'addresses: [10.0.0.5/24], routes: [{to: default}]' | the missing nexthop of the route default of a
            cni            | l2 | bridge  | 'addresses: [10.0.0.5/24], routes: [{to: 10.1.0.0/16, via: 10.0.0.1, metric: 5}]' | the metric of the route 10.1.0.0/16 via 10.0.0.1 metric 5 of a
            incus          | l3 | bridge  | netns: db                                        | the mode l3 of eth9
            incus          | l2 | bridge  | 'addresses: [10.0.0.5/24]'                       | that a is in the host's own namespace
            """)
    void refusesWhatATargetHasNoWordsFor(String format, String mode, String flag, String link, String what)
            throws IOException {
        String file = manifest("    mode: " + mode + "\n    flag: " + flag + "\n", "name: a, " + link);

        Cli.Outcome outcome = export(format, file);

        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .startsWith("ipvlanctl: " + format + " cannot say " + what + "\n  hint: these can: manifest, ")
                .endsWith("; or take it out of a manifest and export that with -f\n");
    }

    @Test
    void tellsAllThatATargetHasNoWordsForAtOnce() throws IOException {
        String file = manifest("", "name: 'a;b', netns: db", "name: c, up: false");

        assertThat(export("networkd", file).err()).isEqualTo("""
                        ipvlanctl: networkd cannot say 3 things
                          the namespace of a;b (netns db)
                          the name 'a;b'
                          that c is down
                          hint: these can: manifest, shell; or take it out of a manifest and export that with -f
                        """);
    }

    @Test
    void refusesLinksThatAreNotOneNetwork() throws IOException {
        String apart = "a network is the same for all: give them apart, in manifests of their own, with -f";
        String other = manifest("", "name: a, addresses: [10.0.0.5/24]", "name: b, netns: x, addresses: [10.1.0.5/24]");
        export("docker", other)
                .fails(3, "a and b (netns x) have different subnets, and would be of one network", apart);

        String gateway = manifest(
                "",
                "name: a, netns: x, addresses: [10.0.0.5/24], gateway: 10.0.0.1",
                "name: b, addresses: [10.0.0.6/24]");
        export("cni", gateway)
                .fails(3, "a (netns x) and b have different default routes, and would be of one network", apart);

        String mtu = manifest("", "name: a, addresses: [10.0.0.5/24]", "name: b, mtu: 1400, addresses: [10.0.0.6/24]");
        export("podman", mtu).fails(3, "a and b have different MTUs, and would be of one network", apart);
    }

    @Test
    void refusesNetworksThatADriverWouldMakeOtherwise() throws IOException {
        String half = manifest("", "name: a, addresses: [10.0.0.5/24, \"2001:db8::5/64\"], gateway: 10.0.0.1");
        export("docker", half).fails(3, "docker cannot say a default route for one family alone, on eth9", ANOTHER);

        String first = manifest("", "name: a, addresses: [10.0.0.1/24]");
        export("compose", first)
                .fails(
                        3,
                        "compose keeps 10.0.0.1 for a gateway, and a has it",
                        "give the link another address, or a default route");

        String small = manifest("", "name: a, addresses: [10.0.0.4/31]");
        export("cni", small)
                .fails(3, "cni cannot say the subnet 10.0.0.4/31, which has no room for containers, on eth9", ANOTHER);

        String dev = manifest("", "name: a, addresses: [10.0.0.5/24], routes: [{to: default}]");
        export("docker", dev).fails(3, "docker cannot say the default route default in mode l2, on eth9", ANOTHER);
    }

    @Test
    void refusesWhatAManifestCannotHaveOnAnyMachine() throws IOException {
        String file = manifest("", "name: a, addresses: [10.0.0.5/24], gateway: 10.1.0.1");

        Cli.Outcome outcome = export("shell", file);

        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.err()).contains("manifest.yaml:5:9: the nexthop 10.1.0.1 is not in a network of a");
    }

    @Test
    void ofAManifestOneParentCanBeChosen() throws IOException {
        assertThat(export("cni", CONTAINERS, "--parent", "eth9").out())
                .contains("eth9")
                .doesNotContain("eth9.20");
        export("cni", CONTAINERS, "--parent", "eth8").fails(4, "the manifest has no parent eth8", "did you mean eth9?");
        export("cni", CONTAINERS, "--unowned")
                .fails(2, "--stack and --unowned choose among live links", "leave them out, or leave -f out");
    }

    @Test
    void theReadmeTellsTheSame() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        for (ExportService.Format format : ExportService.formats()) {
            String unsayable = format.refusal() == null ? String.join(", ", format.unsayable()) : "";
            assertThat(readme)
                    .containsPattern("\n[|] `" + format.name() + "` [|] [^|]+ [|] " + Pattern.quote(unsayable));
        }
    }

    @Test
    void tellsWhatItCannotSayInItsHelp() {
        for (ExportService.Format format : ExportService.formats()) {
            String help = cli.line("export " + format.name() + " --help").out().replace('\n', ' ');
            if (format.refusal() == null) {
                assertThat(format.unsayable())
                        .allSatisfy(what -> assertThat(help).contains(what));
            }
        }
    }
}
