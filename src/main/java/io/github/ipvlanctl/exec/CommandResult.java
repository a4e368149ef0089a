package io.github.ipvlanctl.exec;

/**
 * What came of a command.
 *
 * @param command what was run
 * @param termination how it ended
 * @param stdout all it wrote there, read as UTF-8 (malformed bytes become U+FFFD)
 * @param stderr likewise
 */
public record CommandResult(Command command, Termination termination, String stdout, String stderr) {
    /** True when it ended by itself with exit code 0. */
    public boolean succeeded() {
        return termination.succeeded();
    }
}
