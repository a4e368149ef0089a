package io.github.ipvlanctl.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;

/**
 * An option or a positional parameter that a command has declared, and its value once the command line is parsed.
 *
 * @param <T> the value's type
 */
public final class Option<T> {
    private final ArgSpec spec;

    Option(ArgSpec spec) {
        this.spec = spec;
    }

    /** The value, or null when it was not given. */
    public @Nullable T orNull() {
        return spec.getValue();
    }

    /** The value of one that is required or has a default. */
    public T get() {
        T value = spec.getValue();
        if (value == null) {
            throw new IllegalStateException(spec.paramLabel() + " has no value");
        }
        return value;
    }
}
