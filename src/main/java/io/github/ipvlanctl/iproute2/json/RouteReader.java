package io.github.ipvlanctl.iproute2.json;

import com.google.gson.stream.JsonReader;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Route;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@code ip -j route show} prints. */
public final class RouteReader {
    private RouteReader() {}

    /**
     * The routes listed in {@code json} that go through a single device; the kernel's own of the table {@code local} are
     * left out.
     *
     * @param family {@code inet} or {@code inet6}: which of the two was asked for
     * @param only the device that was asked for, which {@code ip} then does not name again, or null for all
     * @throws Failure of kind {@code FAILED} when it is not what {@code ip} prints
     */
    public static List<Route> read(Netns netns, String family, @Nullable InterfaceName only, String json) {
        return IpJson.array(json, in -> route(netns, family, only, in));
    }

    private static @Nullable Route route(Netns netns, String family, @Nullable InterfaceName only, JsonReader in)
            throws IOException {
        String to = null;
        InterfaceName dev = only;
        IpAddress via = null;
        Long metric = null;
        // What ip leaves out: the main table, and the protocol of the routes that it makes itself.
        String table = "main";
        String protocol = "boot";
        while (in.hasNext()) {
            switch (in.nextName()) {
                case "dst" -> to = in.nextString();
                case "dev" -> dev = new InterfaceName(in.nextString());
                case "gateway" -> via = new IpAddress(in.nextString());
                case "metric" -> metric = in.nextLong();
                case "table" -> table = in.nextString();
                case "protocol" -> protocol = in.nextString();
                default -> in.skipValue();
            }
        }
        if (to == null || dev == null || table.equals("local")) {
            return null;
        }
        return new Route(to, family, dev, netns, via, metric, table, protocol);
    }
}
