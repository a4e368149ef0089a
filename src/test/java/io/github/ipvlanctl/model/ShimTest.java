package io.github.ipvlanctl.model;

import static io.github.ipvlanctl.testing.Failures.assertFails;
import static io.github.ipvlanctl.testing.Failures.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShimTest {
    private static final InterfaceName ETH0 = new InterfaceName("eth0");
    private static final List<Cidr> IPV4 = List.of(Cidr.parse("192.168.1.250/32"));
    private static final Link SHIM = link("ipvlanctl-host");

    private static Link link(String alias) {
        Device device =
                Sample.aliased(Sample.ipvlan(4, "eth0-host", "eth0", PortSettings.DEFAULT, "192.168.1.250/32"), alias);
        return Sample.host(Sample.ether(Netns.current(), 3, "eth0"), device).asLink(device);
    }

    private static Route route(String to, String dev, String protocol) {
        return new Route(to, "inet", new InterfaceName(dev), Netns.current(), null, null, RoutingTable.MAIN, protocol);
    }

    @Test
    void itsAliasTellsWhatItIsAndWhoseItIs() {
        Link owned = link(Shim.mark(new StackName("edge")).text());

        assertThat(Shim.isOne(SHIM.device())).isTrue();
        assertThat(SHIM.stack()).isNull();
        assertThat(Shim.isOne(owned.device())).isTrue();
        assertThat(owned.stack()).isEqualTo("edge");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ipvlanctl:edge", "ipvlanctl-hosts", "my ipvlanctl-host"})
    void anotherAliasIsNoShims(String alias) {
        assertThat(Shim.isOne(link(alias).device())).isFalse();
    }

    @Test
    void leadsWhereRoutesOverItLeadThatSomebodyMade() {
        List<Route> routes = List.of(
                route("192.168.1.101", "eth0-host", "boot"),
                route("10.0.0.0/8", "eth0-host", "static"),
                route("192.168.1.102", "eth0", "boot"),
                route("default", "eth0-host", "boot"),
                route("192.168.1.0/24", "eth0-host", "kernel"));

        assertThat(Shim.of(SHIM, null, routes).reached())
                .extracting(Cidr::toString)
                .containsExactly("192.168.1.101/32", "10.0.0.0/8");
    }

    @Test
    void isNamedAfterItsParentUnlessThatIsTooLong() {
        assertThat(new ShimSpec(ETH0, null, IPV4, List.of()).nameOrDefault()).hasToString("eth0-host");
        assertThat(new ShimSpec(ETH0, new InterfaceName("x"), IPV4, List.of()).nameOrDefault())
                .hasToString("x");
        assertInvalid(
                () -> new ShimSpec(new InterfaceName("wlp0s20f0u1"), null, IPV4, List.of()).nameOrDefault(),
                "'wlp0s20f0u1-host' is not an interface name: it has 16 bytes",
                "give the shim a shorter name of its own");
    }

    @Test
    void itsAddressIsAloneInItsNetwork() {
        assertThat(ShimSpec.parseAddress("2001:db8::5/128")).hasToString("2001:db8::5/128");
        assertInvalid(
                () -> ShimSpec.parseAddress("192.168.1.250/24"),
                "'192.168.1.250/24' would lead the whole network to the links",
                "give the address alone: 192.168.1.250/32");
    }

    @Test
    void leadsToAddressesOfTheFamiliesOfItsOwn() {
        assertInvalid(
                () -> new ShimSpec(ETH0, null, IPV4, List.of(Reach.parse("2001:db8::/64"))),
                "the shim has no address of the family of 2001:db8::/64",
                "give it one of each family that it is to lead to");
        assertInvalid(
                () -> new ShimSpec(ETH0, null, List.of(), List.of()),
                "a shim needs an address",
                "give it one that is free, for example 192.168.1.250/32");
    }

    @Test
    void whatItLeadsToIsANetworkAnAddressOrALink() {
        assertThat(Reach.parse("10.0.0.0/8").network()).hasToString("10.0.0.0/8");
        assertThat(Reach.parse("10.0.0.5").network()).hasToString("10.0.0.5/32");
        assertThat(Reach.parse("2001:db8::5").network()).hasToString("2001:db8::5/128");
        assertThat(Reach.parse("::5").network()).hasToString("::5/128");
        assertThat(Reach.parse("web0").link()).hasToString("web0");
        assertThat(Reach.parse("10.0").link()).hasToString("10.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0/0", "::/0"})
    void isNoWayToEverywhere(String everything) {
        assertInvalid(
                () -> Reach.parse(everything),
                "a shim leads to the parent's links, and not everywhere",
                "give the network that they are in");
    }

    @Test
    void isOfNoUseWherePrivateLinksDoNotReachEachOther() {
        ShimRules.flag(Flag.VEPA, ETH0);
        assertFails(
                () -> ShimRules.flag(Flag.PRIVATE, ETH0),
                ErrorKind.CONFLICT,
                "the flag private keeps eth0's links from each other, and a shim is one of them",
                "'ipvlanctl flag bridge eth0' lets them reach each other");
    }

    @Test
    void aRouteOfAnotherTableFamilyOrNetworkIsNotInItsWay() {
        Cidr wanted = Cidr.parseNetwork("10.0.0.0/8");
        Route there = route("10.0.0.0/8", "eth1", "boot");

        assertFails(
                () -> ShimRules.route(wanted, List.of(there)),
                ErrorKind.CONFLICT,
                "there is a route to 10.0.0.0/8 already, through eth1",
                "delete it first, or let the shim lead elsewhere");
        ShimRules.route(
                wanted,
                List.of(
                        route("10.0.0.0/9", "eth1", "boot"),
                        route("default", "eth1", "boot"),
                        new Route("10.0.0.0/8", "inet", ETH0, Netns.current(), null, null, 100, "boot")));
        ShimRules.route(
                Cidr.parseNetwork("2001:db8::/64"),
                List.of(new Route("default", "inet6", ETH0, Netns.current(), null, 1024L, RoutingTable.MAIN, "boot")));
    }
}
