package io.github.ipvlanctl.render.shape;

import io.github.ipvlanctl.model.AddressOnLink;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.Shim;
import io.github.ipvlanctl.render.Row;
import io.github.ipvlanctl.render.Shape;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The links by which this machine reaches its parents' other links. */
public final class ShimShape extends Shape<Shim> {
    public ShimShape() {
        super("shim");
    }

    @Override
    protected void describe(Shim shim, Row row) {
        Link link = shim.link();
        row.column("name", link.name().value())
                .column("parent", Values.name(link.parent()))
                .column("mode", link.settings().mode().word())
                .column("flag", link.settings().flag().word())
                .column("state", link.device().state().word())
                .column("addresses", Values.addresses(link.device()))
                .column("reached", Values.texts(shim.reached()))
                .columnWhenFilled(
                        "unreached",
                        shim.unreached().stream().map(ShimShape::held).toList())
                .key("stack", link.stack());
    }

    private static Map<String, @Nullable Object> held(AddressOnLink held) {
        Map<String, @Nullable Object> place = Values.place(held.link());
        place.put("address", held.address().cidr().address().text());
        return place;
    }
}
