package io.github.ipvlanctl.render;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.AddressOnLink;
import io.github.ipvlanctl.model.AuxAddress;
import io.github.ipvlanctl.model.Change;
import io.github.ipvlanctl.model.Change.Action;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.CounterListing;
import io.github.ipvlanctl.model.Counters;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.DockerNetwork;
import io.github.ipvlanctl.model.DockerSubnet;
import io.github.ipvlanctl.model.Explanation;
import io.github.ipvlanctl.model.Finding;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.LinkAddress;
import io.github.ipvlanctl.model.LinkEvent;
import io.github.ipvlanctl.model.LinkEvent.Kind;
import io.github.ipvlanctl.model.Lower;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.NamedNetns;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.Parent;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.PortSettings;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.RoutingTable;
import io.github.ipvlanctl.model.Sample;
import io.github.ipvlanctl.model.Shim;
import io.github.ipvlanctl.model.TextFile;
import io.github.ipvlanctl.model.Traffic;
import io.github.ipvlanctl.model.TrafficSample;
import io.github.ipvlanctl.model.UpstreamRoute;
import io.github.ipvlanctl.model.Verdict;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Things of every shape, with and without each of the values that may be missing. */
final class Samples {
    private static final Netns HERE = Netns.current();
    private static final Netns BLUE = Sample.netns("blue");
    private static final PortSettings L3 = new PortSettings(Mode.L3, Flag.PRIVATE);
    private static final InterfaceName IPVL0 = new InterfaceName("ipvl0");

    private static final Device LO = Sample.device(HERE, 1, "lo", "", "loopback", "00:00:00:00:00:00", null, null);
    private static final Device TUN = Sample.device(HERE, 9, "tun0", "gre", "gre", "", null, null);
    private static final Device ETH0 =
            Sample.device(HERE, 3, "eth0", "veth", "ether", Sample.MAC, null, null, "192.168.1.1/24");
    private static final Host HOST = Sample.host(
            LO,
            ETH0,
            TUN,
            Sample.aliased(
                    Sample.ipvlan(4, "ipvl0", "eth0", L3, "192.168.1.100/24", "2001:db8::100/64"),
                    "ipvlanctl:edge \"x\" \u001b[31m"),
            Sample.with(
                    Sample.ipvlan(BLUE, 2, "web0", new Lower.Elsewhere(3, 0), L3, "192.168.1.101/24"),
                    List.of("UP", "M-DOWN"),
                    null,
                    null),
            Sample.with(
                    Sample.ipvlan(
                            new Netns.OfProcess(42), 2, "ünï'y", new Lower.Elsewhere(77, 0), PortSettings.DEFAULT),
                    List.of(),
                    null,
                    null));

    private Samples() {}

    static List<Change> changes() {
        List<Change.Difference> made = List.of(
                new Change.Difference("address", null, "10.0.0.5/24"), new Change.Difference("mtu", null, "1400"));
        List<Change.Difference> changed = List.of(
                new Change.Difference("address", "10.0.0.6/24", null),
                new Change.Difference("netns", null, "blue"),
                new Change.Difference("alias", "ipvlanctl:edge \u001b[31m", null),
                new Change.Difference("mode", "l2", "l3"));
        return List.of(
                new Change(Action.ADD, "netns", "blue", null, null, List.of(), List.of(), "edge.yaml:7"),
                new Change(Action.ADD, "link", "web0", "blue", "eth0", made, List.of(), "edge.yaml:7"),
                new Change(Action.CHANGE, "port", "eth0", null, null, changed.subList(3, 4), links(), "edge.yaml:5"),
                new Change(Action.CHANGE, "link", "ipvl0", null, "eth0", changed, List.of(), "edge.yaml:8"),
                new Change(Action.REPLACE, "link", "web1", "blue", "eth0", made, List.of(), "edge.yaml:9"),
                new Change(Action.DELETE, "link", "old0", null, null, List.of(), List.of(), null));
    }

    static List<Link> links() {
        return HOST.links().stream()
                .map(link -> link.netns() instanceof Netns.OfProcess ? link.in("db") : link)
                .toList();
    }

