package io.github.ipvlanctl.render;

import io.github.ipvlanctl.error.Failure;

/** What is written on stderr when a command fails and JSON was asked for, below the key {@code error}. */
final class FailureShape extends Shape<Failure> {
    FailureShape() {
        super("error");
    }

    @Override
    protected void describe(Failure failure, Row row) {
        row.key("kind", failure.kind().word())
                .key("message", failure.text())
                .key("hint", failure.hint())
                .key("exit_code", failure.kind().exitCode())
                .key("command", failure.command())
                .key("stderr", failure.stderr())
                .key("details", failure.details());
    }
}
