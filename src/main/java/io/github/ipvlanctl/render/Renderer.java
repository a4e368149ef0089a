package io.github.ipvlanctl.render;

import com.google.gson.stream.JsonWriter;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Display;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.RepresentToNode;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

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
            case YAML -> yaml(things.stream().map(shape::values).toList());
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
            text.append(json(shape.values(thing))).append('\n');
        }
        return text.toString();
    }

    /** A failure as {@code {"error":{…}}}. */
    public static String json(Failure failure) {
        return "{\"error\":" + json(new FailureShape().values(failure)) + "}\n";
    }

    /** A note as {@code {"note":"…"}}. */
    public static String note(String text) {
        return json(new NoteShape().values(text)) + "\n";
    }

    /** An object a line, so that line-wise tools can be used on it too. */
    private static <T> String json(Shape<T> shape, List<T> things) {
        StringBuilder text = new StringBuilder("[");
        String separator = "";
        for (T thing : things) {
            text.append(separator).append(json(shape.values(thing)));
            separator = ",\n";
        }
        return text.append("]\n").toString();
    }

    /** Maps and lists as JSON for people to read. */
    public static String indentedJson(Object tree) {
        return json(tree, "  ") + "\n";
    }

    /** Maps and lists as JSON, in one line without its end. */
    public static String json(Object tree) {
        return json(tree, "");
    }

    private static String json(Object value, String indent) {
        StringWriter text = new StringWriter();
        JsonWriter out = new JsonWriter(text);
        out.setHtmlSafe(false);
        out.setIndent(indent);
        try {
            write(out, value);
            // What gson leaves, some terminals obey too: the same escapes as JSON's, outside of strings there is none.
            return indent.isEmpty() ? Display.safe(text.toString()) : text.toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(JsonWriter out, @Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            out.beginObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.name(String.valueOf(entry.getKey()));
                write(out, entry.getValue());
            }
            out.endObject();
        } else if (value instanceof List<?> list) {
            out.beginArray();
            for (Object element : list) {
                write(out, element);
            }
            out.endArray();
        } else if (value instanceof Number number) {
            out.value(number);
        } else if (value instanceof Boolean truth) {
            out.value(truth);
        } else {
            out.value((String) value);
        }
    }

    /** Maps and lists as YAML, without anchors. */
    public static String yaml(Object tree) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setDereferenceAliases(true)
                .build();
        return new Dump(settings, new TextAsText(settings)).dumpToString(tree);
    }

    /**
     * Quotes what some readers of YAML take for something else than text: those of version 1.1 know more words for truth
     * (yes, off), and more numbers (1_000, 12:30:45).
     */
    private static final class TextAsText extends StandardRepresenter {
        private static final Pattern OTHERWISE = Pattern.compile(
                "~|null|y|n|yes|no|on|off|true|false|=|<<"
                        + "|[-+]?(0x[0-9a-f_]+|0o?[0-7_]+|0b[01_]+|[0-9][0-9_]*(:[0-5]?[0-9])*)"
                        + "|[-+]?([0-9][0-9_]*)?(:[0-5]?[0-9])*\\.[0-9_]*(e[-+]?[0-9]+)?"
                        + "|[-+]?[0-9][0-9_]*e[-+]?[0-9]+|[-+]?\\.(inf|nan)"
                        + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*",
                Pattern.CASE_INSENSITIVE);

        TextAsText(DumpSettings settings) {
            super(settings);
            RepresentToNode plain = Objects.requireNonNull(representers.get(String.class));
            representers.put(
                    String.class,
                    text -> OTHERWISE.matcher((String) text).matches()
                            ? representScalar(Tag.STR, (String) text, ScalarStyle.SINGLE_QUOTED)
                            : plain.representData(text));
        }
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