    static List<DockerNetwork> dockerNetworks() {
        DockerSubnet lan = new DockerSubnet(
                Cidr.parseNetwork("192.168.1.0/24"),
                IpAddress.parse("192.168.1.1"),
                Cidr.parseNetwork("192.168.1.128/25"),
                List.of(AuxAddress.parse("eth0=192.168.1.130"), AuxAddress.parse("b=192.168.1.131")));
        DockerSubnet ula = new DockerSubnet(Cidr.parseNetwork("fd00:1::/64"), null, null, List.of());
        List<DockerNetwork.Member> members = List.of(
                new DockerNetwork.Member("c1", List.of(Cidr.parse("192.168.1.129/24"), Cidr.parse("fd00:1::2/64"))),
                new DockerNetwork.Member("c2", List.of()));
        return List.of(
                new DockerNetwork(
                        "db_net",
                        "d4f8bf74c732",
                        "ipvlan",
                        "eth0",
                        L3,
                        List.of(lan, ula),
                        true,
                        false,
                        List.of("team=web", "x="),
                        members),
                new DockerNetwork(
                        "inner",
                        "daa222e4ef6f",
                        "ipvlan",
                        "di-daa222e4ef6f",
                        PortSettings.DEFAULT,
                        List.of(),
                        false,
                        true,
                        List.of(),
                        List.of()));
    }

    static List<Port> ports() {
        return HOST.ports();
    }

    static List<Parent> parents() {
        return HOST.devices(HERE).stream()
                .map(device -> new Parent(
                        device,
                        HOST.obstacle(device).orElse(null),
                        HOST.portOn(device).orElse(null)))
                .toList();
    }

    static List<AddressOnLink> addresses() {
        List<AddressOnLink> rows = new ArrayList<>();
        for (Link link : links()) {
            link.device().addresses().forEach(address -> rows.add(new AddressOnLink(link, address)));
        }
        rows.add(new AddressOnLink(links().get(0), new LinkAddress(Cidr.parse("fe80::1/64"), "link")));
        rows.add(new AddressOnLink(
                links().get(0),
                new LinkAddress(
                        Cidr.parse("2001:db8::7/64"),
                        null,
                        "global",
                        null,
                        null,
                        new LinkAddress.Lifetime(300, 200),
                        Set.of("dynamic"))));
        return rows;
    }

    static List<Route> routes() {
        return List.of(
                new Route(
                        "default",
                        "inet",
                        IPVL0,
                        HERE,
                        IpAddress.parse("192.168.1.254"),
                        50L,
                        RoutingTable.MAIN,
                        "static"),
                new Route("10.9.9.9", "inet", IPVL0, HERE, null, null, 100, "boot"),
                new Route("2001:db8::/64", "inet6", IPVL0, HERE, null, 4_294_967_295L, RoutingTable.MAIN, "kernel"));
    }

    static List<UpstreamRoute> upstream() {
        Device parent =
                Sample.device(HERE, 3, "eth0", "", "ether", Sample.MAC, null, null, "10.0.0.1/24", "2001:db8::1/64");
        List<UpstreamRoute> routes = new ArrayList<>(UpstreamRoute.of(parent, links()));
        routes.addAll(UpstreamRoute.of(ETH0, links().subList(0, 1)));
        return routes;
    }

    static List<Shim> shims() {
        Link bare = links().get(0);
        Device device = Sample.aliased(bare.device(), "ipvlanctl-host:edge");
        Link owned = new Link(device, bare.settings(), bare.parent());
        List<Cidr> reached = List.of(Cidr.parse("192.168.1.101/32"), Cidr.parseNetwork("2001:db8:1::/64"));
        return List.of(
                new Shim(bare, List.of(), List.of()),
                new Shim(owned, reached, addresses().subList(1, 3)));
    }

    static List<NamedNetns> namespaces() {
        return List.of(
                new NamedNetns(new NetnsName("a b"), List.of()),
                new NamedNetns(new NetnsName("blue"), links().subList(0, 2)),
                new NamedNetns(new NetnsName("red"), null));
    }

