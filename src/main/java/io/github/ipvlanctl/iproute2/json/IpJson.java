package io.github.ipvlanctl.iproute2.json;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outer shape of what {@code ip -j} prints: an array of objects, some of them empty, or nothing at all. */
final class IpJson {
    /** The library's, to who writes a program. */
    private static final String ADVICE = "Use JsonReader.setStrictness(Strictness.LENIENT) to accept ";

    private IpJson() {}

    /** Reads the members of one object, up to but without its closing brace; null drops it. */
    interface ObjectReader<T> {
        @Nullable
        T read(JsonReader in) throws IOException;
    }

    /**
     * Reads the array.
     *
     * @throws Failure of kind {@code FAILED} when the text is not such an array, or is cut off
     */
    static <T> List<T> array(String json, ObjectReader<T> reader) {
        if (json.isBlank()) {
            return List.of();
        }
        List<T> values = new ArrayList<>();
        try (JsonReader in = new JsonReader(new StringReader(json))) {
            in.beginArray();
            while (in.hasNext()) {
                in.beginObject();
                T value = reader.read(in);
                in.endObject();
                if (value != null) {
                    values.add(value);
                }
            }
            in.endArray();
            return values;
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            throw unreadable(e);
        } catch (Failure e) {
            throw unreadable(e);
        }
    }

    private static Failure unreadable(Exception e) {
        return Failure.of(
                ErrorKind.FAILED,
                "cannot read what ip printed as JSON: "
                        + String.valueOf(e.getMessage())
                                .lines()
                                .findFirst()
                                .orElse("")
                                .replace(ADVICE, ""),
                "see it with -vv; is --ip really iproute2's ip?");
    }

    /** A string, or null for JSON's null. */
    static @Nullable String stringOrNull(JsonReader in) throws IOException {
        if (in.peek() == JsonToken.NULL) {
            in.nextNull();
            return null;
        }
        return in.nextString();
    }
}
