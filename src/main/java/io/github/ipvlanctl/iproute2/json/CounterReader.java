package io.github.ipvlanctl.iproute2.json;

import com.google.gson.stream.JsonReader;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Counters;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads what {@code ip -j -s link show} prints. */
public final class CounterReader {
    private CounterReader() {}

    /**
     * The counters of the devices listed in {@code json}, by their indexes.
     *
     * @throws Failure of kind {@code FAILED} when it is not what {@code ip} prints
     */
    public static Map<Integer, Counters> read(String json) {
        Map<Integer, Counters> counters = new HashMap<>();
        IpJson.array(json, in -> {
            int ifindex = 0;
            while (in.hasNext()) {
                switch (in.nextName()) {
                    case "ifindex" -> ifindex = in.nextInt();
                    case "stats64" -> counters.put(ifindex, counters(in));
                    default -> in.skipValue();
                }
            }
            return null;
        });
        return counters;
    }

    /** {@code ip} prints the index before them. */
    private static Counters counters(JsonReader in) throws IOException {
        long[] rx = new long[4];
        long[] tx = new long[4];
        in.beginObject();
        while (in.hasNext()) {
            switch (in.nextName()) {
                case "rx" -> direction(in, rx);
                case "tx" -> direction(in, tx);
                default -> in.skipValue();
            }
        }
        in.endObject();
        return new Counters(rx[0], rx[1], rx[2], rx[3], tx[0], tx[1], tx[2], tx[3]);
    }

    private static void direction(JsonReader in, long[] counts) throws IOException {
        in.beginObject();
        while (in.hasNext()) {
            switch (in.nextName()) {
                case "bytes" -> counts[0] = unsigned(in);
                case "packets" -> counts[1] = unsigned(in);
                case "errors" -> counts[2] = unsigned(in);
                case "dropped" -> counts[3] = unsigned(in);
                default -> in.skipValue();
            }
        }
        in.endObject();
    }

    private static long unsigned(JsonReader in) throws IOException {
        return Long.parseUnsignedLong(in.nextString());
    }
}
