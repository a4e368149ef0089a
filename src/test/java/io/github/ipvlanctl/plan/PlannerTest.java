package io.github.ipvlanctl.plan;

import static io.github.ipvlanctl.plan.World.lines;
import static io.github.ipvlanctl.plan.World.phases;
import static io.github.ipvlanctl.testing.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.PlanOptions;
import io.github.ipvlanctl.testing.Dev;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final String MARK = "ipvlanctl:edge";

    private static String manifest(String parent, String... links) {
        return "version: 1\nstack: edge\npools: {p: {subnet: 10.0.0.0/29, gateway: 10.0.0.1}}\nparents:\n  - " + parent
                + "\n    links:\n      - " + String.join("\n      - ", links) + "\n";
    }

    private static World eth0(Dev... others) {
        return new World().here(Dev.ether("eth0", 2)).here(others);
    }

    private static Dev own(String name, int index) {
        return Dev.ipvlan(name, index, "eth0").up().alias(MARK);
    }

    private static List<String> refused(World world, String manifest, ErrorKind kind) {
        Failure failure = failureOf(() -> world.plan(manifest));
        assertThat(failure.kind()).isEqualTo(kind);
        return failure.details();
    }

    @Test
    void sixMistakesOfOneFileAreToldTogether() {
        String broken = """
                version: 1
                parents:
                  - name: eth0
                    mode: l4
                    links:
                      - {name: a, adresses: []}
                      - {name: b, routes: [{to: 10.0.0.1/8}]}
                      - {name: a-name-too-long, replicas: 2}
                      - {name: a}
                      - {name: c, addresses: [10.0.0.2/8]}
                      - {name: d, addresses: [10.0.0.2/8]}
                """;
        assertThat(refused(eth0(), broken, ErrorKind.USAGE))
                .hasSize(6)
                .satisfiesExactly(
                        text -> assertThat(text).startsWith("f:4:11: 'l4' is not a mode"),
                        text -> assertThat(text)
                                .startsWith("f:6:19: unknown key 'adresses' of a link (did you mean addresses?"),
                        text -> assertThat(text).startsWith("f:7:33: '10.0.0.1/8' has host bits set"),
                        text -> assertThat(text).startsWith("f:8:9: ").contains("a-name-too-long0"),
                        text -> assertThat(text).isEqualTo("f:9:9: the link a is at f:6:9 already"),
                        text -> assertThat(text).isEqualTo("f:11:31: the address 10.0.0.2 is at f:10:31 already"));
    }

    @Test
    void aBrokenPoolIsOneMistake() {
        assertThat(refused(
                        eth0(),
                        "version: 1\npools: {p: {subnet: x}}\nparents: [{name: eth0, links: [{name: a, pool: p}, {name: b, pool: q}]}]\n",
                        ErrorKind.USAGE))
                .satisfiesExactly(text -> assertThat(text).startsWith("f:2:21: "), text -> assertThat(text)
                        .isEqualTo("f:3:68: there is no pool 'q'"));
    }

    @Test
    void aBrokenPoolOfALaterDocumentIsOneMistakeToo() {
        String two = """
                version: 1
                parents: [{name: eth0, links: [{name: a, pool: p}]}]
                ---
                version: 1
                pools: {p: {subnet: x}}
                parents: []
                """;
        assertThat(refused(eth0(), two, ErrorKind.USAGE))
                .singleElement()
                .asString()
                .startsWith("f:5:21: ");
    }

    @Test
    void documentsMayNotContradictEachOther() {
        String two =
                "version: 1\nparents: [{name: eth0, mode: l2}]\n---\nversion: 1\nparents: [{name: eth0, mode: l3}]\n";
        assertThat(refused(eth0(), two, ErrorKind.USAGE)).containsExactly("f:5:30: eth0 has mode l2 at f:2:30");
        String flags = two.replace("mode: l2", "flag: vepa").replace("mode: l3", "flag: private");
        assertThat(refused(eth0(), flags, ErrorKind.USAGE)).containsExactly("f:5:30: eth0 has flag vepa at f:2:30");
        String three = "version: 1\nparents: [{name: eth0}]\n---\n" + two;
        assertThat(refused(eth0(), three, ErrorKind.USAGE)).containsExactly("f:8:30: eth0 has mode l2 at f:5:30");
    }

    @Test
    void replicasAreNotCountedOutBeyondWhatAParentCarries() {
        String many = manifest("name: eth0", "{name: a, replicas: 65533}", "{name: b, replicas: 2}");
        String tooMany = "f:8:9: eth0 would have 65535 links, and a parent carries at most 65533";
        assertThat(refused(eth0(), many, ErrorKind.USAGE)).containsExactly(tooMany);
        assertThat(refused(eth0(), many.replace("name: b", "name: a"), ErrorKind.USAGE))
                .containsExactly(tooMany);
        StringBuilder parents = new StringBuilder("version: 1\nparents:\n");
        for (int replicas : List.of(65533, 65533, 65533, 3401, 65533, 1)) {
            parents.append("  - {name: e")
                    .append(parents.length())
                    .append(", links: [{name: l")
                    .append(parents.length())
                    .append("x, replicas: ")
                    .append(replicas)
                    .append("}]}\n");
        }
        assertThat(refused(eth0(), parents.toString(), ErrorKind.USAGE))
                .satisfiesExactly(
                        text -> assertThat(text)
                                .startsWith("f:7:")
                                .endsWith(": with this there are 265533 links, and 200000 are read at most"),
                        text -> assertThat(text)
                                .startsWith("f:8:")
                                .endsWith(": with this there are 200001 links, and 200000 are read at most"));
    }

    @Test
    void aNameThatARowWouldHaveTwiceIsOneMistake() {
        assertThat(refused(
                        eth0(),
                        manifest("name: eth0", "{name: a, replicas: 3}", "{name: a, replicas: 3}"),
                        ErrorKind.USAGE))
                .containsExactly("f:8:9: the link a0 is at f:7:9 already");
    }

    @Test
    void aLinkThatIsToStayDownHasNoRoutes() {
        assertThat(refused(
                        eth0(),
                        manifest(
                                "name: eth0",
                                "{name: a, up: false, gateway: 10.0.0.1}",
                                "{name: b, up: false, routes: []}",
                                "{name: c, up: false}"),
                        ErrorKind.USAGE))
                .containsExactly("f:7:9: routes need the link to be up", "f:8:9: routes need the link to be up");
    }

    @Test
    void whatReplicasCannotShareIsTold() {
        assertThat(refused(
                        eth0(),
                        manifest(
                                "name: eth0",
                                "{name: a, replicas: 3, addresses: [10.0.0.5/24]}",
                                "{name: b, replicas: 3, pool: p}",
                                "{name: c, replicas: 3, routes: [{to: 10.1.0.0/16}]}",
                                "{name: d, replicas: 3, routes: []}"),
                        ErrorKind.USAGE))
                .containsExactly(
                        "f:7:29: replicas cannot share 'addresses': use a pool",
                        "f:8:9: replicas in one namespace cannot share a route: give each its own with netns: \"{name}\", or leave routes and gateways out",
                        "f:9:9: replicas in one namespace cannot share a route: give each its own with netns: \"{name}\", or leave routes and gateways out");
    }

    @Test
    void namesThatCannotBeAreRefused() {
        assertThat(refused(
                        eth0(),
                        manifest(
                                "name: eth0",
                                "{name: a, netns: '{nam}'}",
                                "{name: lo}",
                                "{name: b, netns: 'x-{name}'}"),
                        ErrorKind.USAGE))
                .containsExactly(
                        "f:7:9: there is no placeholder '{nam}' (write {name})",
                        "f:8:9: every namespace has a device lo of its own (choose another name)");
    }

    @Test
    void missingParentsAreNamedWithTheirPlaces() {
        assertThat(refused(eth0(), manifest("name: eth9", "name: a"), ErrorKind.NOT_FOUND))
                .containsExactly("f:5:5: there is no device eth9 (did you mean eth0?)");
    }

    @Test
    void theStepsComeInTheKernelsOrder() {
        World world = eth0(own("old", 3).address("10.0.0.9/8"), own("a", 4).port("l2", "bridge"));
        Plan plan = world.prune(manifest(
                "{name: eth0, mode: l3, links: [{name: a}, {name: n, netns: blue, mtu: 1400, addresses: [10.9.0.1/16], routes: [{to: 10.8.0.0/16, via: 10.9.0.2}]}]}\n  - name: eth0",
                "{name: z, up: false}"));

        assertThat(phases(plan))
                .containsExactly(
                        List.of("netns add blue"),
                        List.of("blue: link set dev lo up", "blue: link set dev lo alias " + MARK),
                        List.of("link set dev old type ipvlan mode l3 bridge"),
                        List.of("link delete dev old"),
                        List.of(
                                "link add link eth0 name n netns blue mtu 1400 type ipvlan mode l3 bridge",
                                "link add link eth0 name z type ipvlan mode l3 bridge"),
                        List.of(
                                "blue: link set dev n alias " + MARK,
                                "blue: address add 10.9.0.1/16 dev n",
                                "blue: link set dev n up",
                                "blue: route add 10.8.0.0/16 via 10.9.0.2 dev n",
                                "link set dev z alias " + MARK));
    }

    @Test
    void onlyWhatTheFileSaysIsCompared() {
        World world = eth0(own("a", 3).port("l3", "vepa").mtu(900).address("10.0.0.9/8"));
        assertThat(lines(world.plan(manifest("name: eth0", "name: a")))).containsExactly("unchanged");
        assertThat(lines(world.plan(manifest(
                        "{name: eth0, mode: l2, flag: bridge}\n  - name: eth0",
                        "{name: a, mtu: 1000, up: false, addresses: []}"))))
                .containsExactly(
                        "~ port eth0: mode l3 -> l2, flag vepa -> bridge for 1 link: a",
                        "~ a on eth0: mtu 900 -> 1000, -address 10.0.0.9/8, state up -> down",
                        "~ 2");
    }

    @Test
    void nobodysLinkIsTakenOverAndAnotherStacksIsNot() {
        assertThat(lines(eth0(Dev.ipvlan("a", 3, "eth0").up()).plan(manifest("name: eth0", "name: a"))))
                .containsExactly("~ a on eth0: stack edge", "~ 1");
        assertThat(refused(
                        eth0(own("a", 3).alias("ipvlanctl:other")),
                        manifest("name: eth0", "name: a"),
                        ErrorKind.CONFLICT))
                .containsExactly(
                        "f:7:9: a belongs to stack other (free it with 'ipvlanctl link set a --alias \"\"', or all of the stack's with 'ipvlanctl destroy other')");
        assertThat(refused(
                        eth0().in("blue", Dev.ipvlanElsewhere("a", 2, 2).alias("ipvlanctl:other")),
                        manifest("name: eth0", "{name: a, netns: blue}"),
                        ErrorKind.CONFLICT))
                .singleElement()
                .asString()
                .contains("'ipvlanctl -n blue link set a --alias \"\"'");
        assertThat(refused(eth0(Dev.ether("a", 3)), manifest("name: eth0", "name: a"), ErrorKind.CONFLICT))
                .containsExactly("f:7:9: there is a device a already, and it is no IPvlan link");
        World other = eth0(Dev.ether("eth1", 4).mac("02:00:00:00:00:02"), Dev.ipvlan("a", 3, "eth0"));
        assertThat(refused(other, manifest("name: eth1", "name: a"), ErrorKind.CONFLICT))
                .containsExactly("f:7:9: a is on eth0, not on eth1, and is nobody's: delete it first");
    }

    @Test
    void anotherParentMeansReplacement() {
        World world = new World()
                .here(
                        Dev.ether("eth0", 2),
                        Dev.ether("eth1", 3).mac("02:00:00:00:00:02"),
                        own("a", 4).address("10.0.0.2/8"));
        Plan plan = world.plan(manifest("name: eth1", "{name: a, addresses: [10.0.0.2/8]}"));
        assertThat(lines(plan)).containsExactly("-/+ a on eth1: parent eth0 -> eth1", "-/+ 1");
        assertThat(phases(plan).get(0)).containsExactly("link delete dev a");
        assertThat(plan.phases().get(0).get(0).undo()).hasSize(5);
    }

    @Test
    void anAddressThatIsInUseIsRefusedWithItsPlace() {
        String wants = manifest("name: eth0", "{name: a, addresses: [10.0.0.2/8]}");
        assertThat(refused(eth0(Dev.ipvlan("b", 3, "eth0").address("10.0.0.2/8")), wants, ErrorKind.CONFLICT))
                .singleElement()
                .asString()
                .startsWith("f:7:9: 10.0.0.2 is in use on b, a link of the same parent");
        assertThat(refused(new World().here(Dev.ether("eth0", 2).address("10.0.0.2/8")), wants, ErrorKind.CONFLICT))
                .singleElement()
                .asString()
                .startsWith("f:7:9: 10.0.0.2 is the address of the parent eth0");
    }

    @Test
    void addressesThatTheFileLeavesAloneAreInUseToo() {
        World world = eth0(own("a", 3).address("10.0.0.2/29"));
        assertThat(lines(world.plan(manifest("name: eth0", "name: a", "{name: b, pool: p, netns: blue}"))))
                .anyMatch(line -> line.startsWith("+ b ") && line.contains("address 10.0.0.3/29"));
        assertThat(refused(
                        world,
                        manifest("name: eth0", "name: a", "{name: b, addresses: [10.0.0.2/8]}"),
                        ErrorKind.CONFLICT))
                .singleElement()
                .asString()
                .startsWith("f:8:9: 10.0.0.2 is in use on a");
    }

    @Test
    void linksThatNobodySpokeOfAreNotSwitchedUnasked() {
        World world = eth0(Dev.ipvlan("foreign", 3, "eth0"));
        String l3 = manifest("{name: eth0, mode: l3}\n  - name: eth0", "name: a");
        assertThat(refused(world, l3, ErrorKind.CONFLICT))
                .singleElement()
                .asString()
                .startsWith("f:5:5: the manifest in mode l3 would switch 1 link on eth0 from l2: foreign");
        assertThat(phases(world.plan(l3, new PlanOptions(false, true))).get(0))
                .containsExactly("link set dev foreign type ipvlan mode l3 bridge");
    }

    @Test
    void pruneDeletesTheStacksOwnOnly() {
        World world = eth0(own("mine", 3), own("theirs", 4).alias("ipvlanctl:other"), Dev.ipvlan("nobodys", 5, "eth0"))
                .in(
                        "gone",
                        Dev.loopback().alias(MARK),
                        Dev.ipvlanElsewhere("w", 2, 2).alias(MARK))
                .in("used", Dev.loopback().alias(MARK), Dev.ether("veth", 2))
                .in("foreign", Dev.loopback());
        String nothing = "version: 1\nstack: edge\nparents: []\n";
        assertThat(lines(world.plan(nothing))).containsExactly("unchanged");
        assertThat(lines(world.prune(nothing)))
                .containsExactly("- mine on eth0", "- w (netns gone) on eth0", "- netns gone", "- 3");
    }

    @Test
    void aStrayedLinkIsMovedBackWithAllThatItHad() {
        World world = eth0().in(
                        "blue", Dev.ipvlanElsewhere("a", 2, 2).up().alias(MARK).address("10.0.0.2/8"));
        Plan plan = world.plan(manifest("name: eth0", "name: a"));
        assertThat(lines(plan)).containsExactly("~ a on eth0: netns blue -> (current)", "~ 1");
        assertThat(phases(plan).get(0)).containsExactly("blue: link set dev a netns 4711");
        assertThat(phases(plan).get(1)).contains("address add 10.0.0.2/8 dev a", "link set dev a up");
    }

    @Test
    void aStrayedLinkComesBackOnceAndOneThatIsWhereItBelongsIsNone() {
        Dev x = Dev.ipvlanElsewhere("x", 2, 2).up().alias(MARK);
        String both = manifest("name: eth0", "{name: x, netns: a}", "{name: x, netns: b}");
        assertThat(lines(eth0().in("a").in("b").in("c", x).plan(both)))
                .containsExactly(
                        "~ x (netns a) on eth0: netns c -> a",
                        "+ x (netns b) on eth0: mode l2, flag bridge, state up",
                        "+ 1, ~ 1");
        assertThat(lines(eth0().in("a").in("b", x).plan(both)))
                .containsExactly("+ x (netns a) on eth0: mode l2, flag bridge, state up", "+ 1");
    }

    @Test
    void aLinkForANamespaceThatIsTheCurrentOneIsHere() {
        assertThat(lines(eth0(own("a", 3)).named("me").plan(manifest("name: eth0", "{name: a, netns: me}"))))
                .containsExactly("unchanged");
    }

    @Test
    void onlyLinksThatStayOnAPortAreSwitched() {
        World world = eth0(Dev.ether("eth1", 5).mac("02:00:00:00:00:02"), own("old", 3), own("x", 4));
        Plan plan = world.prune(manifest("{name: eth0, mode: l3, links: [{name: n}]}\n  - name: eth1", "name: x"));
        assertThat(lines(plan))
                .containsExactly(
                        "+ n on eth0: mode l3, flag bridge, state up",
                        "-/+ x on eth1: parent eth0 -> eth1",
                        "- old on eth0",
                        "+ 1, -/+ 1, - 1");
    }

    @Test
    void aNamespaceForSeveralLinksIsMadeOnce() {
        Plan plan = eth0().plan(manifest("name: eth0", "{name: a, netns: blue}", "{name: b, netns: blue}"));
        assertThat(phases(plan))
                .startsWith(
                        List.of("netns add blue"),
                        List.of("blue: link set dev lo up", "blue: link set dev lo alias " + MARK));
    }

    @Test
    void aNamespaceThatAKilledRunHadMadeIsMarked() {
        World world =
                eth0().in("blue", Dev.loopback()).in("red", Dev.loopback()).unfinished("blue");
        Plan plan = world.plan(manifest("name: eth0", "{name: a, netns: blue}", "{name: b, netns: red}"));
        assertThat(plan.making()).hasToString("[blue]");
        assertThat(phases(plan).get(0))
                .containsExactly("blue: link set dev lo up", "blue: link set dev lo alias " + MARK);
    }

    @Test
    void addressesComeFromThePoolInOrderPastWhatIsTaken() {
        World world = new World().here(Dev.ether("eth0", 2).address("10.0.0.2/29"));
        String row = manifest(
                "name: eth0",
                "{name: x, addresses: [10.0.0.3/29], netns: x}",
                "{name: w, replicas: 3, pool: p, netns: '{name}'}");
        assertThat(lines(world.plan(row)).stream()
                        .filter(line -> line.startsWith("+ w"))
                        .map(line -> line.replaceAll(".*address (\\S+),.*", "$1")))
                .containsExactly("10.0.0.4/29", "10.0.0.5/29", "10.0.0.6/29");
        assertThat(refused(world, row.replace("replicas: 3", "replicas: 5"), ErrorKind.CONFLICT))
                .singleElement()
                .asString()
                .endsWith("is exhausted: 2 addresses are missing");
        assertThat(refused(world, row.replace("replicas: 3", "replicas: 4"), ErrorKind.CONFLICT))
                .singleElement()
                .asString()
                .endsWith("is exhausted: 1 address is missing");
    }

    @Test
    void aPoolGivesOutNoGatewayNotEvenAnotherPoolsOrALinks() {
        String several = manifest(
                        "name: eth0",
                        "{name: a, pool: q}",
                        "{name: b, pool: p, netns: b}",
                        "{name: c, netns: c, addresses: [10.0.0.6/29], gateway: 10.0.0.2}")
                .replace("pools: {", "pools: {q: {subnet: 10.0.0.0/29}, ");
        Plan plan = eth0().plan(several);
        assertThat(lines(plan))
                .anyMatch(line -> line.startsWith("+ a ") && line.contains("address 10.0.0.3/29"))
                .anyMatch(line -> line.startsWith("+ b ") && line.contains("address 10.0.0.4/29"));
        assertThat(phases(plan).toString()).contains("b: route add default via 10.0.0.1 dev b");
    }

    @Test
    void thoseThatHaveAnAddressOfThePoolKeepIt() {
        World world = eth0(own("w1", 3).address("10.0.0.6/29"));
        String row = manifest("name: eth0", "{name: w, replicas: 2, pool: p, up: false}");
        assertThat(lines(world.plan(row)))
                .containsExactly(
                        "+ w0 on eth0: mode l2, flag bridge, address 10.0.0.2/29, state down",
                        "~ w1 on eth0: state up -> down",
                        "+ 1, ~ 1");
        String one = manifest("name: eth0", "{name: w1, pool: p}").replace(", gateway: 10.0.0.1", "");
        assertThat(lines(eth0(own("w1", 3).address("10.0.0.5/24").address("10.0.0.6/29"))
                        .plan(one)))
                .containsExactly("~ w1 on eth0: -address 10.0.0.5/24", "~ 1");
        assertThat(lines(eth0(own("w1", 3).address("10.9.0.6/29")).plan(one)))
                .containsExactly("~ w1 on eth0: -address 10.9.0.6/29, +address 10.0.0.1/29", "~ 1");
    }

    @Test
    void aPoolGivesOutWhatALinkGivesUpAndNotWhatItHasLearnt() {
        World world = eth0(own("a", 3).address("10.0.0.2/29").leasedAddress("10.0.0.3/29", 300));
        String row = manifest("name: eth0", "{name: a, addresses: []}", "{name: w, replicas: 2, pool: p, up: false}");
        assertThat(lines(world.plan(row)))
                .containsExactly(
                        "~ a on eth0: -address 10.0.0.2/29",
                        "+ w0 on eth0: mode l2, flag bridge, address 10.0.0.2/29, state down",
                        "+ w1 on eth0: mode l2, flag bridge, address 10.0.0.4/29, state down",
                        "+ 2, ~ 1");
    }

    @Test
    void poolsKnowIpv6AndNetworksOfTwo() {
        String six =
                "version: 1\npools: {p: {subnet: '2001:db8::/64'}, t: {subnet: 10.0.0.0/31}}\nparents: [{name: eth0, links: [{name: s, replicas: 2, pool: p}, {name: t, replicas: 2, pool: t}]}]\n";
        assertThat(lines(eth0().plan(six)).stream()
                        .filter(line -> line.contains("address"))
                        .map(line -> line.replaceAll(".*address (\\S+),.*", "$1")))
                .containsExactly("2001:db8::1/64", "2001:db8::2/64", "10.0.0.0/31", "10.0.0.1/31");
    }

    @Test
    void anotherAddressLeavesTheRoutesInPlace() {
        World world = eth0().in(
                        "blue", Dev.ipvlanElsewhere("a", 2, 2).up().alias(MARK).address("10.0.0.2/8"))
                .route(
                        "blue",
                        "a",
                        "{\"dst\":\"default\",\"gateway\":\"10.0.0.1\"},{\"dst\":\"1.0.0.0/8\",\"gateway\":\"10.0.0.1\"}");
        Plan plan = world.plan(
                manifest("name: eth0", "{name: a, netns: blue, addresses: [10.0.0.3/8], gateway: 10.0.0.1}"));
        assertThat(phases(plan))
                .containsExactly(
                        List.of(
                                "blue: route delete 1.0.0.0/8 via 10.0.0.1 dev a proto boot table main",
                                "blue: address delete 10.0.0.2/8 dev a"),
                        List.of(
                                "blue: address add 10.0.0.3/8 dev a",
                                "blue: route replace default via 10.0.0.1 dev a proto boot table main"));
    }

    @Test
    void allThatIsWrongWithALinkIsToldAndWhatIsWrongWithOthersToo() {
        World world = new World().here(Dev.ether("eth0", 2).address("10.0.0.2/8"), Dev.loopback());
        String wrong = manifest(
                "name: eth0",
                "{name: a, mtu: 9000, addresses: [10.0.0.2/8], gateway: 11.0.0.1}",
                "{name: b, mtu: 9000}");
        assertThat(refused(world, wrong, ErrorKind.CONFLICT))
                .satisfiesExactly(
                        text -> assertThat(text).startsWith("f:7:9: MTU 9000 of a is above the 1500"),
                        text -> assertThat(text).startsWith("f:7:9: 10.0.0.2 is the address of the parent eth0"),
                        text -> assertThat(text).startsWith("f:7:9: the nexthop 11.0.0.1 is not in a network of a"),
                        text -> assertThat(text).startsWith("f:8:9: MTU 9000 of b"));
        assertThat(refused(world, wrong + "  - name: eth7\n  - name: lo\n", ErrorKind.NOT_FOUND))
                .hasSize(6)
                .anyMatch(text -> text.startsWith("f:9:5: there is no device eth7"))
                .anyMatch(text -> text.startsWith("f:10:5: lo cannot be a parent"));
    }

    @Test
    void pruneNeedsAnOwner() {
        Failure failure = failureOf(() -> eth0().prune("version: 1\nparents: [{name: eth0}]\n"));
        assertThat(failure.kind()).isEqualTo(ErrorKind.USAGE);
        assertThat(failure.hint()).contains("stack: NAME");
    }

    @Test
    void aNamespaceThatItsLastLinkLeavesGoesInTheSameApply() {
        World world = eth0().in(
                        "a",
                        Dev.loopback().alias(MARK),
                        Dev.ipvlanElsewhere("x", 2, 2).up().alias(MARK))
                .in("b", Dev.loopback());
        Plan plan = world.prune(manifest("name: eth0", "{name: x, netns: b}"));
        assertThat(lines(plan)).containsExactly("~ x (netns b) on eth0: netns a -> b", "- netns a", "~ 1, - 1");
        assertThat(World.undo(plan, 2))
                .containsExactly(List.of("netns add a", "link set dev lo up", "link set dev lo alias " + MARK));
    }

    @Test
    void aNamespaceThatIsWantedStaysAndSoDoesTheCurrentOne() {
        World world = eth0().in("blue", Dev.loopback().alias(MARK));
        assertThat(lines(world.prune(manifest("name: eth0", "{name: a, netns: blue}"))))
                .containsExactly("+ a (netns blue) on eth0: mode l2, flag bridge, state up", "+ 1");
        assertThat(lines(new World().here(Dev.loopback().alias(MARK)).prune("version: 1\nstack: edge\nparents: []\n")))
                .containsExactly("unchanged");
    }

    @Test
    void aNamespaceThatAProcessIsInStays() {
        World world = eth0().in(
                        "a", Dev.loopback().alias(MARK), Dev.ether("sit0", 2).down())
                .in("b", Dev.loopback().alias(MARK))
                .process("b", 4711);
        Plan plan = world.prune("version: 1\nstack: edge\nparents: []\n");
        assertThat(lines(plan)).containsExactly("- netns a", "- 1");
        assertThat(plan.notes()).containsExactly("namespace b stays: process 4711 is in it");
    }

    @Test
    void anAliasThatAdoptionOverwritesIsShown() {
        assertThat(lines(eth0(Dev.ipvlan("a", 3, "eth0").up().alias("my precious"))
                        .plan(manifest("name: eth0", "name: a"))))
                .containsExactly("~ a on eth0: stack edge, alias \"my precious\" -> \"ipvlanctl:edge\"", "~ 1");
    }

    @Test
    void aStepThatFailsIsToldWithItsLink() {
        World world = eth0(own("old", 3)).in("gone", Dev.loopback().alias(MARK));
        Plan plan = world.prune(manifest("name: eth0", "{name: a, netns: blue}"));
        assertThat(plan.phases().stream().map(phase -> phase.get(0).origin()))
                .containsExactly(
                        "f:7:9: namespace blue",
                        "f:7:9: namespace blue",
                        "deleting old",
                        "f:7:9: a (netns blue)",
                        "f:7:9: a (netns blue)",
                        "deleting namespace gone");
        Plan here = eth0().plan(manifest("name: eth0", "name: a"));
        assertThat(here.phases().get(0).get(0).origin()).isEqualTo("f:7:9: a");
    }

    @Test
    void aPoolGivesOutNothingThatIsInUseAnywhere() {
        World world = new World()
                .here(Dev.ether("eth0", 2), Dev.ether("eth1", 3).address("10.0.0.2/24"))
                .in("blue", Dev.ether("veth", 2).address("10.0.0.3/24"));
        assertThat(lines(world.plan(manifest("name: eth0", "{name: w, pool: p}"))))
                .anyMatch(line -> line.contains("address 10.0.0.4/29"));
    }

    @Test
    void anotherPrefixLengthRenumbersNobody() {
        World world = eth0(own("w0", 3).address("10.0.0.6/29"), own("w1", 4).address("10.0.0.2/29"));
        String wider = manifest("name: eth0", "{name: w, replicas: 2, pool: p, up: false}")
                .replace("/29", "/24");
        assertThat(lines(world.plan(wider)))
                .containsExactly(
                        "~ w0 on eth0: -address 10.0.0.6/29, +address 10.0.0.6/24, state up -> down",
                        "~ w1 on eth0: -address 10.0.0.2/29, +address 10.0.0.2/24, state up -> down",
                        "~ 2");
    }
}
