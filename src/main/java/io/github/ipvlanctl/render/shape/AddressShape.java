package io.github.ipvlanctl.render.shape;

import io.github.ipvlanctl.model.AddressOnLink;
import io.github.ipvlanctl.model.LinkAddress;
import io.github.ipvlanctl.render.Row;
import io.github.ipvlanctl.render.Shape;

/** Addresses on links. */
public final class AddressShape extends Shape<AddressOnLink> {
    public AddressShape() {
        super("address");
    }

    @Override
    protected void describe(AddressOnLink held, Row row) {
        LinkAddress address = held.address();
        row.column("address", address.cidr().toString())
                .column("link", held.link().name().value())
                .columnWhenFilled("netns", held.link().netns().label())
                .column("family", address.cidr().address().isIpv6() ? "inet6" : "inet")
                .column("scope", address.scope())
                .key("dynamic", address.dynamic());
    }
}
