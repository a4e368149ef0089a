package io.github.ipvlanctl.render.shape;

import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.render.Row;
import io.github.ipvlanctl.render.Shape;

/** Ports: what a parent's links share. */
public final class PortShape extends Shape<Port> {
    public PortShape() {
        super("port");
    }

    @Override
    protected void describe(Port port, Row row) {
        Device parent = port.parent();
        row.column("parent", Values.name(parent))
                .columnWhenFilled(
                        "parent_netns", parent == null ? null : parent.netns().label())
                .column("mode", port.settings().mode().word())
                .column("flag", port.settings().flag().word())
                .column("links", Values.places(port.links()));
    }
}