    static List<TextFile> files() {
        return List.of(
                new TextFile("a.conf", TextFile.Access.PUBLIC, "a\n"),
                new TextFile("b \u001b.sh", TextFile.Access.PROGRAM, "b\n"),
                new TextFile("c.key", TextFile.Access.PRIVATE, ""));
    }

    /** One of each kind. */
    static List<LinkEvent> events() {
        OffsetDateTime time = OffsetDateTime.of(2026, 1, 31, 23, 59, 0, 7_000_000, ZoneOffset.ofHours(1));
        Link here = links().get(0);
        Link there = links().get(1);
        return List.of(
                new LinkEvent(here, Kind.ADDED, null, null, time),
                new LinkEvent(links().get(2), Kind.GONE, null, null, time),
                new LinkEvent(there, Kind.MOVED, null, "blue", time),
                new LinkEvent(there, Kind.RENAMED, "web\u001b[2J", "web0", time),
                new LinkEvent(there, Kind.PARENT, "eth0", null, time),
                new LinkEvent(there, Kind.MODE, "l2", "l3", time),
                new LinkEvent(there, Kind.FLAG, "bridge", "private", time),
                new LinkEvent(there, Kind.STATE, "up", "lowerlayerdown", time),
                new LinkEvent(there, Kind.MTU, "1400", "1500", time),
                new LinkEvent(there, Kind.MAC, "02:00:00:00:00:02", Sample.MAC, time),
                new LinkEvent(here, Kind.ALIAS, null, here.device().alias(), time),
                new LinkEvent(there, Kind.ADDRESS_ADDED, null, "192.168.1.101/24", time),
                new LinkEvent(there, Kind.ADDRESS_REMOVED, "2001:db8::101/64", null, time));
    }

    /** Twice counted: a port with two links, and one whose counters nearly overflow. */
    static List<Traffic> traffic() {
        OffsetDateTime time = OffsetDateTime.of(2026, 1, 31, 12, 0, 0, 0, ZoneOffset.UTC);
        Counters few = new Counters(1000, 10, 0, 0, 2_000_000, 2000, 0, 0);
        Counters more = new Counters(126_000, 110, 1, 2, 4_500_000, 4000, 3, 4);
        Counters most = new Counters(-1, 1, 0, 0, 999, 1, 0, 0);
        TrafficSample before = new TrafficSample(ports(), Map.of(HERE, new CounterListing(Map.of(4, few), 0)), time);
        TrafficSample after = new TrafficSample(
                ports(),
                Map.of(
                        HERE,
                        new CounterListing(Map.of(4, more), 1_000_000_000),
                        BLUE,
                        new CounterListing(Map.of(2, few), 1_100_000_000),
                        new Netns.OfProcess(42),
                        new CounterListing(Map.of(2, most), 1_200_000_000)),
                time);
        return after.rows(before, null);
    }

    static List<Finding> findings() {
        return List.of(
                new Finding("mtu", Verdict.PROBLEM, "web0", "blue", "its MTU is too large", List.of("ip a", "ip b")),
                new Finding("host-reach", Verdict.WARNING, "eth0", null, "they do not reach each other", List.of()),
                new Finding("wifi", Verdict.UNKNOWN, null, null, "what holds \u001b[31m cannot be read", List.of()),
                new Finding("driver", Verdict.OK, null, null, "the kernel has the driver", List.of()),
                new Finding("ipv6", Verdict.OK, null, null, "IPv6 is on", List.of()));
    }

    static List<Explanation> explanations() {
        return List.of(
                new Explanation("modes", "The modes.", List.of()),
                new Explanation(
                        "l3",
                        "What l3 is.",
                        List.of("It is a mode. ".repeat(9).strip(), "    a  table\n    b  table")));
    }

    static List<Failure> failures() {
        List<Failure> failures = new ArrayList<>();
        for (ErrorKind kind : ErrorKind.values()) {
            failures.add(Failure.of(kind, "what is wrong with \"x\"", null));
        }
        failures.add(Failure.conflict("what is wrong", "what to do")
                .from(List.of("ip", "link", "add", "a b"), "Error: no.\nCommand failed -:1\n"));
        return failures;
    }
}
