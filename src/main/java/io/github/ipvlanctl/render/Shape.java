package io.github.ipvlanctl.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What output says of one kind of thing: its keys in their order, said once for all formats.
 *
 * @param <T> the thing
 */
public final class Shape<T> {
    /** When a key is a column of the table. */
    enum Column {
        ALWAYS,
        WHEN_FILLED,
        NEVER
    }

    record Field<T>(String key, Column column, Function<T, @Nullable Object> value) {}

    /** Writes things in some way of their own. */
    @FunctionalInterface
    interface Writer<T> {
        /** The text, with a line end at its end. */
        String text(List<T> things, boolean color);
    }

    private final String name;
    private final Consumer<Shape<T>> definition;
    private final List<Field<T>> fields = new ArrayList<>();
    private final Map<Format, Writer<T>> writers = new HashMap<>();

    private Shape(String name, Consumer<Shape<T>> definition) {
        this.name = name;
        this.definition = definition;
    }

    /**
     * A shape whose schema is {@code <name>.schema.json}.
     *
     * @param definition adds its keys, once they are needed: a command shows one shape of many
     */
    static <T> Shape<T> named(String name, Consumer<Shape<T>> definition) {
        return new Shape<>(name, definition);
    }

    /** A key, and a column. The value is text, a number, a boolean, a list or map of such, or null. */
    Shape<T> column(String key, Function<T, @Nullable Object> value) {
        fields.add(new Field<>(key, Column.ALWAYS, value));
        return this;
    }

    /** A key, and a column where some row has a value. */
    Shape<T> columnWhenFilled(String key, Function<T, @Nullable Object> value) {
        fields.add(new Field<>(key, Column.WHEN_FILLED, value));
        return this;
    }

    /** A key without a column. */
    Shape<T> key(String key, Function<T, @Nullable Object> value) {
        fields.add(new Field<>(key, Column.NEVER, value));
        return this;
    }

    /** Text for people in the place of a table, the same in colours. */
    Shape<T> asText(Function<List<T>, String> writer) {
        return written(Format.TABLE, (things, color) -> writer.apply(things));
    }

    /** A format in which these things are written in a way of their own: text for people in the place of a table, … */
    Shape<T> written(Format format, Writer<T> writer) {
        writers.put(format, writer);
        return this;
    }

    @Nullable
    Writer<T> writer(Format format) {
        define();
        return writers.get(format);
    }

    List<Field<T>> fields() {
        define();
        return fields;
    }

    /** Once, whichever thread comes first. */
    private synchronized void define() {
        if (fields.isEmpty()) {
            definition.accept(this);
        }
    }

    /** Its name, and its schema's. */
    public String name() {
        return name;
    }

    /** The keys in their order. */
    public List<String> keys() {
        return fields().stream().map(Field::key).toList();
    }

    /** One thing as keys and values. */
    public Map<String, @Nullable Object> values(T thing) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Field<T> field : fields()) {
            values.put(field.key(), field.value().apply(thing));
        }
        return values;
    }
}
