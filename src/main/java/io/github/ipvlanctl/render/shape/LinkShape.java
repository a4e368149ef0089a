package io.github.ipvlanctl.render.shape;

import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.render.Row;
import io.github.ipvlanctl.render.Shape;

/** IPvlan links. */
public final class LinkShape extends Shape<Link> {
    public LinkShape() {
        super("link");
    }

    @Override
    protected void describe(Link link, Row row) {
        Device device = link.device();
        Device parent = link.parent();
        row.column("name", link.name().value())
                .columnWhenFilled("netns", link.netns().label())
                .column("parent", Values.name(parent))
                .columnWhenFilled(
                        "parent_netns", parent == null ? null : parent.netns().label())
                .column("mode", link.settings().mode().word())
                .column("flag", link.settings().flag().word())
                .column("state", device.state().word())
                .column("mtu", device.mtu())
                .key("mac", device.mac())
                .key("ifindex", device.ifindex())
                .column("addresses", Values.addresses(device))
                .columnWhenFilled("alias", device.alias())
                .key("stack", link.stack())
                .columnWhenFilled("container", link.container());
    }
}
