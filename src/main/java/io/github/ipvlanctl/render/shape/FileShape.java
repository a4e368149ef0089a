package io.github.ipvlanctl.render.shape;

import io.github.ipvlanctl.model.Display;
import io.github.ipvlanctl.model.TextFile;
import io.github.ipvlanctl.render.Format;
import io.github.ipvlanctl.render.Row;
import io.github.ipvlanctl.render.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files that are not written: their text, with a line of its own before each where there are several. */
public final class FileShape extends Shape<TextFile> {
    public FileShape() {
        super("file");
    }

    @Override
    protected void describe(TextFile file, Row row) {
        row.column("name", file.name()).column("mode", file.access().octal()).key("text", file.text());
    }

    @Override
    protected @Nullable String text(List<TextFile> files, Format format, boolean color) {
        return format == Format.TABLE ? texts(files) : null;
    }

    private static String texts(List<TextFile> files) {
        if (files.size() == 1) {
            return files.get(0).text();
        }
        StringBuilder all = new StringBuilder();
        for (TextFile file : files) {
            all.append(all.length() == 0 ? "" : "\n")
                    .append("# file: ")
                    .append(Display.safe(file.name()))
                    .append(" (mode ")
                    .append(file.access().octal())
                    .append(")\n")
                    .append(file.text());
        }
        return all.toString();
    }
}
