package io.github.ipvlanctl.render.shape;

import io.github.ipvlanctl.model.LinkEvent;
import io.github.ipvlanctl.render.Format;
import io.github.ipvlanctl.render.Row;
import io.github.ipvlanctl.render.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to links, told while it does: an object a line. */
public final class EventShape extends Shape<LinkEvent> {
    public EventShape() {
        super("event");
    }

    @Override
    protected void describe(LinkEvent event, Row row) {
        row.key("name", event.link().name().value())
                .key("netns", event.link().netns().label())
                .key("event", event.kind().word())
                .key("from", event.from())
                .key("to", event.to())
                .key("time", Values.time(event.time()))
                .key("link", new LinkShape().values(event.link()));
    }

    @Override
    protected @Nullable String text(List<LinkEvent> events, Format format, boolean color) {
        return format == Format.TABLE ? EventText.text(events) : null;
    }
}
