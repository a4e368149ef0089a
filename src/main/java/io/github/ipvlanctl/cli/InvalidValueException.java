package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.error.Failure;
import picocli.CommandLine.TypeConversionException;

/** Carries a {@link Failure} through picocli, which wraps what converters throw. */
final class InvalidValueException extends TypeConversionException {
    private final transient Failure failure;

    InvalidValueException(Failure failure) {
        super(failure.text());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
