package io.github.ipvlanctl.render;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What may stand in a manifest, as the schema that editors get says it. */
public final class ManifestSchema {
    /**
     * A part of a manifest that has keys of its own.
     *
     * @param path where it stands: {@code parents.links}; empty for the manifest itself
     */
    public record Part(String path, String description, List<Key> keys) {}

    /**
     * A key.
     *
     * @param required whether it must be there
     * @param value what may be said, in words: {@code l2, l3 or l3s}
     */
    public record Key(String name, boolean required, String value, String description) {}

    private ManifestSchema() {}

    /** All parts, each before those within it. */
    public static List<Part> parts() {
        String resource = "/io/github/ipvlanctl/schema/manifest.schema.json";
        try (InputStream in = Objects.requireNonNull(ManifestSchema.class.getResourceAsStream(resource))) {
            JsonElement schema = JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            List<Part> parts = new ArrayList<>();
            collect("", schema.getAsJsonObject(), parts);
            return parts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A map whose keys are the user's, and a list, hold one kind of part, which stands below their own name. */
    private static void collect(String path, JsonObject schema, List<Part> parts) {
        for (String inner : List.of("items", "additionalProperties")) {
            if (schema.has(inner) && schema.get(inner).isJsonObject()) {
                collect(path, schema.getAsJsonObject(inner), parts);
            }
        }
        if (!schema.has("properties")) {
            return;
        }
        Map<String, JsonElement> properties =
                schema.getAsJsonObject("properties").asMap();
        List<Key> keys = new ArrayList<>();
        properties.forEach((name, property) -> keys.add(key(name, schema, property.getAsJsonObject())));
        parts.add(new Part(path, text(schema, "description"), keys));
        properties.forEach((name, property) ->
                collect(path.isEmpty() ? name : path + "." + name, property.getAsJsonObject(), parts));
    }

    private static Key key(String name, JsonObject parent, JsonObject schema) {
        boolean required = parent.has("required")
                && parent.getAsJsonArray("required").asList().stream()
                        .anyMatch(element -> element.getAsString().equals(name));
        String value = schema.has("default")
                ? value(schema) + "; " + text(schema, "default") + " when left out"
                : value(schema);
        return new Key(name, required, value, text(schema, "description"));
    }

    private static String value(JsonObject schema) {
        if (schema.has("const")) {
            return text(schema, "const");
        }
        if (schema.has("enum")) {
            List<String> words = schema.getAsJsonArray("enum").asList().stream()
                    .map(JsonElement::getAsString)
                    .toList();
            int last = words.size() - 1;
            return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
        }
        return switch (text(schema, "type")) {
            case "boolean" -> "true or false";
            case "integer" -> text(schema, "minimum") + " to " + text(schema, "maximum");
            case "array" -> "a list";
            case "object" -> "a map";
            default -> schema.has("maxLength") ? "at most " + text(schema, "maxLength") + " characters" : "text";
        };
    }

    private static String text(JsonObject schema, String key) {
        return schema.get(key).getAsString();
    }
}
