package io.github.ipvlanctl.iproute2.json;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.LinkAddress;
import io.github.ipvlanctl.model.Lower;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.PortSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what {@code ip -j -d address show} prints. */
public final class DeviceReader {
    /** A lifetime without end, as the kernel writes it (INFINITY_LIFE_TIME, linux/if_addr.h). */
    private static final long FOR_EVER = 0xffff_ffffL;

    private final Netns netns;

    private int ifindex;
    private @Nullable InterfaceName name;
    private String kind = "";
    private String linkType = "";
    private String mac = "";
    private int mtu;
    private final List<String> flags = new ArrayList<>();
    private long txqueuelen;
    private @Nullable String lowerName;
    private int lowerIndex;
    private @Nullable Integer lowerNetnsid;
    private @Nullable String master;
    private @Nullable String masterKind;
    private @Nullable Mode mode;
    private Flag flag = Flag.BRIDGE;
    private @Nullable Integer vlan;
    private @Nullable String alias;
    private final List<LinkAddress> addresses = new ArrayList<>();

    private DeviceReader(Netns netns) {
        this.netns = netns;
    }

    /**
     * The devices listed in {@code json}, which was printed in {@code netns}, in the order in which they were made (where
     * there are many, {@code ip} lists them in none).
     *
     * @throws Failure of kind {@code FAILED} when it is not what {@code ip} prints
     */
    public static List<Device> read(Netns netns, String json) {
        List<Device> devices = new ArrayList<>(IpJson.array(json, in -> new DeviceReader(netns).device(in)));
        devices.sort((a, b) -> Integer.compare(a.ifindex(), b.ifindex()));
        return devices;
    }

    private @Nullable Device device(JsonReader in) throws IOException {
        while (in.hasNext()) {
            switch (in.nextName()) {
                case "ifindex" -> ifindex = in.nextInt();
                case "ifname" -> name = new InterfaceName(in.nextString());
                case "link_type" -> linkType = in.nextString();
                case "address" -> mac = in.nextString();
                case "mtu" -> mtu = in.nextInt();
                case "flags" -> readFlags(in);
                case "txqlen" -> txqueuelen = in.nextLong();
                case "link" -> lowerName = IpJson.stringOrNull(in);
                case "link_index" -> lowerIndex = in.nextInt();
                case "link_netnsid" -> lowerNetnsid = in.nextInt();
                case "master" -> master = in.nextString();
                case "ifalias" -> alias = in.nextString();
                case "linkinfo" -> linkInfo(in);
                case "addr_info" -> addresses(in);
                default -> in.skipValue();
            }
        }
        if (name == null) {
            return null;
        }
        return new Device(
                netns,
                ifindex,
                name,
                kind,
                linkType,
                mac,
                mtu,
                flags,
                txqueuelen,
                lower(),
                master == null ? null : new InterfaceName(master),
                masterKind,
                mode == null ? null : new PortSettings(mode, flag),
                vlan,
                alias,
                addresses);
    }

    private @Nullable Lower lower() {
        if (lowerName != null) {
            return new Lower.Here(new InterfaceName(lowerName));
        }
        return lowerIndex == 0 ? null : new Lower.Elsewhere(lowerIndex, lowerNetnsid);
    }

    private void readFlags(JsonReader in) throws IOException {
        in.beginArray();
        while (in.hasNext()) {
            flags.add(in.nextString());
        }
        in.endArray();
    }

    private void linkInfo(JsonReader in) throws IOException {
        in.beginObject();
        while (in.hasNext()) {
            switch (in.nextName()) {
                case "info_kind" -> kind = in.nextString();
                case "info_slave_kind" -> masterKind = in.nextString();
                case "info_data" -> linkData(in);
                default -> in.skipValue();
            }
        }
        in.endObject();
    }

    /** The kind has been read by now: {@code ip} prints it first. Other kinds have members of the same names. */
    private void linkData(JsonReader in) throws IOException {
        boolean ipvlan = kind.equals("ipvlan") || kind.equals("ipvtap");
        in.beginObject();
        while (in.hasNext()) {
            String member = in.nextName();
            if (ipvlan && member.equals("mode")) {
                mode = Mode.parse(in.nextString());
            } else if (ipvlan && (member.equals("bridge") || member.equals("private") || member.equals("vepa"))) {
                flag = in.nextBoolean() ? Flag.parse(member) : flag;
            } else if (kind.equals("vlan") && member.equals("id")) {
                vlan = in.nextInt();
            } else {
                in.skipValue();
            }
        }
        in.endObject();
    }

    private void addresses(JsonReader in) throws IOException {
        in.beginArray();
        while (in.hasNext()) {
            in.beginObject();
            LinkAddress address = address(in);
            in.endObject();
            if (address != null) {
                addresses.add(address);
            }
        }
        in.endArray();
    }

    private static @Nullable LinkAddress address(JsonReader in) throws IOException {
        String local = null;
        IpAddress peer = null;
        int prefixLength = -1;
        String scope = "";
        IpAddress broadcast = null;
        String label = null;
        long valid = FOR_EVER;
        long preferred = FOR_EVER;
        Set<String> marks = Set.of();
        while (in.hasNext()) {
            String member = in.nextName();
            switch (member) {
                case "local" -> local = in.nextString();
                case "address" -> peer = new IpAddress(in.nextString());
                case "prefixlen" -> prefixLength = in.nextInt();
                case "scope" -> scope = in.nextString();
                case "broadcast" -> broadcast = new IpAddress(in.nextString());
                case "label" -> label = in.nextString();
                case "valid_life_time" -> valid = in.nextLong();
                case "preferred_life_time" -> preferred = in.nextLong();
                default -> {
                    if (in.peek() != JsonToken.BOOLEAN) {
                        in.skipValue();
                    } else if (in.nextBoolean()) {
                        marks = marks.isEmpty() ? new HashSet<>() : marks;
                        marks.add(member);
                    }
                }
            }
        }
        if (local == null || prefixLength < 0) {
            return null;
        }
        return new LinkAddress(
                new Cidr(new IpAddress(local), prefixLength),
                peer,
                scope,
                broadcast,
                label,
                valid == FOR_EVER && preferred == FOR_EVER ? null : new LinkAddress.Lifetime(valid, preferred),
                marks);
    }
}
