package io.github.ipvlanctl.plan.manifest;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.AddressRange;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Destination;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.Mtu;
import io.github.ipvlanctl.model.Numbers;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.Reach;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.RoutingTable;
import io.github.ipvlanctl.model.ShimSpec;
import io.github.ipvlanctl.model.StackName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads manifests; several documents and several files are one state. */
public final class ManifestReader {
    private static final String VERSION = "1";
    private final Problems problems;
    private final Map<String, Pool> pools = new LinkedHashMap<>();
    private final List<Manifest.ParentEntry> parents = new ArrayList<>();
    /** Read last: links may have addresses of any document's pools. */
    private final List<YamlValue> parentLists = new ArrayList<>();

    private final Set<String> brokenPools = new HashSet<>();
    private @Nullable StackName stack;

    private ManifestReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * Reads files.
     *
     * @param files their names and texts
     * @throws Failure of kind {@code USAGE} with all mistakes of all files
     */
    public static Manifest read(Map<String, String> files) {
        Problems problems = new Problems();
        Manifest manifest = read(files, problems);
        problems.throwMistakes();
        return manifest;
    }

    /**
     * The same, with the mistakes noted; what could be read is the result, to be looked at for more of them.
     *
     * @throws Failure of kind {@code USAGE} when there are so many that reading ends
     */
    public static Manifest read(Map<String, String> files, Problems problems) {
        ManifestReader reader = new ManifestReader(problems);
        files.forEach((name, text) -> {
            for (Node node : YamlDocuments.parse(name, text, problems)) {
                reader.document(new YamlValue(name, node, problems));
            }
        });
        reader.parentLists.forEach(list -> list.items("parents").forEach(reader::parent));
        return new Manifest(reader.stack, reader.pools, reader.parents);
    }

    private void document(YamlValue document) {
        Map<String, YamlValue> fields = document.fields("a manifest", List.of("version", "stack", "pools", "parents"));
        if (fields == null) {
            return;
        }
        YamlValue version = fields.get("version");
        if (version == null) {
            document.problem("the key 'version' is missing (write version: 1)");
        } else if (!VERSION.equals(version.text("a version"))) {
            version.problem("the version must be 1");
        }
        YamlValue name = fields.get("stack");
        if (name != null) {
            stack(name);
        }
        YamlValue poolEntries = fields.get("pools");
        if (poolEntries != null) {
            poolEntries.entries("'pools'").forEach(this::pool);
        }
        YamlValue parentEntries = fields.get("parents");
        if (parentEntries == null) {
            document.problem("the key 'parents' is missing");
        } else {
            parentLists.add(parentEntries);
        }
    }

    private void stack(YamlValue value) {
        Located<StackName> name = value.value("a stack's name", StackName::new);
        if (name != null && stack != null && !stack.equals(name.value())) {
            value.problem("another document says stack " + stack + ": one state has one owner");
        } else if (name != null) {
            stack = name.value();
        }
    }

    private void pool(String name, YamlValue value) {
        Map<String, YamlValue> fields = value.fields("a pool", List.of("subnet", "range", "gateway"));
        if (fields == null) {
            brokenPools.add(name);
            return;
        }
        if (!fields.containsKey("subnet")) {
            value.problem("the pool needs a 'subnet'");
        }
        Located<Cidr> subnet = field(fields, "subnet", "a network", Cidr::parseNetwork);
        Located<IpAddress> gateway = field(fields, "gateway", "an address", IpAddress::parse);
        if (subnet == null) {
            brokenPools.add(name);
            return;
        }
        Cidr network = subnet.value();
        AddressRange usable = AddressRange.of(network);
        if (usable.first().isUnusable() || usable.first().isLoopback() || network.prefixLength() == 0) {
            problems.add(subnet.at(), "'" + network + "' is not a network whose addresses links can have");
            brokenPools.add(name);
            return;
        }
        if (gateway != null && !network.covers(gateway.value())) {
            problems.add(gateway.at(), "the gateway " + gateway.value() + " is not in " + network);
        } else if (gateway != null && !usable.holds(gateway.value())) {
            problems.add(gateway.at(), "the gateway " + gateway.value() + " is not a host's address in " + network);
        }
        Located<AddressRange> range = field(fields, "range", "a range", text -> AddressRange.parse(network, text));
        Pool pool = new Pool(
                value.at(), network, range == null ? usable : range.value(), gateway == null ? null : gateway.value());
        if (pools.put(name, pool) != null) {
            value.problem("there is a pool '" + name + "' already");
        }
    }

    private void parent(YamlValue value) {
        Map<String, YamlValue> fields = value.fields("a parent", List.of("name", "mode", "flag", "host", "links"));
        if (fields == null) {
            return;
        }
        Located<InterfaceName> name = requiredName(value, fields, "a parent", InterfaceName::new);
        Located<Mode> mode = field(fields, "mode", "a mode", Mode::parse);
        Located<Flag> flag = field(fields, "flag", "a flag", Flag::parse);
        List<Manifest.LinkEntry> links = new ArrayList<>();
        YamlValue entries = fields.get("links");
        if (entries != null) {
            for (YamlValue entry : entries.items("links")) {
                Manifest.LinkEntry link = link(entry);
                if (link != null) {
                    links.add(link);
                }
            }
        }
        YamlValue entry = fields.get("host");
        if (name != null) {
            Located<ShimSpec> host = entry == null ? null : host(name.value(), entry);
            parents.add(new Manifest.ParentEntry(value.at(), name.value(), mode, flag, host, links));
        }
    }

