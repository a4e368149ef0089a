package io.github.ipvlanctl.render.shape;

import io.github.ipvlanctl.model.Finding;
import io.github.ipvlanctl.render.Format;
import io.github.ipvlanctl.render.Row;
import io.github.ipvlanctl.render.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What checks have found. */
public final class FindingShape extends Shape<Finding> {
    public FindingShape() {
        super("finding");
    }

    @Override
    protected void describe(Finding finding, Row row) {
        row.key("check", finding.check())
                .key("verdict", finding.verdict().word())
                .key("device", finding.device())
                .key("netns", finding.netns())
                .key("evidence", finding.evidence())
                .key("commands", finding.commands());
    }

    @Override
    protected @Nullable String text(List<Finding> findings, Format format, boolean color) {
        return format == Format.TABLE ? FindingText.text(findings) : null;
    }
}
