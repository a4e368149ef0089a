package io.github.ipvlanctl.exec;

/** Is told of each command that runs. */
public interface CommandListener {
    /** Hears nothing. */
    CommandListener NONE = new CommandListener() {
        @Override
        public void started(Command command) {}

        @Override
        public void ended(CommandResult result, long nanos) {}
    };

    /** {@code command} is about to run. */
    void started(Command command);

    /** A command ended after {@code nanos} nanoseconds. */
    void ended(CommandResult result, long nanos);
}
