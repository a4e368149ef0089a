package io.github.ipvlanctl.render;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.AddressOnLink;
import io.github.ipvlanctl.model.AuxAddress;
import io.github.ipvlanctl.model.Change;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Display;
import io.github.ipvlanctl.model.DockerNetwork;
import io.github.ipvlanctl.model.DockerSubnet;
import io.github.ipvlanctl.model.Explanation;
import io.github.ipvlanctl.model.Finding;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.LinkEvent;
import io.github.ipvlanctl.model.NamedNetns;
import io.github.ipvlanctl.model.Parent;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.RoutingTable;
import io.github.ipvlanctl.model.Shim;
import io.github.ipvlanctl.model.TextFile;
import io.github.ipvlanctl.model.Topology;
import io.github.ipvlanctl.model.Traffic;
import io.github.ipvlanctl.model.UpstreamRoute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What output says of each kind of thing. Keys are only ever added. */
public final class Shapes {
    /** IPvlan links. */
    public static final Shape<Link> LINK = Shape.named("link", shape -> shape.column(
                    "name", link -> link.name().value())
            .columnWhenFilled("netns", link -> link.netns().label())
            .column("parent", link -> name(link.parent()))
            .columnWhenFilled(
                    "parent_netns",
                    link -> link.parent() == null ? null : link.parent().netns().label())
            .column("mode", link -> link.settings().mode().word())
            .column("flag", link -> link.settings().flag().word())
            .column("state", link -> link.device().state().word())
            .column("mtu", link -> link.device().mtu())
            .key("mac", link -> link.device().mac())
            .key("ifindex", link -> link.device().ifindex())
            .column("addresses", link -> addresses(link.device()))
            .columnWhenFilled("alias", link -> link.device().alias())
            .key("stack", Link::stack)
            .columnWhenFilled("container", Link::container));

    /** Addresses on links. */
    public static final Shape<AddressOnLink> ADDRESS = Shape.named("address", shape -> shape.column(
                    "address", row -> row.address().cidr().toString())
            .column("link", row -> row.link().name().value())
            .columnWhenFilled("netns", row -> row.link().netns().label())
            .column("family", row -> row.address().cidr().address().isIpv6() ? "inet6" : "inet")
            .column("scope", row -> row.address().scope())
            .key("dynamic", row -> row.address().dynamic()));

    /** Ports: what a parent's links share. */
    public static final Shape<Port> PORT = Shape.named("port", shape -> shape.column(
                    "parent", port -> name(port.parent()))
            .columnWhenFilled(
                    "parent_netns",
                    port -> port.parent() == null ? null : port.parent().netns().label())
            .column("mode", port -> port.settings().mode().word())
            .column("flag", port -> port.settings().flag().word())
            .column("links", port -> places(port.links())));

    /** Routes through links. */
    public static final Shape<Route> ROUTE = Shape.named("route", shape -> shape.column("to", Route::to)
            .column("via", route -> route.via() == null ? null : route.via().text())
            .column("dev", route -> route.dev().value())
            .columnWhenFilled("metric", Route::metric)
            .column("table", route -> RoutingTable.word(route.table()))
            .column("protocol", Route::protocol)
            .key("family", Route::family));

    /** Routes that the routers around need, for people as a router takes them. */
    public static Shape<UpstreamRoute> upstream(RouterSyntax syntax) {
        return Shape.named("upstream", shape -> shape.key(
                        "to", upstream -> upstream.route().to().toString())
                .key(
                        "via",
                        upstream -> upstream.route().via() == null
                                ? null
                                : upstream.route().via().text())
                .key("link", upstream -> upstream.link().name().value())
                .key("netns", upstream -> upstream.link().netns().label())
                .asText(syntax::text));
    }

    /** Named namespaces. */
    public static final Shape<NamedNetns> NETNS = Shape.named(
            "netns", shape -> shape.column("name", netns -> netns.name().value())
                    .column(
                            "links",
                            netns -> netns.links() == null
                                    ? null
                                    : netns.links().stream()
                                            .map(link -> link.name().value())
                                            .toList()));

