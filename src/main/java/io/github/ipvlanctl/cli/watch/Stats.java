package io.github.ipvlanctl.cli.watch;

import io.github.ipvlanctl.cli.FollowingCommand;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Numbers;
import io.github.ipvlanctl.model.Traffic;
import io.github.ipvlanctl.model.Traffic.Column;
import io.github.ipvlanctl.render.shape.TrafficShape;
import io.github.ipvlanctl.service.Services;
import io.github.ipvlanctl.service.StatsService;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code stats}. */
final class Stats extends FollowingCommand {
    private static final long LONGEST = 3600;

    private final Option<List<InterfaceName>> names = names("LINK", "0..*", "Only these links, and no ports.");
    private final Option<InterfaceName> parent =
            option("--parent", "DEV", InterfaceName::new, "Only the port on this parent.");
    private final Option<Duration> rate = optionalValue(
            "--rate", "SECONDS", "1", Stats::seconds, "Count twice, so long apart (1), and tell the rates.");
    private final Option<Duration> watch =
            optionalValue("--watch", "SECONDS", "2", Stats::seconds, "Go on, and count again every so often (2).");
    private final Option<Column> sort = option(
            "--sort", "COLUMN", Stats::column, "Highest first by rx_bytes, tx_bps, ...; by name: see the manual page.");

    Stats(Invocation invocation) {
        super(
                invocation,
                "ipvlanctl stats",
                "ipvlanctl stats --parent eth0 --rate --sort rx_bps",
                "ipvlanctl stats --watch 5",
                "ipvlanctl stats web0 --watch -j");
        describe(
                "The links of all namespaces, as far as the caller may look, each port before its links, whose sum it is."
                        + " Bits (bps) and packets (pps) are told per second, and all in thousands (k), millions (M) and so on; -j has"
                        + " whole numbers. A signal ends --watch (Ctrl-C), with exit status 0.");
    }

    @Override
    protected List<String> explanation() {
        return List.of(
                "--sort takes name, rx_bytes, tx_bytes, rx_packets, tx_packets, errors and dropped, and with --rate or --watch"
                        + " rx_bps, tx_bps, rx_pps and tx_pps too. It orders the ports, and each one's links.",
                "Rates are those since the count before; a link that was not there then has none. A counter that has become"
                        + " smaller began anew in between.",
                "On a terminal --watch has the screen to itself, and gives it back. Elsewhere it writes one table after the other,"
                        + " or with -j an object for each row on a line of its own.");
    }

    @Override
    protected void run(Services services) {
        Column order = sort.orNull();
        if (order != null && order.isRate() && rate.orNull() == null && watch.orNull() == null) {
            throw Failure.usage("--sort " + order.word() + " takes rates", "add --rate or --watch");
        }
        StatsService stats = services.stats();
        Duration period = watch.orNull();
        if (period == null) {
            stats.require(all(names));
            show(new TrafficShape(), once(stats));
        } else {
            untilStopped(() -> {
                stats.require(all(names));
                follow(new TrafficShape(), period, () -> read(stats));
            });
        }
    }

    private List<Traffic> once(StatsService stats) {
        List<Traffic> rows = read(stats);
        Duration apart = rate.orNull();
        if (apart == null) {
            return rows;
        }
        pause(apart);
        return read(stats);
    }

    private List<Traffic> read(StatsService stats) {
        return stats.read(all(names), parent.orNull(), sort.orNull());
    }

    private static Duration seconds(String word) {
        return Duration.ofSeconds(Numbers.parse(word, 1, LONGEST, "a number of seconds"));
    }

    private static Column column(String word) {
        @Nullable
        Column found = Stream.of(Column.values())
                .filter(column -> column.word().equals(word))
                .findFirst()
                .orElse(null);
        if (found == null) {
            throw Failure.usage(
                    "'" + word + "' is not a column to sort by",
                    "one of "
                            + String.join(
                                    ", ",
                                    Stream.of(Column.values()).map(Column::word).toList()));
        }
        return found;
    }
}
