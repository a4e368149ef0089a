package io.github.ipvlanctl.service.doctor;

import static io.github.ipvlanctl.service.doctor.Patient.NO_ROUTES;

import io.github.ipvlanctl.testing.Dev;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found on the ways of links and their machine. */
class RouteChecksTest {
    private static final String ASKED = "ARPING 10.9.9.9 from 0.0.0.0 eth0\n";
    private static final String ARPING = "arping -D -c 1 -w 1 -I eth0 ";

    private final Patient patient;
    private final Dev eth0 = Dev.ether("eth0", 3).address("192.168.1.1/24");
    private final Dev web0 = Dev.ipvlanElsewhere("web0", 2, 3).up().address("192.168.1.5/24");

    RouteChecksTest(@TempDir Path directory) {
        patient = new Patient(directory);
    }

    private Patient machine(Dev... here) {
        return patient.has(here).web(web0);
    }

    private Patient inL3(String mode) {
        web0.port(mode, "bridge");
        return machine(eth0);
    }

    private static String route(String members) {
        return "[{" + members.replace('\'', '"') + ",\"flags\":[]}]";
    }

    private static String onlink(String to) {
        return "[{\"dst\":\"" + to + "\",\"gateway\":\"10.9.9.9\",\"dev\":\"web0\",\"flags\":[\"onlink\"]}]";
    }

