package io.github.ipvlanctl.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** Says how something must fail. */
public final class Failures {
    private Failures() {}

    /** The failure that comes of it. */
    public static Failure failureOf(ThrowingCallable action) {
        Throwable thrown = catchThrowable(action);
        assertThat(thrown).isInstanceOf(Failure.class);
        return (Failure) thrown;
    }

    /** It fails with exactly these words. */
    public static Failure assertFails(ThrowingCallable action, ErrorKind kind, String message, @Nullable String hint) {
        return assertFailure(failureOf(action), kind, message, hint);
    }

    /** It is a value that is refused with exactly these words. */
    public static void assertInvalid(ThrowingCallable action, String message, @Nullable String hint) {
        assertFails(action, ErrorKind.USAGE, message, hint);
    }

    /** A failure has exactly these words. */
    public static Failure assertFailure(Failure failure, ErrorKind kind, String message, @Nullable String hint) {
        assertThat(failure.kind() + ": " + failure.text() + "\n  hint: " + failure.hint())
                .isEqualTo(kind + ": " + message + "\n  hint: " + hint);
        return failure;
    }
}