    private @Nullable Located<ShimSpec> host(InterfaceName parent, YamlValue value) {
        Map<String, YamlValue> fields = value.fields("a host", List.of("name", "addresses", "reach"));
        if (fields == null) {
            return null;
        }
        Located<InterfaceName> name = field(fields, "name", "a name", InterfaceName::parse);
        List<Cidr> addresses = values(fields.get("addresses"), "addresses", "an address", ShimSpec::parseAddress);
        List<Reach> reach = values(fields.get("reach"), "destinations", "a network or a link's name", Reach::parse);
        try {
            return new Located<>(
                    new ShimSpec(parent, orNull(name), addresses == null ? List.of() : addresses, reach), value.at());
        } catch (Failure failure) {
            problems.add(value.at(), failure);
            return null;
        }
    }

    private static <T> @Nullable List<T> values(
            @Nullable YamlValue list, String all, String one, Function<String, T> parser) {
        return list == null
                ? null
                : list.items(all).stream()
                        .map(item -> item.value(one, parser))
                        .filter(Objects::nonNull)
                        .map(Located::value)
                        .toList();
    }

    private Manifest.@Nullable LinkEntry link(YamlValue value) {
        Map<String, YamlValue> fields = value.fields(
                "a link", List.of("name", "replicas", "pool", "netns", "addresses", "gateway", "routes", "mtu", "up"));
        if (fields == null) {
            return null;
        }
        Located<String> name = requiredName(value, fields, "a link", text -> {
            InterfaceName checked = InterfaceName.parse(text);
            return checked.value();
        });
        Located<Integer> replicas = field(fields, "replicas", "a number", text ->
                (int) Numbers.parse(text, 0, Port.MAX_LINKS, "a number of replicas"));
        Located<Boolean> up = field(fields, "up", "true or false", ManifestReader::truth);
        Located<String> netns = field(fields, "netns", "a namespace's name", text -> text);
        Located<String> pool = field(fields, "pool", "a pool's name", text -> text);
        Located<IpAddress> gateway = field(fields, "gateway", "an address", IpAddress::parse);
        Located<Mtu> mtu = field(fields, "mtu", "an MTU", Mtu::parse);
        List<Located<Cidr>> addresses = addresses(fields.get("addresses"));
        List<Located<RouteSpec>> routes = routes(fields.get("routes"));
        if (replicas != null && addresses != null && !addresses.isEmpty()) {
            problems.add(replicas.at(), "replicas cannot share 'addresses': use a pool");
        }
        if (name == null) {
            return null;
        }
        return new Manifest.LinkEntry(
                value.at(),
                name.value(),
                replicas == null ? null : replicas.value(),
                pool == null || brokenPools.contains(pool.value()) ? null : pool,
                netns,
                addresses,
                gateway,
                routes,
                mtu,
                up == null || up.value());
    }

    private static Boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw Failure.usage("'" + text + "' is neither true nor false", null);
        }
        return text.equals("true");
    }

    private @Nullable List<Located<Cidr>> addresses(@Nullable YamlValue value) {
        if (value == null) {
            return null;
        }
        List<Located<Cidr>> addresses = new ArrayList<>();
        for (YamlValue item : value.items("addresses")) {
            Located<Cidr> address = item.value("an address", ManifestReader::address);
            if (address != null) {
                addresses.add(address);
            }
        }
        return addresses;
    }

    private static Cidr address(String text) {
        Cidr cidr = Cidr.parse(text);
        if (cidr.address().isLoopback()) {
            throw Failure.usage("'" + cidr + "' is the loopback device's: no other is reached by it", null);
        }
        return cidr;
    }

    private @Nullable List<Located<RouteSpec>> routes(@Nullable YamlValue value) {
        if (value == null) {
            return null;
        }
        List<Located<RouteSpec>> routes = new ArrayList<>();
        for (YamlValue item : value.items("routes")) {
            Map<String, YamlValue> fields = item.fields("a route", List.of("to", "via", "metric", "table"));
            if (fields == null) {
                continue;
            }
            if (!fields.containsKey("to")) {
                item.problem("the route needs a 'to'");
            }
            Located<Destination> to = field(fields, "to", "a destination", Destination::parse);
            Located<IpAddress> via = field(fields, "via", "an address", IpAddress::parse);
            Located<Long> metric = field(fields, "metric", "a metric", RouteSpec::parseMetric);
            Located<Long> table = field(fields, "table", "a table", RoutingTable::parse);
            if (to != null) {
                try {
                    routes.add(new Located<>(
                            new RouteSpec(to.value(), orNull(via), orNull(metric), orNull(table)), item.at()));
                } catch (Failure failure) {
                    problems.add(item.at(), failure);
                }
            }
        }
        return routes;
    }

    private static <T> @Nullable T orNull(@Nullable Located<T> located) {
        return located == null ? null : located.value();
    }

    private <T> @Nullable Located<T> requiredName(
            YamlValue value, Map<String, YamlValue> fields, String what, Function<String, T> parser) {
        if (!fields.containsKey("name")) {
            value.problem(what + " needs a 'name'");
        }
        return field(fields, "name", "a name", parser);
    }

    private <T> @Nullable Located<T> field(
            Map<String, YamlValue> fields, String key, String what, Function<String, T> parser) {
        YamlValue value = fields.get(key);
        return value == null ? null : value.value(what, parser);
    }
}
