package io.github.ipvlanctl.iproute2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.model.Alias;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.LinkAddress;
import io.github.ipvlanctl.model.Lower;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.Mtu;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.PortSettings;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.RoutingTable;
import io.github.ipvlanctl.model.Sample;
import io.github.ipvlanctl.model.VlanId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The exact words of each command. */
class IpCommandsTest {
    private static final Netns HERE = Netns.current();
    private static final Netns BLUE = Netns.named(new NetnsName("blue"));
    private static final InterfaceName ETH0 = new InterfaceName("eth0");
    private static final InterfaceName IPVL0 = new InterfaceName("ipvl0");
    private static final Cidr CIDR = Cidr.parse("192.168.1.100/24");
    private static final IpProgram IP = new IpProgram("ip", false, null);

    private static void assertWords(IpCommand command, Netns netns, String words) {
        assertThat(command).isEqualTo(new IpCommand(netns, List.of(words.split(" ", -1))));
    }

    @Test
    void aLinkIsMadeWithModeAndFlagSpelledOut() {
        assertWords(
                IpLink.add(ETH0, IPVL0, HERE, null, PortSettings.DEFAULT),
                HERE,
                "link add link eth0 name ipvl0 type ipvlan mode l2 bridge");
        assertWords(
                IpLink.add(
                        ETH0,
                        IPVL0,
                        Netns.named(new NetnsName("blue")),
                        new Mtu(1400),
                        new PortSettings(Mode.L3S, Flag.PRIVATE)),
                HERE,
                "link add link eth0 name ipvl0 netns blue mtu 1400 type ipvlan mode l3s private");
    }

    @Test
    void namesThatSpellKeywordsComeAfterTheirOwnKeyword() {
        assertWords(
                IpLink.add(new InterfaceName("a"), new InterfaceName("up"), HERE, null, PortSettings.DEFAULT),
                HERE,
                "link add link a name up type ipvlan mode l2 bridge");
        assertWords(IpLink.up(HERE, new InterfaceName("up")), HERE, "link set dev up up");
        assertWords(IpLink.delete(HERE, new InterfaceName("h")), HERE, "link delete dev h");
    }

    @Test
    void linksAreChangedAndDeleted() {
        assertWords(
                IpLink.addVlan(ETH0, new InterfaceName("eth0.20"), VlanId.parse("20")),
                HERE,
                "link add link eth0 name eth0.20 up type vlan id 20");
        assertWords(IpLink.delete(BLUE, IPVL0), BLUE, "link delete dev ipvl0");
        assertWords(IpLink.down(BLUE, IPVL0), BLUE, "link set dev ipvl0 down");
        assertWords(IpLink.mtu(BLUE, IPVL0, 1400), BLUE, "link set dev ipvl0 mtu 1400");
        assertWords(IpLink.txqueuelen(BLUE, IPVL0, 5), BLUE, "link set dev ipvl0 txqueuelen 5");
        assertWords(IpLink.rename(BLUE, IPVL0, new InterfaceName("web")), BLUE, "link set dev ipvl0 name web");
        assertWords(IpLink.move(HERE, IPVL0, "blue"), HERE, "link set dev ipvl0 netns blue");
        assertThat(IpLink.target(BLUE, "1")).isEqualTo("blue");
        assertThat(IpLink.target(new Netns.OfProcess(42), "1")).isEqualTo("42");
        assertThat(IpLink.target(HERE, "1")).isEqualTo("1");
        assertThat(IpLink.alias(HERE, IPVL0, new Alias("a b")).words())
                .containsExactly("link", "set", "dev", "ipvl0", "alias", "a b");
    }

