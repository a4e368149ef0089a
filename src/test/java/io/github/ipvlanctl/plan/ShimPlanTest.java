package io.github.ipvlanctl.plan;

import static io.github.ipvlanctl.testing.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.StackName;
import io.github.ipvlanctl.testing.Dev;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The host of a parent in a manifest: eth0 is 192.168.1.10, and a router's way is through it. */
class ShimPlanTest {
    private static final String DEFAULT = "{\"dst\":\"default\",\"gateway\":\"192.168.1.1\",\"flags\":[]}";
    private static final String HOST = "{addresses: [192.168.1.250/32]}";
    private static final String LINK = "{name: web0, netns: web, addresses: [192.168.1.101/24, \"2001:db8::101/64\"]}";

    private final World world =
            new World().here(Dev.ether("eth0", 3).address("192.168.1.10/24")).routeHere("eth0", DEFAULT);
    private final Dev web0 = Dev.ipvlanElsewhere("web0", 4, 3)
            .up()
            .alias("ipvlanctl:edge")
            .address("192.168.1.101/24")
            .address("2001:db8::101/64");
    private final Dev shim =
            Dev.ipvlan("eth0-host", 9, "eth0").up().alias("ipvlanctl-host:edge").address("192.168.1.250/32");

    private static String manifest(String host, String... links) {
        return "version: 1\nstack: edge\nparents:\n  - name: eth0\n    host: " + host + "\n    links: ["
                + String.join(", ", links) + "]\n";
    }

    private World withShim(String... routes) {
        world.here(shim).in("web", web0);
        for (String to : routes) {
            world.routeHere("eth0-host", "{\"dst\":\"" + to + "\",\"flags\":[]}");
        }
        return world;
    }

    private List<String> refused(ErrorKind kind, String host) {
        Failure failure = failureOf(() -> world.plan(manifest(host, LINK)));
        assertThat(failure.kind()).isEqualTo(kind);
        return failure.details();
    }

    @Test
    void leadsToAllThatIsDeclaredForLinksInOtherNamespacesAndOfItsFamily() {
        Plan plan = world.plan(manifest(HOST, LINK, "{name: here0, addresses: [192.168.1.99/24]}"));

        assertThat(World.lines(plan))
                .contains(
                        "+ eth0-host on eth0: mode l2, flag bridge, address 192.168.1.250/32, state up, route 192.168.1.101/32");
        assertThat(World.phases(plan).stream().flatMap(List::stream).filter(line -> line.contains("eth0-host")))
                .containsExactly(
                        "link add link eth0 name eth0-host type ipvlan mode l2 bridge",
                        "link set dev eth0-host alias ipvlanctl-host:edge",
                        "address add 192.168.1.250/32 dev eth0-host",
                        "link set dev eth0-host up",
                        "route add 192.168.1.101/32 dev eth0-host");
    }

    @Test
    void withoutAStackItIsMarkedAllTheSame() {
        Plan plan = world.plan(manifest(HOST, LINK).replace("stack: edge\n", ""));

        assertThat(World.phases(plan).toString()).contains("link set dev eth0-host alias ipvlanctl-host,");
    }

    @Test
    void thatIsAsDeclaredIsLeftAlone() {
        assertThat(withShim("192.168.1.101").plan(manifest(HOST, LINK)).changes())
                .isEmpty();
    }

    @Test
    void leadsWhereItIsToldAndNowhereElse() {
        withShim("192.168.1.101");

        assertThat(World.lines(world.plan(manifest("{addresses: [192.168.1.250/32], reach: [192.168.1.96/28]}", LINK))))
                .containsExactly("~ eth0-host on eth0: -route 192.168.1.101, +route 192.168.1.96/28", "~ 1");
        assertThat(world.plan(manifest("{addresses: [192.168.1.250/32], reach: [web0]}", LINK))
                        .changes())
                .isEmpty();
        assertThat(World.lines(world.plan(manifest("{addresses: [192.168.1.250/32], reach: []}", LINK))))
                .containsExactly("~ eth0-host on eth0: -route 192.168.1.101", "~ 1");
    }

