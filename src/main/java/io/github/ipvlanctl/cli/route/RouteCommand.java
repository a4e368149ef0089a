package io.github.ipvlanctl.cli.route;

import io.github.ipvlanctl.cli.ChangingCommand;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.model.Destination;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.RoutingTable;

/** What {@code route add} and {@code route del} have in common: how a route is described. */
abstract class RouteCommand extends ChangingCommand {
    private final Option<Destination> to =
            parameter("DEST", "1", Destination::parse, "A network, an address, or 'default'.");
    private final Option<IpAddress> via = option("--via", "IP", IpAddress::parse, "The nexthop.");
    private final Option<InterfaceName> dev = required("--dev", "LINK", InterfaceName::new, "The link.");
    private final Option<Long> metric =
            option("--metric", "N", RouteSpec::parseMetric, "Its metric; the lower the better.");
    private final Option<Long> table = option(
            "--table", "TABLE", RoutingTable::parse, "The routing table: its number, main or default (default: main).");

    RouteCommand(Invocation invocation, String... examples) {
        super(invocation, examples);
        positionKeyword("to");
        keyword("via", "--via");
        keyword("dev", "--dev");
        keyword("metric", "--metric");
        keyword("table", "--table");
    }

    final InterfaceName dev() {
        return dev.get();
    }

    final RouteSpec route() {
        return new RouteSpec(to.get(), via.orNull(), metric.orNull(), table.orNull());
    }
}
