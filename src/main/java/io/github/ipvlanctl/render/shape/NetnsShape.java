package io.github.ipvlanctl.render.shape;

import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.NamedNetns;
import io.github.ipvlanctl.render.Row;
import io.github.ipvlanctl.render.Shape;
import java.util.List;

/** Named namespaces. */
public final class NetnsShape extends Shape<NamedNetns> {
    public NetnsShape() {
        super("netns");
    }

    @Override
    protected void describe(NamedNetns netns, Row row) {
        List<Link> links = netns.links();
        row.column("name", netns.name().value())
                .column(
                        "links",
                        links == null
                                ? null
                                : links.stream()
                                        .map(link -> link.name().value())
                                        .toList());
    }
}