    @Test
    void thatWasMadeByHandBecomesTheStacks() {
        shim.alias("ipvlanctl-host");

        assertThat(World.lines(withShim("192.168.1.101").plan(manifest(HOST, LINK))))
                .containsExactly(
                        "~ eth0-host on eth0: stack edge, alias \"ipvlanctl-host\" -> \"ipvlanctl-host:edge\"", "~ 1");
    }

    @Test
    void aLinkOfItsNameThatIsNobodysIsMadeOne() {
        world.here(Dev.ipvlan("eth0-host", 9, "eth0").up().address("192.168.1.250/32"))
                .in("web", web0)
                .routeHere("eth0-host", "{\"dst\":\"192.168.1.101\",\"flags\":[]}");

        assertThat(World.lines(world.plan(manifest(HOST, LINK))))
                .containsExactly("~ eth0-host on eth0: stack edge, alias \"\" -> \"ipvlanctl-host:edge\"", "~ 1");
        assertThat(World.lines(world.plan(manifest(HOST).replace("stack: edge\n", "")))
                        .get(0))
                .startsWith("~ eth0-host on eth0: alias \"\" -> \"ipvlanctl-host\"");
    }

    @Test
    void isPrunedAndDestroyedWithTheStacksLinks() {
        withShim("192.168.1.101");

        assertThat(World.lines(world.prune(manifest(HOST, LINK).replace("    host: " + HOST + "\n", ""))))
                .containsExactly("- eth0-host on eth0", "- 1");
        assertThat(World.lines(Planner.destruction(new StackName("edge"), world)))
                .contains("- eth0-host on eth0");
    }

    @Test
    void aLinkOfTheStacksOfItsNameIsMadeOne() {
        shim.alias("ipvlanctl:edge");

        assertThat(World.lines(withShim("192.168.1.101").plan(manifest(HOST, LINK))))
                .containsExactly("~ eth0-host on eth0: alias \"ipvlanctl:edge\" -> \"ipvlanctl-host:edge\"", "~ 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{};f:5:11: a shim needs an address (give it one that is free, for example 192.168.1.250/32)",
                "{addresses: [192.168.1.250/24]};f:5:24: '192.168.1.250/24' would lead the whole network to the links (give"
                        + " the address alone: 192.168.1.250/32)",
                "{addresses: [192.168.1.101/32]};f:5:11: the address 192.168.1.101 is at f:6:50 already",
                "{addresses: [192.168.1.250/32], reach: [0.0.0.0/0]};f:5:51: a shim leads to the parent's links, and not"
                        + " everywhere (give the network that they are in)",
                "{addresses: [192.168.1.250/32], name: x/y};f:5:49: 'x/y' is not an interface name: it holds '/' (a name is 1"
                        + " to 15 bytes without '/', ':' and white space)",
            })
    void whatCannotBeIsAMistake(String host, String mistake) {
        assertThat(refused(ErrorKind.USAGE, host)).contains(mistake);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{addresses: [192.168.1.10/32]};192.168.1.10 is in use on eth0",
                "{addresses: [192.168.1.250/32], reach: [192.168.1.8/29]};a shim cannot lead to 192.168.1.8/29",
                "{addresses: [192.168.1.250/32], reach: [192.168.1.1]};the nexthop of the route to default",
                "{addresses: [192.168.1.250/32], reach: [web1]};eth0 has no link web1 in another namespace",
            })
    void whatTheMachineForbidsIsTold(String host, String reason) {
        assertThat(refused(ErrorKind.CONFLICT, host))
                .anySatisfy(text -> assertThat(text).startsWith("f:5:11: ").contains(reason));
    }

    @Test
    void aPrivatePortHasNone() {
        Failure failure =
                failureOf(() -> world.plan(manifest(HOST, LINK).replace("    host:", "    flag: private\n    host:")));

        assertThat(failure.details().toString())
                .contains("f:6:11: the flag private keeps eth0's links from each other");
    }

    @Test
    void aParentHasOne() {
        String twice = manifest(HOST, LINK) + "  - {name: eth0, host: {addresses: [192.168.1.251/32]}}\n";

        assertThat(failureOf(() -> world.plan(twice)).details())
                .containsExactly("f:7:24: the host of eth0 is at f:5:11 already");
    }
}
