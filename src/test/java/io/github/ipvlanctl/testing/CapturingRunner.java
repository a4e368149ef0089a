package io.github.ipvlanctl.testing;

import io.github.ipvlanctl.exec.Command;
import io.github.ipvlanctl.exec.OngoingCommand;
import io.github.ipvlanctl.exec.ProcessRunner;
import io.github.ipvlanctl.exec.Termination;

/** The base of runners that only run commands to their end. */
public abstract class CapturingRunner implements ProcessRunner {
    @Override
    public final Termination attach(Command command) {
        throw new AssertionError(command);
    }

    @Override
    public final OngoingCommand start(Command command) {
        throw new AssertionError(command);
    }
}