    /** Parents. */
    public static final Shape<Parent> PARENT = Shape.named("parent", shape -> shape.column(
                    "name", parent -> parent.device().name().value())
            .column(
                    "kind",
                    parent -> parent.device().kind().isEmpty()
                            ? null
                            : parent.device().kind())
            .column("state", parent -> parent.device().state().word())
            .column("mtu", parent -> parent.device().mtu())
            .column("mac", parent -> parent.device().mac())
            .column(
                    "mode",
                    parent -> parent.port() == null
                            ? null
                            : parent.port().settings().mode().word())
            .column(
                    "flag",
                    parent -> parent.port() == null
                            ? null
                            : parent.port().settings().flag().word())
            .column(
                    "links",
                    parent -> parent.port() == null
                            ? List.of()
                            : places(parent.port().links()))
            .key("usable", parent -> parent.obstacle() == null)
            .columnWhenFilled(
                    "obstacle",
                    parent ->
                            parent.obstacle() == null ? null : parent.obstacle().reason())
            .key("addresses", parent -> addresses(parent.device())));

    /** The links by which this machine reaches its parents' other links. */
    public static final Shape<Shim> SHIM = Shape.named(
            "shim", shape -> shape.column("name", shim -> shim.link().name().value())
                    .column("parent", shim -> name(shim.link().parent()))
                    .column("mode", shim -> shim.link().settings().mode().word())
                    .column("flag", shim -> shim.link().settings().flag().word())
                    .column("state", shim -> shim.link().device().state().word())
                    .column("addresses", shim -> addresses(shim.link().device()))
                    .column(
                            "reached",
                            shim -> shim.reached().stream().map(Cidr::toString).toList())
                    .columnWhenFilled(
                            "unreached",
                            shim -> shim.unreached().stream().map(Shapes::held).toList())
                    .key("stack", shim -> shim.link().stack()));

    /** Docker's IPvlan networks. */
    public static final Shape<DockerNetwork> DOCKER_NETWORK =
            Shape.named("docker-network", shape -> shape.column("name", DockerNetwork::name)
                    .column("parent", DockerNetwork::parent)
                    .column("mode", network -> network.settings().mode().word())
                    .column("flag", network -> network.settings().flag().word())
                    .column("subnets", network -> texts(network.subnets(), DockerSubnet::subnet))
                    .column("gateways", network -> texts(network.subnets(), DockerSubnet::gateway))
                    .columnWhenFilled("ip_ranges", network -> texts(network.subnets(), DockerSubnet::range))
                    .columnWhenFilled(
                            "reserved",
                            network -> texts(
                                    network.subnets().stream()
                                            .flatMap(subnet -> subnet.reserved().stream())
                                            .toList(),
                                    AuxAddress::toString))
                    .key("ipv6", DockerNetwork::ipv6)
                    .key("internal", DockerNetwork::internal)
                    .columnWhenFilled("labels", DockerNetwork::labels)
                    .key("id", DockerNetwork::id)
                    .column("containers", network -> network.containers().stream()
                            .map(Shapes::member)
                            .toList()));

    /** Parents with all that hangs on them. */
    public static final Shape<Topology.Branch> TOPOLOGY =
            // No method reference: that would load the class at every start.
            Shape.named("topology", shape -> TopologyKeys.define(shape));

    /** What is, or would be, changed to bring a manifest about. */
    public static final Shape<Change> CHANGE = Shape.named("change", shape -> shape.key("name", Change::name)
            .key("action", change -> change.action().name().toLowerCase(Locale.ROOT))
            .key("kind", Change::kind)
            .key("netns", Change::netns)
            .key("parent", Change::parent)
            .key("differences", change -> change.differences().stream()
                    .map(Shapes::difference)
                    .toList())
            .key("links", change -> places(change.links()))
            .key("source", Change::source)
            .asText(ChangeText::text));

    /** Files that are not written: their text, with a line of its own before each where there are several. */
    public static final Shape<TextFile> FILE =
            Shape.named("file", shape -> file(shape).key("text", TextFile::text).asText(Shapes::texts));

    /** Files that were written. */
    public static final Shape<TextFile> WRITTEN = Shape.named("written", Shapes::file);

    /** What happens to links, told while it does: an object a line. */
    public static final Shape<LinkEvent> EVENT = Shape.named(
            "event", shape -> shape.key("name", event -> event.link().name().value())
                    .key("netns", event -> event.link().netns().label())
                    .key("event", event -> event.kind().word())
                    .key("from", LinkEvent::from)
                    .key("to", LinkEvent::to)
                    .key("time", event -> EventText.time(event.time()))
                    .key("link", event -> LINK.values(event.link()))
                    .asText(EventText::text));

