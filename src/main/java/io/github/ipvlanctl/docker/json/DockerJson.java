package io.github.ipvlanctl.docker.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The outer shape of what docker prints: an array of objects. What is absent or null in one is taken for empty. */
final class DockerJson {
    /** The library's, to who writes a program. */
    private static final String ADVICE = "Use JsonReader.setStrictness(Strictness.LENIENT) to accept ";

    private DockerJson() {}

    /** Makes a value of one object. */
    interface ObjectReader<T> {
        T read(JsonObject object);
    }

    /**
     * Reads the array; an empty text is an empty one.
     *
     * @throws Failure of kind {@code FAILED} when the text is something else, or a member is not what it should be
     */
    static <T> List<T> array(String json, ObjectReader<T> reader) {
        List<T> values = new ArrayList<>();
        try {
            JsonElement all = json.isBlank() ? new JsonArray() : JsonParser.parseString(json);
            all.getAsJsonArray().forEach(element -> values.add(reader.read(element.getAsJsonObject())));
            return values;
        } catch (JsonParseException
                | IllegalStateException
                | UnsupportedOperationException
                | NumberFormatException
                | Failure e) {
            Throwable reason = e instanceof JsonParseException && e.getCause() != null ? e.getCause() : e;
            throw Failure.of(
                    ErrorKind.FAILED,
                    "cannot read what docker printed as JSON: "
                            + String.valueOf(reason.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("")
                                    .replace(ADVICE, ""),
                    "see it with -vv; is --docker really docker's client?");
        }
    }

    static String text(JsonObject object, String key) {
        String text = textOrNull(object, key);
        if (text == null) {
            throw new IllegalStateException("there is no " + key);
        }
        return text;
    }

    static @Nullable String textOrNull(JsonObject object, String key) {
        JsonElement value = object.get(key);
        return value == null || value.isJsonNull() || value.getAsString().isEmpty() ? null : value.getAsString();
    }

    static boolean isTrue(JsonObject object, String key) {
        JsonElement value = object.get(key);
        return value != null && !value.isJsonNull() && value.getAsBoolean();
    }

    static Map<String, JsonElement> map(JsonObject object, String key) {
        JsonElement value = object.get(key);
        return value == null || value.isJsonNull()
                ? Map.of()
                : value.getAsJsonObject().asMap();
    }

    static List<JsonObject> objects(JsonObject object, String key) {
        JsonElement value = object.get(key);
        List<JsonObject> objects = new ArrayList<>();
        if (value != null && !value.isJsonNull()) {
            value.getAsJsonArray().forEach(element -> objects.add(element.getAsJsonObject()));
        }
        return objects;
    }
}