    @Test
    void aLinkThatWasLeftOnItsWayIsKnownByItsName() {
        Device made = Sample.ipvlan(4, "ipvlanctl-new0", "eth0", PortSettings.DEFAULT);
        Device madeAgain = Sample.ipvlan(5, "ipvlanctl-undo", "eth0", PortSettings.DEFAULT);

        assertThat(LinkCreation.isLeftOver(made)).isTrue();
        assertThat(LinkCreation.isLeftOver(madeAgain)).isTrue();
        assertThat(LinkCreation.isLeftOver(Sample.aliased(made, "mine"))).isFalse();
        assertThat(LinkCreation.isLeftOver(Sample.ether(HERE, 6, "ipvlanctl-undo")))
                .isFalse();
        assertThat(LinkCreation.isLeftOver(Sample.ipvlan(7, "ipvlanctl0", "eth0", PortSettings.DEFAULT)))
                .isFalse();
    }

    @Test
    void aPortIsSwitchedThroughOneOfItsLinksWhoseKindIsNamed() {
        PortSettings wanted = new PortSettings(Mode.L3, Flag.VEPA);
        assertWords(
                IpLink.setPort(Sample.ipvlan(BLUE, 2, "web0", new Lower.Elsewhere(3, 0), PortSettings.DEFAULT), wanted),
                BLUE,
                "link set dev web0 type ipvlan mode l3 vepa");
        assertWords(
                IpLink.setPort(
                        Sample.device(HERE, 2, "tap0", "ipvtap", "ether", Sample.MAC, null, PortSettings.DEFAULT),
                        wanted),
                HERE,
                "link set dev tap0 type ipvtap mode l3 vepa");
    }

    @Test
    void addresses() {
        assertWords(IpAddr.add(BLUE, IPVL0, CIDR), BLUE, "address add 192.168.1.100/24 dev ipvl0");
        assertWords(IpAddr.delete(HERE, IPVL0, CIDR), HERE, "address delete 192.168.1.100/24 dev ipvl0");
        assertWords(IpAddr.show(BLUE), BLUE, "address show");
        assertWords(IpAddr.show(BLUE, IPVL0), BLUE, "address show dev ipvl0");
    }

    @Test
    void anAddressIsRestoredAsItWas() {
        LinkAddress pointToPoint = new LinkAddress(
                Cidr.parse("10.50.0.1/32"), IpAddress.parse("10.50.0.2"), "global", null, "old", null, Set.of());
        LinkAddress leased = new LinkAddress(
                CIDR,
                null,
                "link",
                IpAddress.parse("192.168.1.255"),
                "old:x",
                new LinkAddress.Lifetime(300, 4_294_967_295L),
                Set.of("dynamic", "noprefixroute"));

        assertWords(
                IpAddr.restore(BLUE, IPVL0, new LinkAddress(Cidr.parse("fe80::1/64"), "link")),
                BLUE,
                "address add fe80::1/64 dev ipvl0");
        assertWords(
                IpAddr.restore(HERE, IPVL0, pointToPoint), HERE, "address add 10.50.0.1 peer 10.50.0.2/32 dev ipvl0");
        assertWords(
                IpAddr.keep(HERE, IPVL0, leased),
                HERE,
                "address replace 192.168.1.100/24 dev ipvl0 broadcast 192.168.1.255 scope link label ipvl0:x"
                        + " valid_lft 300 preferred_lft forever noprefixroute");
    }

    @Test
    void anAddressGoesWithoutOthersAndComesBackAsTheFirstIfItWas() {
        Device link = Sample.ipvlan(
                4, "ipvl0", "eth0", PortSettings.DEFAULT, "10.1.0.5/8", "192.168.1.1/24", "192.168.1.2/24");
        List<Route> routes = List.of(route("10.9.0.0/16", "inet", "192.168.1.254", null));
        String route = "route replace 10.9.0.0/16 via 192.168.1.254 dev ipvl0 proto boot table main";

        assertThat(texts(IpAddr.removal(link, List.of(Cidr.parse("192.168.1.1/24")), routes)))
                .containsExactly(
                        "address delete 192.168.1.1/24 dev ipvl0",
                        "  undo: address delete 192.168.1.2/24 dev ipvl0",
                        "  undo: address replace 192.168.1.1/24 dev ipvl0",
                        "  undo: address replace 192.168.1.2/24 dev ipvl0",
                        "  undo: " + route,
                        "address replace 192.168.1.2/24 dev ipvl0",
                        route);
        assertThat(texts(IpAddr.removal(link, List.of(Cidr.parse("192.168.1.2/24")), routes)))
                .containsExactly(
                        "address delete 192.168.1.2/24 dev ipvl0",
                        "  undo: address replace 192.168.1.2/24 dev ipvl0",
                        "  undo: address replace 192.168.1.1/24 dev ipvl0",
                        "  undo: " + route,
                        "address replace 192.168.1.1/24 dev ipvl0",
                        route);
    }

