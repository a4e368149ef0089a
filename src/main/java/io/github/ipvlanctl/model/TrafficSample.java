package io.github.ipvlanctl.model;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All ports, and what their links had counted, at one moment.
 *
 * @param counters of each namespace that has links
 * @param time when that was
 */
public record TrafficSample(List<Port> ports, Map<Netns, CounterListing> counters, OffsetDateTime time) {
    /** Copies both. */
    public TrafficSample {
        ports = List.copyOf(ports);
        counters = Map.copyOf(counters);
    }

    /**
     * Each port, and after it its links.
     *
     * @param earlier an earlier sample that tells the rates, or null
     * @param order what ports are ordered by, and the links of each; null leaves them as they were read
     */
    public List<Traffic> rows(@Nullable TrafficSample earlier, Traffic.@Nullable Column order) {
        List<List<Traffic>> groups = new ArrayList<>();
        for (Port port : ports) {
            List<Traffic> rows = links(port, earlier);
            if (order != null) {
                rows.sort(order.order());
            }
            rows.add(0, sum(port, rows, earlier != null));
            groups.add(rows);
        }
        if (order != null) {
            groups.sort((a, b) -> order.order().compare(a.get(0), b.get(0)));
        }
        List<Traffic> all = new ArrayList<>();
        groups.forEach(all::addAll);
        return all;
    }

    private List<Traffic> links(Port port, @Nullable TrafficSample earlier) {
        List<Traffic> rows = new ArrayList<>();
        for (Link link : port.links()) {
            Counters now = of(link.device());
            if (now != null) {
                rows.add(new Traffic(link.device(), port, false, now, rates(link.device(), now, earlier), time));
            }
        }
        return rows;
    }

    private @Nullable Rates rates(Device link, Counters now, @Nullable TrafficSample earlier) {
        Counters then = earlier == null ? null : earlier.of(link);
        return earlier == null || then == null ? null : Rates.of(now.since(then), nanos(link) - earlier.nanos(link));
    }

    /** Null when the link was gone by the time that the counters were read. */
    private @Nullable Counters of(Device link) {
        CounterListing listing = counters.get(link.netns());
        return listing == null ? null : listing.byIndex().get(link.ifindex());
    }

    private long nanos(Device link) {
        CounterListing listing = counters.get(link.netns());
        return listing == null ? 0 : listing.nanos();
    }

    /** Its rates are the sums too: when a link goes, its counters go with it. */
    private Traffic sum(Port port, List<Traffic> links, boolean withRates) {
        Counters counters = Counters.ZERO;
        Rates rates = Rates.ZERO;
        for (Traffic link : links) {
            counters = counters.plus(link.counters());
            rates = link.rates() == null ? rates : rates.plus(link.rates());
        }
        return new Traffic(port.parent(), port, true, counters, withRates ? rates : null, time);
    }
}
