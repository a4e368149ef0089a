package io.github.ipvlanctl.render.shape;

import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.RoutingTable;
import io.github.ipvlanctl.render.Row;
import io.github.ipvlanctl.render.Shape;

/** Routes through links. */
public final class RouteShape extends Shape<Route> {
    public RouteShape() {
        super("route");
    }

    @Override
    protected void describe(Route route, Row row) {
        row.column("to", route.to())
                .column("via", route.via() == null ? null : route.via().text())
                .column("dev", route.dev().value())
                .columnWhenFilled("metric", route.metric())
                .column("table", RoutingTable.word(route.table()))
                .column("protocol", route.protocol())
                .key("family", route.family());
    }
}
