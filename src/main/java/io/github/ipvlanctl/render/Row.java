package io.github.ipvlanctl.render;

import org.jspecify.annotations.Nullable;

/**
 * Takes what a shape says of one thing, one key after the other. A value is text, a number, a boolean, a list or map of such,
 * or null.
 */
public interface Row {
    /** A key, and a column of the table. */
    Row column(String key, @Nullable Object value);

    /** A key, and a column where some row has a value. */
    Row columnWhenFilled(String key, @Nullable Object value);

    /** A key without a column. */
    Row key(String key, @Nullable Object value);
}
