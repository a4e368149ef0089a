package io.github.ipvlanctl.render;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What output says of one kind of thing: its keys in their order, said once for all formats.
 *
 * @param <T> the thing
 */
public abstract class Shape<T> {
    private final String name;

    /** A shape whose schema is {@code <name>.schema.json}. */
    protected Shape(String name) {
        this.name = name;
    }

    /** Its name, and its schema's. */
    public final String name() {
        return name;
    }

    /** Says what there is to say: of each thing the same keys, in the same order, its name first. */
    protected abstract void describe(T thing, Row row);

    /**
     * Things in a format in which they are written in a way of their own, with a line end at its end; null in the others.
     *
     * @param color for {@link Format#TABLE} and {@link Format#TREE}: with colours
     */
    protected @Nullable String text(List<T> things, Format format, boolean color) {
        return null;
    }

    /** One thing as keys and values. */
    public final Map<String, @Nullable Object> values(T thing) {
        Values values = new Values();
        describe(thing, values);
        return values.map;
    }

    private static final class Values implements Row {
        private final Map<String, @Nullable Object> map = new LinkedHashMap<>();

        @Override
        public Row column(String key, @Nullable Object value) {
            return key(key, value);
        }

        @Override
        public Row columnWhenFilled(String key, @Nullable Object value) {
            return key(key, value);
        }

        @Override
        public Row key(String key, @Nullable Object value) {
            map.put(key, value);
            return this;
        }
    }
}
