package io.github.ipvlanctl.plan.manifest;

import static io.github.ipvlanctl.testing.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {
    private static final String HEAD = "version: 1\nparents:\n  - name: eth0\n    links:\n";

    private static List<String> mistakes(String text) {
        return mistakes(Map.of("f", text));
    }

    private static List<String> mistakes(Map<String, String> files) {
        Failure failure = failureOf(() -> ManifestReader.read(files));
        assertThat(failure.kind()).isEqualTo(ErrorKind.USAGE);
        return failure.details();
    }

    private static Manifest read(String text) {
        return ManifestReader.read(Map.of("f", text));
    }

    @Test
    void aLinkNeedsANameOnly() {
        Manifest manifest = read(HEAD + "      - name: db0\n");

        assertThat(manifest.stack()).isNull();
        Manifest.LinkEntry link = manifest.parents().get(0).links().get(0);
        assertThat(link.at()).isEqualTo(new Position("f", 5, 9));
        assertThat(link.up()).isTrue();
        assertThat(link.addresses()).isNull();
        assertThat(link.routes()).isNull();
        assertThat(link.replicas()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            version: 2, parents: []                                  | 1:11 | the version must be 1
            parents: []                                              | 1:1  | the key 'version' is missing (write version: 1)
            version: 1                                               | 1:1  | the key 'parents' is missing
            version: 1, stak: edge, parents: []                      | 1:14 | unknown key 'stak' of a manifest (did you mean stack?)
            version: 1, parents: [], parents: []                     | 1:27 | the key 'parents' is there twice
            version: 1, stack: a b, parents: []                      | 1:21 | 'a b' is not a stack's name
            version: 1, parents: eth0                                | 1:23 | a list of parents is expected
            version: 1, parents: [eth0]                              | 1:24 | a parent is written as 'key: value' lines
            version: 1, parents: [{mode: l2}]                        | 1:24 | a parent needs a 'name'
            version: 1, parents: [{name: e, mode: l4}]               | 1:40 | 'l4' is not a mode
            version: 1, parents: [{name: e, flag: both}]             | 1:40 | 'both' is not a flag
            version: 1, parents: [{name: e, links: [{}]}]            | 1:42 | a link needs a 'name'
            version: 1, parents: [{name: e, links: [{name: a, up: 1}]}] | 1:56 | '1' is neither true nor false
            version: 1, parents: [{name: e, links: [{name: a, mtu: x}]}] | 1:57 | 'x' is not
            version: 1, parents: [{name: e, links: [{name: a, replicas: -1}]}] | 1:62 | '-1' is not a number of replicas
            version: 1, parents: [{name: e, links: [{name: a, adresses: []}]}] | 1:52 | (did you mean addresses?)
            version: 1, parents: [{name: e, links: [{name: a, addresses: [10.0.0.1]}]}] | 1:64 | '10.0.0.1' has no prefix length
            version: 1, parents: [{name: e, links: [{name: a, addresses: 10.0.0.1/8}]}] | 1:63 | a list of addresses is expected
            version: 1, parents: [{name: e, links: [{name: a, routes: [{via: 10.0.0.1}]}]}] | 1:61 | the route needs a 'to'
            version: 1, parents: [{name: e, links: [{name: a, routes: [{to: 10.0.0.1/8}]}]}] | 1:66 | '10.0.0.1/8' has host bits set (the network is 10.0.0.0/8)
            version: 1, parents: [{name: e, links: [{name: a, routes: [{to: 10.0.0.0/8, via: fe80::1}]}]}] | 1:61 | is not of the family
            version: 1, parents: [], [a]: b                          | 1:27 | a key is expected
            version: 1, parents: [{name: e, host: x}]                | 1:40 | a host is written as 'key: value' lines
            version: 1, parents: [], pools: x                        | 1:34 | 'pools' is written as 'key: value' lines
            version: 1, parents: [], pools: {p: x}                   | 1:38 | a pool is written as 'key: value' lines
            version: 1, parents: [], pools: {[a]: {}}                | 1:35 | a name is expected
            version: 1, parents: [], pools: {p: {subnet: 10.0.0.0/24}, p: {subnet: 10.0.1.0/24}} | 1:61 | 'p' is there twice
            version: 1, parents: [], pools: {p: {}}                  | 1:38 | the pool needs a 'subnet'
            version: 1, parents: [], pools: {p: {subnet: 10.0.0.1/8}} | 1:47 | '10.0.0.1/8' has host bits set
            version: 1, parents: [], pools: {p: {subnet: 10.0.0.0/8, gateway: 11.0.0.1}} | 1:68 | the gateway 11.0.0.1 is not in 10.0.0.0/8
            version: 1, parents: [], pools: {p: {subnet: 10.0.0.0/24, range: 10.0.0.9-10.0.0.1}} | 1:67 | is not a range within 10.0.0.0/24
            version: 1, parents: [], pools: {p: {subnet: 10.0.0.0/24, range: 10.0.0.9}} | 1:67 | '10.0.0.9' is not a range
            version: 1, parents: [], pools: {p: {subnet: 10.0.0.0/24, gateway: 10.0.0.255}} | 1:69 | the gateway 10.0.0.255 is not a host's address in 10.0.0.0/24
            version: 1, parents: [], pools: {p: {subnet: 10.0.0.0/24, gateway: 10.0.0.0}} | 1:69 | the gateway 10.0.0.0 is not a host's address
            version: 1, parents: [], pools: {p: {subnet: 0.0.0.0/0}} | 1:47 | '0.0.0.0/0' is not a network whose addresses links can have
            version: 1, parents: [], pools: {p: {subnet: 224.0.0.0/4}} | 1:47 | '224.0.0.0/4' is not a network whose addresses
            version: 1, parents: [{name: e, links: [{name: a, addresses: [127.0.0.5/8]}]}] | 1:64 | '127.0.0.5/8' is the loopback device's
            version: 1, parents: [{name: e, links: [{name: a, addresses: ['::1/128']}]}] | 1:64 | '::1/128' is the loopback device's
            """)
    void aMistakeIsToldWithItsPlace(String text, String place, String message) {
        assertThat(mistakes("{" + text + "}").get(0))
                .startsWith("f:" + place + ": ")
                .contains(message);
    }

    @Test
    void nothingIsNoNamespacesName() {
        assertThat(mistakes(HEAD + "      - {name: a, netns: null}"))
                .singleElement()
                .asString()
                .endsWith(": a namespace's name is expected");
        assertThat(mistakes(HEAD + "      - {name: a, mtu: null}")).containsExactly("f:5:24: an MTU is expected");
    }

    @Test
    void aMistakeWithoutAHintHasNone() {
        assertThat(mistakes(HEAD + "      - {name: a, up: 1}"))
                .containsExactly("f:5:23: '1' is neither true nor false");
    }

    @Test
    void replicasDoNotShareAddresses() {
        assertThat(mistakes(HEAD + "      - {name: a, replicas: 2, addresses: [10.0.0.1/8]}\n"))
                .containsExactly("f:5:29: replicas cannot share 'addresses': use a pool");
    }

    @Test
    void allMistakesOfAllFilesAreToldInTheirOrder() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("b.yaml", "version: 1\nparents: [{name: e, mode: l9}]\n---\nversion: 7\nparents: []\n");
        files.put("a.yaml", HEAD + "      - {name: a, mtu: no}\n      - {name: b, mtu: no, up: maybe}\n");

        Failure failure = failureOf(() -> ManifestReader.read(files));
        assertThat(failure.text()).isEqualTo("5 mistakes in the manifest");
        assertThat(failure.hint()).isEqualTo("nothing was run");
        assertThat(failure.details().stream().map(text -> text.substring(0, text.indexOf(": "))))
                .containsExactly("a.yaml:5:24", "a.yaml:6:24", "a.yaml:6:32", "b.yaml:2:27", "b.yaml:4:10");
    }

    @Test
    void documentsAndFilesAreOneState() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("pools", "version: 1\nstack: edge\npools: {lan: {subnet: 10.0.0.0/24}}\nparents: []\n");
        files.put("links", HEAD + "      - {name: a, pool: lan}\n---\n" + HEAD + "      - {name: b, pool: lan}\n");

        Manifest manifest = ManifestReader.read(files);
        assertThat(manifest.stack()).hasToString("edge");
        assertThat(manifest.pools()).containsOnlyKeys("lan");
        assertThat(manifest.parents()).hasSize(2);
    }

    @Test
    void oneStateHasOneOwnerAndOnePoolOfAName() {
        assertThat(mistakes("{version: 1, stack: a, parents: []}\n---\n{version: 1, stack: b, parents: []}\n"))
                .containsExactly("f:3:21: another document says stack a: one state has one owner");
        String pool = "{version: 1, pools: {p: {subnet: 10.0.0.0/24}}, parents: []}\n";
        assertThat(mistakes(pool + "---\n" + pool)).containsExactly("f:3:25: there is a pool 'p' already");
    }

    @Test
    void whatIsNotYamlIsToldWithItsPlace() {
        assertThat(mistakes("version: 1\nparents: [\n"))
                .hasSize(1)
                .allMatch(text -> text.startsWith("f:3:1: not YAML: "));
        assertThat(mistakes("a: b: c\n")).hasSize(1).allMatch(text -> text.startsWith("f:1:5: not YAML: "));
        assertThat(mistakes("\u0000")).hasSize(1).allMatch(text -> text.startsWith("f:1:1: not YAML: "));
        assertThat(mistakes("")).containsExactly("f:1:1: the file is empty");
        assertThat(mistakes("# nothing\n")).containsExactly("f:1:1: the file is empty");
        assertThat(mistakes("just words")).hasSize(1).allMatch(text -> text.startsWith("f:1:1: "));
    }

    @Test
    void hostileFilesAreRefusedAtOnce() {
        String laughs = "a: &a [x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n";
        String itself = "&x [*x]";
        Map<String, String> hostile = new LinkedHashMap<>();
        hostile.put("[".repeat(100_000), "nested more than 32 deep");
        hostile.put("{a: ".repeat(100_000), "nested more than 32 deep");
        hostile.put("- ".repeat(100_000), "nested more than 32 deep");
        hostile.put("[".repeat(100_000) + "]".repeat(100_000), "nested more than 32 deep");
        hostile.put(laughs, "aliases are not read here");
        hostile.put(itself, "aliases are not read here");
        hostile.put("[" + "1,".repeat(2_000_000) + "]", "the file has more than 100000 values");
        hostile.put("--- {}\n".repeat(500_000), "the file has more than 100000 values");
        hostile.put("{version: 1, parents: [], stack: " + "x".repeat(4_000_000) + "}", "is not a stack's name");
        hostile.put("#".repeat(5 << 20), "the file is larger than 4 MiB");
        // The thread's own time: the machine may have other things to do.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        hostile.forEach((text, message) -> {
            long start = threads.getCurrentThreadCpuTime();
            assertThat(mistakes(text)).hasSize(1).allMatch(mistake -> mistake.contains(message));
            assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
                    .as(message)
                    .isLessThan(Duration.ofSeconds(1));
        });
    }

    @Test
    void filesMayBeAsLargeAsTheBoundsSay() {
        Map<String, String> largest = new LinkedHashMap<>();
        largest.put("[".repeat(32) + "]".repeat(32), "a manifest is written as 'key: value' lines");
        largest.put("[".repeat(33) + "]".repeat(33), "nested more than 32 deep");
        largest.put("[" + "1,".repeat(99_998) + "]", "a manifest is written as 'key: value' lines");
        largest.put("[" + "1,".repeat(99_999) + "]", "the file has more than 100000 values");
        largest.put("#".repeat(4 << 20), "the file is empty");
        largest.put("#".repeat((4 << 20) + 1), "the file is larger than 4 MiB");
        largest.forEach((text, message) ->
                assertThat(mistakes(text)).singleElement().asString().contains(message));
    }

    @Test
    void whatIsNoMappingIsOneMistake() {
        assertThat(mistakes("{version: 1, parents: [eth0, {name: e, links: [a, {name: b, routes: [c]}]}]}"))
                .hasSize(3)
                .allMatch(text -> text.endsWith("is written as 'key: value' lines, and this is not"));
    }

    @Test
    void aLongValueIsShortened() {
        assertThat(mistakes("{version: 1, parents: [{name: e, mode: " + "x".repeat(100_000) + "}]}"))
                .singleElement()
                .asString()
                .hasSizeLessThan(500)
                .contains("…")
                .endsWith(")");
        Problems problems = new Problems();
        problems.add(new Position("f", 1, 1), "x".repeat(400));
        problems.add(new Position("f", 2, 1), "x".repeat(401));
        assertThat(failureOf(() -> problems.throwIfAny(ErrorKind.USAGE, "", null))
                        .details())
                .containsExactly("f:1:1: " + "x".repeat(400), "f:2:1: " + "x".repeat(300) + "…" + "x".repeat(100));
    }

    @Test
    void noMoreThanAHundredMistakesAreListed() {
        Failure failure = failureOf(() -> read(HEAD + "      - {name: a, mtu: no}\n".repeat(500)));

        assertThat(failure.text()).isEqualTo("500 mistakes in the manifest");
        assertThat(failure.details()).hasSize(101).last().isEqualTo("and 400 more");
        assertThat(failureOf(() -> read(HEAD + "      - {name: a, mtu: no}\n".repeat(100)))
                        .details())
                .hasSize(100);
        assertThat(failureOf(() -> read(HEAD + "      - {name: a, mtu: no}\n")).text())
                .isEqualTo("1 mistake in the manifest");
    }

    @Test
    void whatHasAThousandMistakesIsNotReadOn() {
        String links = "{version: 1, parents: [{name: e, links: [" + "{nam: 1}, ".repeat(501) + "]}]}";
        String words =
                "{version: 1, parents: [{name: e, links: [{name: a, addresses: [" + "x, ".repeat(1001) + "]}]}]}";
        for (String text : List.of(links, words)) {
            Failure failure = failureOf(() -> ManifestReader.read(Map.of("f", text)));

            assertThat(failure.text()).isEqualTo("1000 mistakes in the part of the manifest that was read");
            assertThat(failure.details()).hasSize(101).last().isEqualTo("and 900 more");
        }
    }
}
