package io.github.ipvlanctl.iproute2.json;

import com.google.gson.stream.JsonReader;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.NetnsName;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@code ip -j netns list-id} prints. */
public final class NetnsIdReader {
    private record Entry(int netnsid, NetnsName name) {}

    private NetnsIdReader() {}

    /**
     * The numbers of the namespaces that have names.
     *
     * @throws Failure of kind {@code FAILED} when it is not what {@code ip} prints
     */
    public static Map<Integer, NetnsName> read(String json) {
        Map<Integer, NetnsName> names = new HashMap<>();
        IpJson.array(json, NetnsIdReader::entry).forEach(entry -> names.put(entry.netnsid(), entry.name()));
        return names;
    }

    private static @Nullable Entry entry(JsonReader in) throws IOException {
        int netnsid = -1;
        NetnsName name = null;
        while (in.hasNext()) {
            switch (in.nextName()) {
                case "nsid" -> netnsid = in.nextInt();
                case "name" -> name = new NetnsName(in.nextString());
                default -> in.skipValue();
            }
        }
        return name == null ? null : new Entry(netnsid, name);
    }
}
