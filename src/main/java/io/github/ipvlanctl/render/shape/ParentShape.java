package io.github.ipvlanctl.render.shape;

import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Obstacle;
import io.github.ipvlanctl.model.Parent;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.render.Row;
import io.github.ipvlanctl.render.Shape;
import java.util.List;

/** Parents. */
public final class ParentShape extends Shape<Parent> {
    public ParentShape() {
        super("parent");
    }

    @Override
    protected void describe(Parent parent, Row row) {
        Device device = parent.device();
        Port port = parent.port();
        Obstacle obstacle = parent.obstacle();
        row.column("name", device.name().value())
                .column("kind", device.kind().isEmpty() ? null : device.kind())
                .column("state", device.state().word())
                .column("mtu", device.mtu())
                .column("mac", device.mac())
                .column("mode", port == null ? null : port.settings().mode().word())
                .column("flag", port == null ? null : port.settings().flag().word())
                .column("links", port == null ? List.of() : Values.places(port.links()))
                .key("usable", obstacle == null)
                .columnWhenFilled("obstacle", obstacle == null ? null : obstacle.reason())
                .key("addresses", Values.addresses(device));
    }
}
