package io.github.ipvlanctl.render.shape;

import io.github.ipvlanctl.model.Change;
import io.github.ipvlanctl.render.Format;
import io.github.ipvlanctl.render.Row;
import io.github.ipvlanctl.render.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is, or would be, changed to bring a manifest about. */
public final class ChangeShape extends Shape<Change> {
    public ChangeShape() {
        super("change");
    }

    @Override
    protected void describe(Change change, Row row) {
        row.key("name", change.name())
                .key("action", change.action().name().toLowerCase(Locale.ROOT))
                .key("kind", change.kind())
                .key("netns", change.netns())
                .key("parent", change.parent())
                .key(
                        "differences",
                        change.differences().stream()
                                .map(ChangeShape::difference)
                                .toList())
                .key("links", Values.places(change.links()))
                .key("source", change.source());
    }

    @Override
    protected @Nullable String text(List<Change> changes, Format format, boolean color) {
        return format == Format.TABLE ? ChangeText.text(changes) : null;
    }

    private static Map<String, @Nullable Object> difference(Change.Difference difference) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("what", difference.what());
        values.put("from", difference.from());
        values.put("to", difference.to());
        return values;
    }
}
