package io.github.ipvlanctl.render.shape;

import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.UpstreamRoute;
import io.github.ipvlanctl.render.Format;
import io.github.ipvlanctl.render.Row;
import io.github.ipvlanctl.render.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Routes that the routers around need, for people as a router takes them. */
public final class UpstreamShape extends Shape<UpstreamRoute> {
    private final RouterSyntax syntax;

    public UpstreamShape(RouterSyntax syntax) {
        super("upstream");
        this.syntax = syntax;
    }

    @Override
    protected void describe(UpstreamRoute upstream, Row row) {
        IpAddress via = upstream.route().via();
        row.key("to", upstream.route().to().toString())
                .key("via", via == null ? null : via.text())
                .key("link", upstream.link().name().value())
                .key("netns", upstream.link().netns().label());
    }

    @Override
    protected @Nullable String text(List<UpstreamRoute> routes, Format format, boolean color) {
        return format == Format.TABLE ? syntax.text(routes) : null;
    }
}
