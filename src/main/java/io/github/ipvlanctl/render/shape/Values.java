package io.github.ipvlanctl.render.shape;

import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Link;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What several shapes say in the same way. */
public final class Values {
    private Values() {}

    /** The addresses that somebody gave a device. */
    public static List<String> addresses(Device device) {
        return texts(device.assignedAddresses());
    }

    static List<String> texts(List<Cidr> cidrs) {
        List<String> texts = new ArrayList<>();
        for (Cidr cidr : cidrs) {
            texts.add(cidr.toString());
        }
        return texts;
    }

    static @Nullable String name(@Nullable Device device) {
        return device == null ? null : device.name().value();
    }

    /** The time as RFC 3339 has it. */
    static String time(OffsetDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    static List<Map<String, @Nullable Object>> places(List<Link> links) {
        return links.stream().map(Values::place).toList();
    }

    static Map<String, @Nullable Object> place(Link link) {
        Map<String, @Nullable Object> place = new LinkedHashMap<>();
        place.put("name", link.name().value());
        place.put("netns", link.netns().label());
        return place;
    }
}
