package io.github.ipvlanctl.render.shape;

import io.github.ipvlanctl.model.Explanation;
import io.github.ipvlanctl.render.Format;
import io.github.ipvlanctl.render.Row;
import io.github.ipvlanctl.render.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What there is to say of a topic. */
public final class ExplanationShape extends Shape<Explanation> {
    public ExplanationShape() {
        super("explanation");
    }

    @Override
    protected void describe(Explanation explanation, Row row) {
        row.key("topic", explanation.topic())
                .key("title", explanation.title())
                .key("paragraphs", explanation.paragraphs());
    }

    @Override
    protected @Nullable String text(List<Explanation> explanations, Format format, boolean color) {
        return format == Format.TABLE ? ExplanationText.text(explanations) : null;
    }
}