    // ---- gateway ---------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'dst':'default','gateway':'192.168.1.254','dev':'web0'",
                "'dst':'default','gateway':'10.9.9.9','dev':'other'",
                "'dst':'10.0.0.0/8','dev':'web0'",
                "'dst':'default','gateway':'fe80::1','dev':'web0'"
            })
    void gatewaysOnTheirLinksAreWell(String route) {
        machine(eth0).webRoutes(route(route), NO_ROUTES).shows("gateway", "ok: all gateways are on their links");
    }

    @Test
    void aRouteWhoseGatewayIsInNoNetworkIsDeletedUnlessItsParentsGatewayWillDo() {
        String evidence = "problem web0 (web): the gateway 10.9.9.9 of its route to default is in none of its networks";
        String lost = route("'dst':'default','gateway':'10.9.9.9','dev':'web0','metric':7");
        machine(eth0)
                .webRoutes(lost, NO_ROUTES)
                .routes(route("'dst':'default','gateway':'192.168.1.254','dev':'eth0'"), NO_ROUTES)
                .shows("gateway", evidence + " | ip -n web route replace default via 192.168.1.254 dev web0 metric 7");
        for (String own : new String[] {
            "'dst':'default','gateway':'172.16.0.1','dev':'eth0'",
            "'dst':'default','gateway':'192.168.1.5','dev':'eth0'",
            "'dst':'default','gateway':'192.168.1.254','dev':'eth1'",
            "'dst':'10.0.0.0/8','gateway':'192.168.1.254','dev':'eth0'",
            "'dst':'default','dev':'eth0'"
        }) {
            machine(eth0)
                    .webRoutes(lost, NO_ROUTES)
                    .routes(route(own), NO_ROUTES)
                    .shows(
                            "gateway",
                            evidence
                                    + " | ip -n web route delete default via 10.9.9.9 dev web0 proto boot metric 7 table main");
        }
    }

    @Test
    void theParentsGatewayOfTheOtherFamilyWillNotDo() {
        web0.address("2001:db8::5/64");
        machine(eth0)
                .webRoutes(route("'dst':'default','gateway':'10.9.9.9','dev':'web0'"), NO_ROUTES)
                .routes(NO_ROUTES, route("'dst':'default','gateway':'2001:db8::1','dev':'eth0'"))
                .shows(
                        "gateway",
                        "problem web0 (web): the gateway 10.9.9.9 of its route to default is in none of its networks"
                                + " | ip -n web route delete default via 10.9.9.9 dev web0 proto boot table main");
    }

    @Test
    void aRouteThatIsNoDefaultRouteIsDeleted() {
        machine(eth0)
                .webRoutes(route("'dst':'10.0.0.0/8','gateway':'10.9.9.9','dev':'web0'"), NO_ROUTES)
                .shows(
                        "gateway",
                        "problem web0 (web): the gateway 10.9.9.9 of its route to 10.0.0.0/8 is in none of its networks"
                                + " | ip -n web route delete 10.0.0.0/8 via 10.9.9.9 dev web0 proto boot table main");
    }

    @Test
    void aGatewayThatIsSaidToBeOnTheLinkIsLookedForOnTheWire() {
        machine(eth0)
                .webRoutes(onlink("10.0.0.0/8"), NO_ROUTES)
                .answers(ARPING + "10.9.9.9", ASKED + "Unicast reply from 10.9.9.9 [02:00:00:00:00:09]\n")
                .shows("gateway", "ok: all gateways are on their links");
        machine(eth0)
                .webRoutes(onlink("10.0.0.0/8"), NO_ROUTES)
                .answers(ARPING + "10.9.9.9", ASKED + "Received 0 response(s)\n")
                .shows(
                        "gateway",
                        "problem web0 (web): the gateway 10.9.9.9 of its route to 10.0.0.0/8 is in none of its networks"
                                + " | ip -n web route delete 10.0.0.0/8 via 10.9.9.9 dev web0 proto boot table main onlink");
        machine(eth0)
                .webRoutes(onlink("10.0.0.0/8"), NO_ROUTES)
                .lacks(ARPING + "10.9.9.9")
                .shows(
                        "gateway",
                        "unknown web0 (web): the gateway 10.9.9.9 of its route to 10.0.0.0/8 is in none of its networks;"
                                + " the route says that it is on the link, and nobody could ask the wire");
    }

    // ---- l3-route --------------------------------------------------------------------------------------------------

    @Test
    void linksInL2NeedNoDefaultRouteOfTheirOwn() {
        machine(eth0).shows("l3-route", "ok: no link in another namespace is in l3 or l3s");
    }

    @Test
    void linksInL3NeedADefaultRouteForEachFamilyThatTheyHave() {
        inL3("l3s")
                .webRoutes(NO_ROUTES, route("'dst':'default','dev':'web0'"))
                .routes(NO_ROUTES, NO_ROUTES)
                .shows(
                        "l3-route",
                        "warning web0 (web): in mode l3s it has no default IPv4 route: it reaches the links of its own"
                                + " network and nothing else | ip -n web route add default dev web0");
        web0.address("2001:db8::5/64");
        inL3("l3")
                .webRoutes(route("'dst':'default','dev':'web0'"), route("'dst':'default','dev':'web0','table':'7'"))
                .routes(NO_ROUTES, NO_ROUTES)
                .shows(
                        "l3-route",
                        "warning web0 (web): in mode l3 it has no default IPv6 route: it reaches the links of its own"
                                + " network and nothing else | ip -n web route add ::/0 dev web0");
        inL3("l3")
                .webRoutes(route("'dst':'default','dev':'web0'"), route("'dst':'default','dev':'web0'"))
                .routes(NO_ROUTES, NO_ROUTES)
                .shows("l3-route", "ok: links in l3 have default routes");
    }

    @Test
    void aLinkBesideItsParentNeedsNone() {
        patient.has(eth0, Dev.ipvlan("ipvl0", 4, "eth0").port("l3", "bridge").address("10.0.0.5/24"))
                .web()
                .routes(route("'dst':'default','dev':'ipvl0'"), NO_ROUTES)
                .shows("l3-route", "ok: no link in another namespace is in l3 or l3s");
    }

    @ParameterizedTest
    @CsvSource({"eth0, false", "ipvl0, false", "web0, true", "wan0, true"})
    void whatLinksInL3SendLeavesThroughTheirParentAlone(String wayOut, boolean elsewhere) {
        web0.port("l3", "bridge");
        machine(eth0, Dev.ipvlan("ipvl0", 4, "eth0").port("l3", "bridge"))
                .webRoutes(route("'dst':'default','dev':'web0'"), NO_ROUTES)
                .routes(route("'dst':'default','dev':'" + wayOut + "'"), NO_ROUTES)
                .shows(
                        "l3-route",
                        elsewhere
                                ? "warning eth0: what its links send in l3 leaves through it alone, and the machine's"
                                        + " default route leads through " + wayOut + ": they reach its own networks and"
                                        + " nothing else, until it has a default route of its own"
                                : "ok: links in l3 have default routes");
    }

    // ---- rp-filter -------------------------------------------------------------------------------------------------

    private static String setting(String device, String name, String value) {
        return "/proc/sys/net/ipv4/conf/" + device + "/" + name + ":" + value + "\n";
    }

    private Patient settings(String netns, String device, String output) {
        String ipv4 = "/proc/sys/net/ipv4/conf/";
        String ipv6 = "/proc/sys/net/ipv6/conf/";
        return patient.answers(
                (netns.isEmpty() ? "" : "ip netns exec " + netns + " ") + "grep -sH '' " + ipv4 + "all/rp_filter "
                        + ipv4
                        + "all/forwarding " + ipv6 + "all/disable_ipv6 " + ipv4 + device + "/rp_filter " + ipv4 + device
                        + "/forwarding " + ipv6 + device + "/disable_ipv6",
                output);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, true", "1, 0, true", "0, 0, false", "1, 2, false"})
    void aStrictFilterDropsWhatComesInWhereTheWayOutIsAnother(String all, String own, boolean strict) {
        inL3("l3").webRoutes(route("'dst':'default','dev':'other'"), NO_ROUTES);
        settings("web", "web0", setting("all", "rp_filter", all) + setting("web0", "rp_filter", own));
        patient.shows(
                "rp-filter",
                strict
                        ? "warning web0 (web): rp_filter is strict, and the default route leads through other: what comes"
                                + " in through the link from outside is dropped"
                                + " | ip netns exec web sh -c 'echo 2 > /proc/sys/net/ipv4/conf/web0/rp_filter'"
                        : "ok: no strict rp_filter is in the way of a link in l3");
    }

    @Test
    void aFilterThatCannotBeReadIsUnknown() {
        inL3("l3").webRoutes(route("'dst':'default','dev':'other'"), NO_ROUTES);
        settings("web", "web0", "");
        patient.shows("rp-filter", "unknown web0 (web): its rp_filter cannot be read");
        inL3("l3").webRoutes(route("'dst':'default','dev':'other'"), NO_ROUTES);
        settings("web", "web0", setting("all", "rp_filter", "1") + setting("web0", "rp_filter", "strict"));
        patient.shows("rp-filter", "unknown web0 (web): its rp_filter cannot be read");
    }

    @Test
    void theFilterIsInNobodysWayInL2OrWhereTheWayOutIsTheLink() {
        String well = "ok: no strict rp_filter is in the way of a link in l3";
        machine(eth0).shows("rp-filter", well);
        inL3("l3").webRoutes(NO_ROUTES, NO_ROUTES).shows("rp-filter", well);
        inL3("l3").webRoutes(route("'dst':'default','dev':'web0'"), NO_ROUTES).shows("rp-filter", well);
        patient.has(eth0)
                .web(Dev.ipvlanElsewhere("web0", 2, 3).port("l3", "bridge").address("2001:db8::5/64"))
                .shows("rp-filter", well);
    }

    // ---- forwarding ------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "0, 'problem web0 (web): its gateway is eth0 of this machine, which does not forward"
                + " | sh -c ''echo 1 > /proc/sys/net/ipv4/conf/all/forwarding'''",
        "1, 'ok: no link''s gateway is a machine that does not forward'",
        "'', 'unknown web0 (web): whether its gateway eth0 forwards cannot be read'"
    })
    void aMachineThatIsItsLinksGatewayShallForward(String value, String finding) {
        machine(eth0).webRoutes(route("'dst':'default','gateway':'192.168.1.1','dev':'web0'"), NO_ROUTES);
        settings("", "eth0", value.isEmpty() ? "" : setting("eth0", "forwarding", value));
        patient.shows("forwarding", finding);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'dst':'default','gateway':'192.168.1.254','dev':'web0'",
                "'dst':'default','gateway':'192.168.1.1','dev':'other'",
                "'dst':'default','dev':'web0'"
            })
    void otherGatewaysAreNotThisMachine(String route) {
        machine(eth0)
                .webRoutes(route(route), NO_ROUTES)
                .shows("forwarding", "ok: no link's gateway is a machine that does not forward");
    }

    // ---- host-reach ------------------------------------------------------------------------------------------------

    private static final String NET = "'dst':'192.168.1.0/24','dev':'eth0','protocol':'kernel'";
    private static final String MISSED =
            "warning eth0: the machine and 192.168.1.5 on web0 (netns web) do not reach each" + " other without a shim";
    private static final String REACHED = "ok: no link is looked for behind its parent";

    @Test
    void aLinkThatTheMachineLooksForOnTheWireTakesAShimWithAFreeAddress() {
        machine(eth0.address("192.168.1.254/24"))
                .routes(
                        "[{\"dst\":\"default\",\"gateway\":\"192.168.1.253\",\"dev\":\"eth0\"},{"
                                + NET.replace('\'', '"') + "}]",
                        NO_ROUTES)
                .answers(
                        ARPING + "192.168.1.252",
                        "ARPING 192.168.1.252 from 0.0.0.0 eth0\nUnicast reply from 192.168.1.252 [02:00:00:00:00:09]\n")
                .answers(ARPING + "192.168.1.251", "ARPING 192.168.1.251 from 0.0.0.0 eth0\nReceived 0 response(s)\n")
                .shows("host-reach", MISSED + " | ipvlanctl host add --parent eth0 --address 192.168.1.251/32");
    }

    @Test
    void aShimThatIsThereIsTaken() {
        Dev shim = Dev.ipvlan("eth0-host", 4, "eth0").alias("ipvlanctl-host").address("192.168.1.250/32");
        machine(eth0, shim)
                .routes(route(NET), NO_ROUTES)
                .shows(
                        "host-reach",
                        MISSED + " | ipvlanctl host add --parent eth0 --address 192.168.1.250/32 --if-not-exists");
    }

    @Test
    void aShimHasAnAddressOfEachFamilyThatIsMissed() {
        web0.address("2001:db8::5/64");
        machine(eth0)
                .routes(route(NET), route("'dst':'2001:db8::/64','dev':'eth0','protocol':'kernel'"))
                .lacks(ARPING + "192.168.1.254")
                .shows(
                        "host-reach",
                        "warning eth0: the machine and 192.168.1.5 on web0 (netns web), 2001:db8::5 on web0 (netns web) do"
                                + " not reach each other without a shim | ipvlanctl host add --parent eth0"
                                + " --address 192.168.1.254/32 --address 2001:db8::ffff:ffff:ffff:ffff/128");
    }

    @Test
    void whereNoAddressIsFreeThereIsNoShimToMake() {
        patient.has(Dev.ether("eth0", 3).address("192.168.1.6/30"))
                .web(Dev.ipvlanElsewhere("web0", 2, 3).up().address("192.168.1.5/30"))
                .routes(route("'dst':'192.168.1.4/30','dev':'eth0'"), NO_ROUTES)
                .shows("host-reach", MISSED);
    }

    @Test
    void aDefaultRouteThroughTheParentLeadsItsFamilyOut() {
        machine(eth0).routes(NO_ROUTES, route("'dst':'default','dev':'eth0'")).shows("host-reach", REACHED);
        machine(eth0)
                .routes(route("'dst':'default','dev':'eth0'"), NO_ROUTES)
                .lacks(ARPING + "192.168.1.254")
                .shows("host-reach", MISSED + " | ipvlanctl host add --parent eth0 --address 192.168.1.254/32");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'dst':'192.168.1.5','dev':'eth0-host'",
                "'dst':'192.168.1.0/24','gateway':'10.0.0.1','dev':'eth0'",
                "'dst':'192.168.1.0/24','dev':'eth0','table':'7'",
                "'dst':'192.168.2.0/24','dev':'eth0'"
            })
    void aLinkThatIsReachedAnotherWayOrNotAtAllTakesNone(String route) {
        machine(eth0).routes(route(route), NO_ROUTES).shows("host-reach", REACHED);
    }

    @Test
    void theLongestPrefixOfTheFamilyLeads() {
        machine(eth0)
                .routes(
                        "[{\"dst\":\"192.168.1.5\",\"dev\":\"eth0-host\"},{" + NET.replace('\'', '"')
                                + "},{\"dst\":\"default\",\"dev\":\"eth0\"}]",
                        route("'dst':'default','dev':'eth0'"))
                .shows("host-reach", REACHED);
    }

    @Test
    void withTheFlagPrivateNoShimHelps() {
        web0.port("l2", "private");
        machine(eth0).shows("host-reach", REACHED);
    }

    @Test
    void fiveAddressesAreNamedAndTheOthersCounted() {
        String five = "warning eth0: the machine and 192.168.1.5 on web0 (netns web), 192.168.1.6 on web0 (netns web),"
                + " 192.168.1.7 on web0 (netns web), 192.168.1.8 on web0 (netns web), 192.168.1.9 on web0 (netns web)";
        String shim = " do not reach each other without a shim"
                + " | ipvlanctl host add --parent eth0 --address 192.168.1.253/32";
        eth0.address("192.168.1.254/24");
        for (int i = 6; i < 10; i++) {
            web0.address("192.168.1." + i + "/24");
        }
        machine(eth0)
                .routes(route(NET), NO_ROUTES)
                .lacks(ARPING + "192.168.1.253")
                .shows("host-reach", five + shim);
        web0.address("192.168.1.10/24").address("192.168.1.11/24");
        machine(eth0)
                .routes(route(NET), NO_ROUTES)
                .lacks(ARPING + "192.168.1.253")
                .shows("host-reach", five + " and 2 more" + shim);
    }
}
