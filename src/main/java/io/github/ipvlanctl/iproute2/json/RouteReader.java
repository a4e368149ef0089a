package io.github.ipvlanctl.iproute2.json;

import com.google.gson.stream.JsonReader;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.RoutingTable;
import io.github.ipvlanctl.model.Unrepeatable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@code ip -j route show} prints. */
public final class RouteReader {
    private final Netns netns;
    private final String family;

    private @Nullable String to;
    private final List<Nexthop> nexthops = new ArrayList<>();
    private @Nullable Long metric;
    // What ip leaves out: the main table, and the protocol of the routes that it makes itself.
    private long table = RoutingTable.MAIN;
    private String protocol = "boot";
    private final List<String> more = new ArrayList<>();
    private @Nullable Unrepeatable unrepeatable;

    private record Nexthop(
            @Nullable InterfaceName dev, @Nullable IpAddress via) {}

    private RouteReader(Netns netns, String family) {
        this.netns = netns;
        this.family = family;
    }

    /**
     * The routes listed in {@code json}, one for each of their nexthops; the kernel's own of the table {@code local} are
     * left out, and those that lead nowhere.
     *
     * @param family {@code inet} or {@code inet6}: which of the two was asked for
     * @param only the device that was asked for, which {@code ip} then does not name again, or null for all
     * @throws Failure of kind {@code FAILED} when it is not what {@code ip} prints
     */
    public static List<Route> read(Netns netns, String family, @Nullable InterfaceName only, String json) {
        List<Route> all = new ArrayList<>();
        IpJson.array(json, in -> new RouteReader(netns, family).routes(only, in))
                .forEach(all::addAll);
        return all;
    }

    private List<Route> routes(@Nullable InterfaceName only, JsonReader in) throws IOException {
        InterfaceName dev = only;
        IpAddress via = null;
        while (in.hasNext()) {
            String member = in.nextName();
            switch (member) {
                case "dst" -> to(in.nextString());
                case "dev" -> dev = new InterfaceName(in.nextString());
                case "gateway" -> via = new IpAddress(in.nextString());
                case "via" -> via = otherFamily(in);
                case "nexthops" -> nexthops(in);
                case "nhid" -> cannotBeRepeated(Unrepeatable.NEXTHOP_OBJECT, in);
                case "encap" -> cannotBeRepeated(Unrepeatable.ENCAPSULATION, in);
                case "flow" -> realms(in);
                case "metric" -> metric = in.nextLong();
                case "table" -> table = RoutingTableNames.number(in.nextString());
                case "protocol" -> protocol = in.nextString();
                case "scope", "tos", "from", "expires" -> more(member, in.nextString());
                case "prefsrc" -> more("src", in.nextString());
                case "pref" -> preference(in.nextString());
                case "flags" -> flags(in);
                case "metrics" -> metrics(in);
                default -> in.skipValue();
            }
        }
        if (to == null || table == RoutingTable.LOCAL) {
            return List.of();
        }
        if (nexthops.isEmpty()) {
            nexthops.add(new Nexthop(dev, via));
        } else {
            unrepeatable = Unrepeatable.NEXTHOPS;
        }
        List<Route> routes = new ArrayList<>();
        for (Nexthop nexthop : nexthops) {
            if (nexthop.dev() != null) {
                routes.add(new Route(
                        to, family, nexthop.dev(), netns, nexthop.via(), metric, table, protocol, more, unrepeatable));
            }
        }
        return routes;
    }

    /** What follows an encapsulation may be called {@code dst} again: where that leads, not the route. */
    private void to(String value) {
        to = to == null ? value : to;
    }

    private void cannotBeRepeated(Unrepeatable what, JsonReader in) throws IOException {
        unrepeatable = what;
        in.skipValue();
    }

    /** {@code "flow":{"from":"3","to":"5"}}, which is {@code realms 3/5}. */
    private void realms(JsonReader in) throws IOException {
        String from = "";
        String realm = "";
        in.beginObject();
        while (in.hasNext()) {
            switch (in.nextName()) {
                case "from" -> from = in.nextString() + "/";
                case "to" -> realm = in.nextString();
                default -> in.skipValue();
            }
        }
        in.endObject();
        more("realms", from + realm);
    }

    private void more(String word, String value) {
        more.add(word);
        more.add(value);
    }

    /** IPv6's router preference, which is medium unless something else is said. */
    private void preference(String value) {
        if (!value.equals("medium")) {
            more("pref", value);
        }
    }

    /** Of the flags, only {@code onlink} is set by a user; the others tell how the nexthop is. */
    private void flags(JsonReader in) throws IOException {
        in.beginArray();
        while (in.hasNext()) {
            if (in.nextString().equals("onlink")) {
                more.add("onlink");
            }
        }
        in.endArray();
    }

    /** {@code "metrics":[{"mtu":1300,"ecn":null}]}: features have no value. */
    private void metrics(JsonReader in) throws IOException {
        in.beginArray();
        while (in.hasNext()) {
            in.beginObject();
            while (in.hasNext()) {
                String name = in.nextName();
                switch (in.peek()) {
                    case NUMBER, STRING -> metric(name, in.nextString());
                    case NULL -> {
                        in.nextNull();
                        more("features", name);
                    }
                    default -> in.skipValue();
                }
            }
            in.endObject();
        }
        in.endArray();
    }

    private void metric(String name, String value) {
        switch (name) {
            case "congestion" -> more("congctl", value);
            // Printed in milliseconds; without a unit ip takes them for the kernel's own, which are eighths and
            // quarters.
            case "rtt", "rttvar", "rto_min" -> more(name, value + "ms");
            default -> more(name, value);
        }
    }

    /** {@code "nexthops":[{"gateway":…,"dev":…},…]}. */
    private void nexthops(JsonReader in) throws IOException {
        in.beginArray();
        while (in.hasNext()) {
            InterfaceName dev = null;
            IpAddress via = null;
            in.beginObject();
            while (in.hasNext()) {
                switch (in.nextName()) {
                    case "dev" -> dev = new InterfaceName(in.nextString());
                    case "gateway" -> via = new IpAddress(in.nextString());
                    case "via" -> via = otherFamily(in);
                    default -> in.skipValue();
                }
            }
            in.endObject();
            nexthops.add(new Nexthop(dev, via));
        }
        in.endArray();
    }

    /** {@code "via":{"family":"inet6","host":…}}: an IPv4 route through an IPv6 nexthop. */
    private static @Nullable IpAddress otherFamily(JsonReader in) throws IOException {
        IpAddress host = null;
        in.beginObject();
        while (in.hasNext()) {
            if (in.nextName().equals("host")) {
                host = new IpAddress(in.nextString());
            } else {
                in.skipValue();
            }
        }
        in.endObject();
        return host;
    }
}