    /** What passes links and ports. */
    public static final Shape<Traffic> TRAFFIC = Shape.named("traffic", TrafficText::define);

    /** What checks have found. */
    public static final Shape<Finding> FINDING = Shape.named("finding", shape -> shape.key("check", Finding::check)
            .key("verdict", finding -> finding.verdict().word())
            .key("device", Finding::device)
            .key("netns", Finding::netns)
            .key("evidence", Finding::evidence)
            .key("commands", Finding::commands)
            .asText(FindingText::text));

    /** What there is to say of a topic. */
    public static final Shape<Explanation> EXPLANATION =
            Shape.named("explanation", shape -> shape.key("topic", Explanation::topic)
                    .key("title", Explanation::title)
                    .key("paragraphs", Explanation::paragraphs)
                    .asText(ExplanationText::text));

    /** What is written on stderr when a command fails and JSON was asked for, below the key {@code error}. */
    public static final Shape<Failure> ERROR = Shape.named(
            "error", shape -> shape.key("kind", failure -> failure.kind().word())
                    .key("message", Failure::text)
                    .key("hint", Failure::hint)
                    .key("exit_code", failure -> failure.kind().exitCode())
                    .key("command", Failure::command)
                    .key("stderr", Failure::stderr)
                    .key("details", Failure::details));

    /** What is written on stderr beside a result when JSON was asked for, a line each. */
    public static final Shape<String> NOTE = Shape.named("note", shape -> shape.key("note", text -> text));

    /** All of them. */
    public static final List<Shape<?>> ALL = List.of(
            LINK,
            ADDRESS,
            PORT,
            ROUTE,
            upstream(RouterSyntax.IP),
            NETNS,
            PARENT,
            SHIM,
            DOCKER_NETWORK,
            TOPOLOGY,
            CHANGE,
            EXPLANATION,
            FINDING,
            TRAFFIC,
            EVENT,
            FILE,
            WRITTEN,
            ERROR,
            NOTE);

    private Shapes() {}

    private static Shape<TextFile> file(Shape<TextFile> shape) {
        return shape.column("name", TextFile::name)
                .column("mode", file -> file.access().octal());
    }

    private static String texts(List<TextFile> files) {
        if (files.size() == 1) {
            return files.get(0).text();
        }
        StringBuilder all = new StringBuilder();
        for (TextFile file : files) {
            all.append(all.length() == 0 ? "" : "\n")
                    .append("# file: ")
                    .append(Display.safe(file.name()))
                    .append(" (mode ")
                    .append(file.access().octal())
                    .append(")\n")
                    .append(file.text());
        }
        return all.toString();
    }

    private static Map<String, @Nullable Object> difference(Change.Difference difference) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("what", difference.what());
        values.put("from", difference.from());
        values.put("to", difference.to());
        return values;
    }

    private static <T> List<String> texts(List<T> things, Function<T, @Nullable Object> part) {
        return things.stream()
                .map(part)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .toList();
    }

    private static Map<String, @Nullable Object> member(DockerNetwork.Member member) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("name", member.name());
        values.put("addresses", texts(member.addresses(), address -> address));
        return values;
    }

    static List<String> addresses(Device device) {
        List<String> addresses = new ArrayList<>();
        for (Cidr cidr : device.assignedAddresses()) {
            addresses.add(cidr.toString());
        }
        return addresses;
    }

    private static @Nullable String name(@Nullable Device device) {
        return device == null ? null : device.name().value();
    }

    private static List<Map<String, @Nullable Object>> places(List<Link> links) {
        return links.stream().map(Shapes::place).toList();
    }

    private static Map<String, @Nullable Object> place(Link link) {
        Map<String, @Nullable Object> place = new LinkedHashMap<>();
        place.put("name", link.name().value());
        place.put("netns", link.netns().label());
        return place;
    }

    private static Map<String, @Nullable Object> held(AddressOnLink row) {
        Map<String, @Nullable Object> place = place(row.link());
        place.put("address", row.address().cidr().address().text());
        return place;
    }
}
