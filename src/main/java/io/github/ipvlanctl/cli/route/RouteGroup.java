package io.github.ipvlanctl.cli.route;

import io.github.ipvlanctl.cli.Group;
import java.util.List;

/** {@code ipvlanctl route}. */
public final class RouteGroup {
    private RouteGroup() {}

    /** Its commands. */
    public static List<Group.Entry> commands() {
        return List.of(
                Group.leaf("add", "Add a route through a link.", RouteAdd::new),
                Group.leaf("del", "Delete a route through a link.", RouteDel::new),
                Group.leaf("show", "List the routes through links.", RouteShow::new),
                Group.leaf("upstream", "Print the routes that routers need in l3.", RouteUpstream::new));
    }
}
