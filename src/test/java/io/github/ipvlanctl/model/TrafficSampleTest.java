package io.github.ipvlanctl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrafficSampleTest {
    private static final OffsetDateTime TIME = OffsetDateTime.of(2026, 1, 31, 12, 0, 0, 0, ZoneOffset.UTC);
    private static final long SECOND = 1_000_000_000;
    private static final Netns HERE = Netns.current();
    private static final Host HOST = Sample.host(
            Sample.ether(HERE, 2, "eth0"),
            Sample.ether(HERE, 3, "eth1"),
            Sample.ipvlan(4, "a", "eth0", PortSettings.DEFAULT),
            Sample.ipvlan(5, "b", "eth0", PortSettings.DEFAULT),
            Sample.ipvlan(6, "c", "eth1", PortSettings.DEFAULT));

    /** Each link's received bytes, by its index; all other counters are that number too. */
    private static TrafficSample sample(long nanos, Map<Integer, Long> counts) {
        Map<Integer, Counters> counters = new HashMap<>();
        counts.forEach((index, n) -> counters.put(index, new Counters(n, n, n, n, n, n, n, n)));
        return new TrafficSample(HOST.ports(), Map.of(HERE, new CounterListing(counters, nanos)), TIME);
    }

    private static List<String> names(TrafficSample sample, @Nullable TrafficSample earlier, Traffic.Column order) {
        return sample.rows(earlier, order).stream()
                .map(row -> String.valueOf(row.name()))
                .toList();
    }

    private static Rates rates(List<Traffic> rows, int row) {
        return Objects.requireNonNull(rows.get(row).rates());
    }

    @Test
    void aPortCountsWhatItsLinksCount() {
        List<Traffic> rows = sample(0, Map.of(4, 10L, 5, 20L, 6, 5L)).rows(null, null);

        assertThat(rows).extracting(Traffic::name).containsExactly("eth0", "a", "b", "eth1", "c");
        assertThat(rows).extracting(Traffic::isPort).containsExactly(true, false, false, true, false);
        assertThat(rows).extracting(row -> row.counters().rxBytes()).containsExactly(30L, 10L, 20L, 5L, 5L);
        assertThat(rows).extracting(Traffic::rates).containsOnlyNulls();
    }

    @Test
    void ratesArePerSecondOfTheTimeThatPassed() {
        List<Traffic> rows = sample(3 * SECOND, Map.of(4, 1500L, 5, 100L, 6, 0L))
                .rows(sample(SECOND / 2, Map.of(4, 500L, 5, 100L, 6, 0L)), null);

        assertThat(rates(rows, 0)).isEqualTo(rates(rows, 1));
        assertThat(rates(rows, 1).rxBps()).isCloseTo(3200, within(1e-6));
        assertThat(rates(rows, 1).txPps()).isCloseTo(400, within(1e-6));
        assertThat(rates(rows, 1).rxPps()).isCloseTo(400, within(1e-6));
        assertThat(rates(rows, 1).txBps()).isCloseTo(3200, within(1e-6));
        assertThat(rates(rows, 2)).isEqualTo(Rates.ZERO);
    }

    @Test
    void aCounterThatBecameSmallerBeganAnew() {
        assertThat(new Counters(5, 5, 5, 5, 5, 5, 5, 5).since(new Counters(9, 4, 5, 0, 6, 5, -1, 1)))
                .isEqualTo(new Counters(5, 1, 0, 5, 5, 0, 5, 4));
    }

    @Test
    void countersHaveSixtyFourBits() {
        Counters nearlyFull = new Counters(-2, 0, 0, 0, Long.MAX_VALUE, 0, 0, 0);
        Counters fuller = new Counters(-1, 0, 0, 0, Long.MIN_VALUE, 0, 0, 0);

        assertThat(fuller.since(nearlyFull)).isEqualTo(new Counters(1, 0, 0, 0, 1, 0, 0, 0));
    }

    @Test
    void aNewLinkHasNoRatesAndOneThatIsGoneLeavesItsPortsRatesAlone() {
        List<Traffic> rows = sample(SECOND, Map.of(4, 1_000L, 6, 7L)).rows(sample(0, Map.of(4, 0L, 5, 999_999L)), null);

        assertThat(rows).extracting(Traffic::name).containsExactly("eth0", "a", "eth1", "c");
        assertThat(rates(rows, 0).rxBps()).isCloseTo(8000, within(1e-6));
        assertThat(rows.get(3).rates()).isNull();
        assertThat(rates(rows, 2)).isEqualTo(Rates.ZERO);
    }

    @Test
    void portsAreOrderedAndEachOnesLinks() {
        TrafficSample before = sample(0, Map.of(4, 0L, 5, 100L, 6, 0L));
        TrafficSample now = sample(SECOND, Map.of(4, 50L, 5, 100L, 6, 120L));

        assertThat(names(now, before, Traffic.Column.RX_BYTES)).containsExactly("eth0", "b", "a", "eth1", "c");
        assertThat(names(now, before, Traffic.Column.RX_BPS)).containsExactly("eth1", "c", "eth0", "a", "b");
        assertThat(names(now, before, Traffic.Column.NAME)).containsExactly("eth0", "a", "b", "eth1", "c");
        assertThat(names(sample(0, Map.of(4, 1L, 5, -2L, 6, 7L)), null, Traffic.Column.TX_PACKETS))
                .containsExactly("eth0", "b", "a", "eth1", "c");
    }

    @Test
    void errorsAndLossesOfBothDirectionsAreOrderedTogether() {
        Map<Integer, Counters> counters = Map.of(
                4, new Counters(0, 0, 3, 0, 0, 0, 0, 4),
                5, new Counters(0, 0, 2, 3, 0, 0, 2, 0),
                6, new Counters(9, 9, 1, 1, 9, 9, 1, 1));
        TrafficSample sample = new TrafficSample(HOST.ports(), Map.of(HERE, new CounterListing(counters, 0)), TIME);

        assertThat(names(sample, null, Traffic.Column.ERRORS)).containsExactly("eth0", "b", "a", "eth1", "c");
        assertThat(names(sample, null, Traffic.Column.DROPPED)).containsExactly("eth0", "a", "b", "eth1", "c");
    }

    @Test
    void someColumnsNeedTwoCounts() {
        assertThat(Traffic.Column.values())
                .filteredOn(Traffic.Column::isRate)
                .containsExactly(
                        Traffic.Column.RX_BPS, Traffic.Column.TX_BPS, Traffic.Column.RX_PPS, Traffic.Column.TX_PPS);
    }
}
