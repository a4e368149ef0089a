package io.github.ipvlanctl;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Standard output that remembers why it could not be written. A reader that has gone away ({@code | head -1}) is no
 * error; a full disk is.
 */
final class CheckedOutput extends OutputStream {
    private final OutputStream target;
    private @Nullable IOException failure;

    CheckedOutput(FileDescriptor descriptor) {
        this.target = new FileOutputStream(descriptor);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            target.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** The exit code, given the command's own: a result that could not be written is a failure. */
    int exitCode(int code, PrintStream err) {
        if (failure == null
                || code != 0
                || Objects.requireNonNullElse(failure.getMessage(), "").contains("Broken pipe")) {
            return code;
        }
        err.println("ipvlanctl: cannot write the result: " + failure.getMessage());
        err.println("  hint: the command itself was carried out");
        return 1;
    }
}
