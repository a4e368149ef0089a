package io.github.ipvlanctl.render.shape;

import io.github.ipvlanctl.model.Counters;
import io.github.ipvlanctl.model.Rates;
import io.github.ipvlanctl.model.Traffic;
import io.github.ipvlanctl.render.Row;
import io.github.ipvlanctl.render.Shape;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What passes links and ports, in columns for people: each port with its links below it; a column without a number is left out. */
final class TrafficTable extends Shape<Traffic> {
    private static final String UNITS = "kMGTPE";
    private static final double STEP = 1000;

    TrafficTable() {
        super("traffic-table");
    }

    @Override
    protected void describe(Traffic traffic, Row row) {
        Counters counters = traffic.counters();
        Rates rates = traffic.rates();
        row.column("name", (traffic.isPort() ? "" : "  ") + (traffic.name() == null ? "-" : traffic.name()))
                .columnWhenFilled("netns", TrafficShape.netns(traffic))
                .columnWhenFilled("rx_bps", rates == null ? null : shortened("rx_bps", rates.rxBps()))
                .columnWhenFilled("tx_bps", rates == null ? null : shortened("tx_bps", rates.txBps()))
                .columnWhenFilled("rx_pps", rates == null ? null : shortened("rx_pps", rates.rxPps()))
                .columnWhenFilled("tx_pps", rates == null ? null : shortened("tx_pps", rates.txPps()))
                .column("rx_bytes", shortened("rx_bytes", counters.rxBytes()))
                .column("tx_bytes", shortened("tx_bytes", counters.txBytes()))
                .columnWhenFilled("errors", some("errors", counters.rxErrors() + counters.txErrors()))
                .columnWhenFilled("dropped", some("dropped", counters.rxDropped() + counters.txDropped()));
    }

    private static @Nullable String some(String heading, long number) {
        return number == 0 ? null : shortened(heading, number);
    }

    private static String shortened(String heading, long number) {
        return shortened(heading, TrafficShape.unsigned(number).doubleValue());
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
