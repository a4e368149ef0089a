package io.github.ipvlanctl.render;

import io.github.ipvlanctl.error.Failure;
import java.util.List;

/** Writes things in a format. The text ends with a line end, or is empty. */
public final class Renderer {
    private Renderer() {}

    /** {@code things} as text. */
    public static <T> String render(Shape<T> shape, List<T> things, Format format, boolean color) {
        String own = shape.text(things, format, color);
        if (own != null) {
            return own;
        }
        return switch (format) {
            case TABLE -> Table.text(shape, things, color);
            case JSON -> json(shape, things);
            case YAML -> Yaml.text(things.stream().map(shape::values).toList());
            case NAME -> names(shape, things);
            case TREE, DOT, MERMAID, SVG ->
                throw new IllegalArgumentException(shape.name() + " is not written as " + format.word());
        };
    }

    /** {@code things} as a piece of output that goes on: in JSON an object a line, of which no array is ever closed. */
    public static <T> String piece(Shape<T> shape, List<T> things, Format format, boolean color) {
        if (format != Format.JSON) {
            return things.isEmpty() ? "" : render(shape, things, format, color);
        }
        StringBuilder text = new StringBuilder();
        for (T thing : things) {
            text.append(Json.text(shape.values(thing))).append('\n');
        }
        return text.toString();
    }

    /** A failure as {@code {"error":{…}}}. */
    public static String json(Failure failure) {
        return "{\"error\":" + Json.text(new FailureShape().values(failure)) + "}\n";
    }

    /** A note as {@code {"note":"…"}}. */
    public static String note(String text) {
        return Json.text(new NoteShape().values(text)) + "\n";
    }

    /** An object a line, so that line-wise tools can be used on it too. */
    private static <T> String json(Shape<T> shape, List<T> things) {
        StringBuilder text = new StringBuilder("[");
        String separator = "";
        for (T thing : things) {
            text.append(separator).append(Json.text(shape.values(thing)));
            separator = ",\n";
        }
        return text.append("]\n").toString();
    }

    private static <T> String names(Shape<T> shape, List<T> things) {
        StringBuilder text = new StringBuilder();
        for (T thing : things) {
            Object name = shape.values(thing).values().iterator().next();
            text.append(name == null ? "" : name + "\n");
        }
        return text.toString();
    }
}
