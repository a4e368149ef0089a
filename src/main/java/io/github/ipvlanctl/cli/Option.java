package io.github.ipvlanctl.cli;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * An option or a positional parameter that a command has declared, and its value once the command line is parsed.
 *
 * @param <T> the value's type
 */
public final class Option<T> {
    private final Supplier<@Nullable T> given;

    Option(Declaration declaration) {
        this.given = declaration::given;
    }

    Option(PositionalParamSpec parameter) {
        this.given = parameter::getValue;
    }

    /** The value, or null when it was not given. */
    public @Nullable T orNull() {
        return given.get();
    }

    /** The value of one that is required or has a default. */
    public T get() {
        T value = given.get();
        if (value == null) {
            throw new IllegalStateException("what must be given was not");
        }
        return value;
    }
}
