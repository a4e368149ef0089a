package io.github.ipvlanctl.render.shape;

import io.github.ipvlanctl.model.Counters;
import io.github.ipvlanctl.model.Rates;
import io.github.ipvlanctl.model.Traffic;
import io.github.ipvlanctl.render.Format;
import io.github.ipvlanctl.render.Renderer;
import io.github.ipvlanctl.render.Row;
import io.github.ipvlanctl.render.Shape;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What passes links and ports: whole numbers for programs, short ones for people. */
public final class TrafficShape extends Shape<Traffic> {
    public TrafficShape() {
        super("traffic");
    }

    @Override
    protected void describe(Traffic traffic, Row row) {
        Counters counters = traffic.counters();
        Rates rates = traffic.rates();
        row.key("name", traffic.name())
                .key("netns", netns(traffic))
                .key("kind", traffic.isPort() ? "port" : "link")
                .key("parent", Values.name(traffic.port().parent()))
                .key("rx_bytes", unsigned(counters.rxBytes()))
                .key("rx_packets", unsigned(counters.rxPackets()))
                .key("rx_errors", unsigned(counters.rxErrors()))
                .key("rx_dropped", unsigned(counters.rxDropped()))
                .key("tx_bytes", unsigned(counters.txBytes()))
                .key("tx_packets", unsigned(counters.txPackets()))
                .key("tx_errors", unsigned(counters.txErrors()))
                .key("tx_dropped", unsigned(counters.txDropped()))
                .key("rx_bps", rates == null ? null : Math.round(rates.rxBps()))
                .key("rx_pps", rates == null ? null : Math.round(rates.rxPps()))
                .key("tx_bps", rates == null ? null : Math.round(rates.txBps()))
                .key("tx_pps", rates == null ? null : Math.round(rates.txPps()))
                .key("time", Values.time(traffic.time()));
    }

    @Override
    protected @Nullable String text(List<Traffic> all, Format format, boolean color) {
        return format == Format.TABLE ? Renderer.render(new TrafficTable(), all, format, false) : null;
    }

    static @Nullable String netns(Traffic traffic) {
        return traffic.device() == null ? null : traffic.device().netns().label();
    }

    static Number unsigned(long number) {
        return number >= 0 ? (Number) number : new BigInteger(Long.toUnsignedString(number));
    }
}
