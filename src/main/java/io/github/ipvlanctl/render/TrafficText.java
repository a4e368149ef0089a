package io.github.ipvlanctl.render;

import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Rates;
import io.github.ipvlanctl.model.Traffic;
import java.math.BigInteger;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What passes links and ports: whole numbers for programs, short ones for people, each port with its links below it. */
final class TrafficText {
    private static final String UNITS = "kMGTPE";
    private static final double STEP = 1000;

    /** The columns for people: those without a number anywhere are left out. */
    private static final Shape<Traffic> TABLE = Shape.named("traffic-table", shape -> shape.column(
                    "name", row -> (row.isPort() ? "" : "  ") + (row.name() == null ? "-" : row.name()))
            .columnWhenFilled("netns", TrafficText::netns)
            .columnWhenFilled("rx_bps", row -> shortRate("rx_bps", row, Rates::rxBps))
            .columnWhenFilled("tx_bps", row -> shortRate("tx_bps", row, Rates::txBps))
            .columnWhenFilled("rx_pps", row -> shortRate("rx_pps", row, Rates::rxPps))
            .columnWhenFilled("tx_pps", row -> shortRate("tx_pps", row, Rates::txPps))
            .column("rx_bytes", row -> shortened("rx_bytes", row.counters().rxBytes()))
            .column("tx_bytes", row -> shortened("tx_bytes", row.counters().txBytes()))
            .columnWhenFilled(
                    "errors",
                    row -> some(
                            "errors", row.counters().rxErrors() + row.counters().txErrors()))
            .columnWhenFilled(
                    "dropped",
                    row -> some(
                            "dropped",
                            row.counters().rxDropped() + row.counters().txDropped())));

    private TrafficText() {}

    static void define(Shape<Traffic> shape) {
        shape.key("name", Traffic::name)
                .key("netns", TrafficText::netns)
                .key("kind", row -> row.isPort() ? "port" : "link")
                .key("parent", row -> {
                    Device parent = row.port().parent();
                    return parent == null ? null : parent.name().value();
                })
                .key("rx_bytes", row -> unsigned(row.counters().rxBytes()))
                .key("rx_packets", row -> unsigned(row.counters().rxPackets()))
                .key("rx_errors", row -> unsigned(row.counters().rxErrors()))
                .key("rx_dropped", row -> unsigned(row.counters().rxDropped()))
                .key("tx_bytes", row -> unsigned(row.counters().txBytes()))
                .key("tx_packets", row -> unsigned(row.counters().txPackets()))
                .key("tx_errors", row -> unsigned(row.counters().txErrors()))
                .key("tx_dropped", row -> unsigned(row.counters().txDropped()))
                .key("rx_bps", row -> rate(row, Rates::rxBps))
                .key("rx_pps", row -> rate(row, Rates::rxPps))
                .key("tx_bps", row -> rate(row, Rates::txBps))
                .key("tx_pps", row -> rate(row, Rates::txPps))
                .key("time", row -> EventText.time(row.time()))
                .asText(rows -> Table.text(TABLE, rows, false));
    }

    private static @Nullable String netns(Traffic row) {
        return row.device() == null ? null : row.device().netns().label();
    }

    private static Number unsigned(long number) {
        return number >= 0 ? (Number) number : new BigInteger(Long.toUnsignedString(number));
    }

    private static @Nullable Long rate(Traffic row, ToDoubleFunction<Rates> rate) {
        return row.rates() == null ? null : Math.round(rate.applyAsDouble(row.rates()));
    }

    private static @Nullable String shortRate(String heading, Traffic row, ToDoubleFunction<Rates> rate) {
        return row.rates() == null ? null : shortened(heading, rate.applyAsDouble(row.rates()));
    }

    private static @Nullable String some(String heading, long number) {
        return number == 0 ? null : shortened(heading, number);
    }

    private static String shortened(String heading, long number) {
        return shortened(heading, unsigned(number).doubleValue());
    }

    /** In at most six characters, at the right below a heading, none of which is shorter. */
    private static String shortened(String heading, double number) {
        int unit = -1;
        double scaled = number;
        while (scaled >= STEP && unit < UNITS.length() - 1) {
            scaled /= STEP;
            unit++;
        }
        String text = unit < 0
                ? String.format(Locale.ROOT, "%.0f", number)
                : String.format(Locale.ROOT, "%.1f%c", scaled, UNITS.charAt(unit));
        return " ".repeat(Math.max(0, heading.length() - text.length())) + text;
    }
}