    private static List<String> texts(List<Step> steps) {
        return steps.stream()
                .flatMap(step -> Stream.concat(
                        Stream.of(text(step.command())), step.undo().stream().map(undo -> "  undo: " + text(undo))))
                .toList();
    }

    private static String text(IpCommand command) {
        return String.join(" ", command.words());
    }

    @Test
    void whatANexthopIsReachedByIsRestoredBeforeWhatGoesThroughIt() {
        Device link = Sample.ipvlan(4, "ipvl0", "eth0", PortSettings.DEFAULT, "10.0.0.5/32");
        List<Route> routes =
                List.of(route("default", "inet", "192.168.1.1", null), route("192.168.1.1", "inet", null, null));

        assertThat(Restoring.furnishing(link, BLUE, IPVL0, true, routes))
                .extracting(IpCommandsTest::text)
                .containsExactly(
                        "address add 10.0.0.5/32 dev ipvl0",
                        "link set dev ipvl0 up",
                        "route add 192.168.1.1 dev ipvl0 proto boot table main",
                        "route add default via 192.168.1.1 dev ipvl0 proto boot table main");
    }

    @Test
    void routes() {
        RouteSpec full = new RouteSpec(RouteSpec.parse("10.0.0.0/8").to(), IpAddress.parse("192.168.1.254"), 50L, 100L);
        assertWords(
                IpRoute.add(BLUE, IPVL0, full),
                BLUE,
                "route add 10.0.0.0/8 via 192.168.1.254 dev ipvl0 metric 50 table 100");
        assertWords(
                IpRoute.delete(HERE, IPVL0, full),
                HERE,
                "route delete 10.0.0.0/8 via 192.168.1.254 dev ipvl0 metric 50 table 100");
        assertWords(IpRoute.add(HERE, IPVL0, RouteSpec.parse("default")), HERE, "route add default dev ipvl0");
        assertWords(
                IpRoute.add(HERE, IPVL0, RouteSpec.defaultVia(IpAddress.parse("2001:db8::1"))),
                HERE,
                "route add ::/0 via 2001:db8::1 dev ipvl0");
        assertWords(IpRoute.show(HERE, null), HERE, "route show table all");
        assertWords(IpRoute.show(HERE, IPVL0), HERE, "route show table all dev ipvl0");
        assertWords(IpRoute.showDefault(HERE), HERE, "route show default");
    }

    @Test
    void aRouteIsRestoredAsItWas() {
        assertWords(
                IpRoute.restore(BLUE, IPVL0, route("default", "inet6", "2001:db8::1", 1024L)),
                BLUE,
                "route add ::/0 via 2001:db8::1 dev ipvl0 proto boot metric 1024 table main");
        assertWords(
                IpRoute.restore(HERE, IPVL0, route("10.9.9.9", "inet", null, null)),
                HERE,
                "route add 10.9.9.9 dev ipvl0 proto boot table main");
        assertWords(
                IpRoute.keep(
                        HERE,
                        IPVL0,
                        new Route(
                                "10.0.0.0/8",
                                "inet",
                                IPVL0,
                                HERE,
                                IpAddress.parse("fe80::99"),
                                null,
                                100,
                                "static",
                                List.of("src", "10.0.0.5", "onlink"),
                                null)),
                HERE,
                "route replace 10.0.0.0/8 via inet6 fe80::99 dev ipvl0 proto static table 100 src 10.0.0.5 onlink");
    }

