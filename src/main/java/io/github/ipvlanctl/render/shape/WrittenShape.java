package io.github.ipvlanctl.render.shape;

import io.github.ipvlanctl.model.TextFile;
import io.github.ipvlanctl.render.Row;
import io.github.ipvlanctl.render.Shape;

/** Files that were written. */
public final class WrittenShape extends Shape<TextFile> {
    public WrittenShape() {
        super("written");
    }

    @Override
    protected void describe(TextFile file, Row row) {
        row.column("name", file.name()).column("mode", file.access().octal());
    }
}
