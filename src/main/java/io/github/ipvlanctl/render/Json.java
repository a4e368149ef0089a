package io.github.ipvlanctl.render;

import com.google.gson.stream.JsonWriter;
import io.github.ipvlanctl.model.Display;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps, lists, texts, numbers, truths and null as JSON. */
public final class Json {
    private Json() {}

    /** On several lines, for people to read. */
    public static String indented(Object tree) {
        return text(tree, "  ") + "\n";
    }

    /** In one line, without its end. */
    public static String text(Object tree) {
        return text(tree, "");
    }

    private static String text(Object value, String indent) {
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
}