    private static Route route(String to, String family, @Nullable String via, @Nullable Long metric) {
        return new Route(
                to, family, IPVL0, HERE, via == null ? null : IpAddress.parse(via), metric, RoutingTable.MAIN, "boot");
    }

    @Test
    void namespaces() {
        NetnsName blue = new NetnsName("blue");
        assertWords(IpNetns.add(blue), HERE, "netns add blue");
        assertWords(IpNetns.delete(blue), HERE, "netns delete blue");
        assertWords(IpNetns.exec(blue, List.of("ping", "-c", "1")), HERE, "netns exec blue ping -c 1");
    }

    @Test
    void ipIsCalledInTheCommandsNamespace() {
        assertThat(IP.command(IpAddr.show(HERE), "-j")).hasToString("ip -j address show");
        assertThat(IP.command(IpAddr.show(BLUE), "-j")).hasToString("ip -n blue -j address show");
        assertThat(IP.command(IpAddr.show(new Netns.OfProcess(42))))
                .hasToString("nsenter --net=/proc/42/ns/net ip address show");
    }

    @Test
    void theNamespaceToActInStandsForTheCurrentOne() {
        IpProgram inRed = new IpProgram("ip", false, new NetnsName("red"));

        assertThat(inRed.command(IpAddr.show(HERE))).hasToString("ip -n red address show");
        assertThat(inRed.command(IpAddr.show(BLUE))).hasToString("ip -n blue address show");
        assertThat(inRed.command(IpAddr.show(new Netns.OfProcess(42))))
                .hasToString("nsenter --net=/proc/42/ns/net ip address show");
        assertThat(inRed.command(IpNetns.add(new NetnsName("blue")))).hasToString("ip netns add blue");
    }

    @Test
    void sudoRunsIpAloneAndNeverPrompts() {
        IpProgram sudo = new IpProgram("/opt/ip", true, null);

        assertThat(sudo.command(IpAddr.show(BLUE))).hasToString("sudo -n /opt/ip -n blue address show");
        assertThat(sudo.command(IpAddr.show(new Netns.OfProcess(42))))
                .hasToString("sudo -n nsenter --net=/proc/42/ns/net /opt/ip address show");
        assertThat(sudo.batch(List.of(IpLink.up(BLUE, IPVL0), IpLink.down(BLUE, IPVL0)), "-force"))
                .hasToString("sudo -n /opt/ip -n blue -force -batch - <<'EOF'\n"
                        + "link set dev ipvl0 up\nlink set dev ipvl0 down\nEOF");
    }

    @Test
    void otherProgramsRunWhereIpActsAndAsRootOnlyInOtherNamespaces() {
        IpProgram inRed = new IpProgram("ip", false, new NetnsName("red"));
        IpProgram sudo = new IpProgram("ip", true, null);
        Netns process = new Netns.OfProcess(42);

        assertThat(within(IP, HERE)).isEqualTo("ss -l");
        assertThat(within(IP, BLUE)).isEqualTo("ip netns exec blue ss -l");
        assertThat(within(IP, process)).isEqualTo("nsenter --net=/proc/42/ns/net ss -l");
        assertThat(within(inRed, HERE)).isEqualTo("ip netns exec red ss -l");
        assertThat(within(inRed, process)).isEqualTo("nsenter --net=/proc/42/ns/net ss -l");
        assertThat(within(sudo, HERE)).isEqualTo("ss -l");
        assertThat(within(sudo, BLUE)).isEqualTo("sudo -n ip netns exec blue ss -l");
        assertThat(within(sudo, process)).isEqualTo("sudo -n nsenter --net=/proc/42/ns/net ss -l");
    }

    private static String within(IpProgram program, Netns netns) {
        return String.join(" ", program.within(netns, List.of("ss", "-l")));
    }
}
