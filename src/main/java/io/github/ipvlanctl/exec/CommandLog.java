package io.github.ipvlanctl.exec;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each command to the log: itself at INFO, how it ended and what it printed at DEBUG. */
public final class CommandLog implements CommandListener {
    private static final Logger LOG = LoggerFactory.getLogger("exec");

    /** Of stdout: enough to see what it is. */
    private static final int BEGINNING = 200;

    private final UnaryOperator<String> safe;

    /**
     * A log.
     *
     * @param safe makes what a command has printed safe to print again
     */
    public CommandLog(UnaryOperator<String> safe) {
        this.safe = safe;
    }

    @Override
    public void started(Command command) {
        LOG.info("{}", command);
    }

    @Override
    public void ended(CommandResult result, long nanos) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("{}, {}", result.termination().text(Duration.ofNanos(nanos)), printed(result.stdout()));
            result.stderr().strip().lines().forEach(line -> LOG.debug("stderr: {}", safe.apply(line)));
        }
    }

    private String printed(String stdout) {
        if (stdout.isEmpty()) {
            return "nothing on stdout";
        }
        String line = stdout.lines().findFirst().orElse("");
        String beginning = line.substring(0, Math.min(line.length(), BEGINNING));
        boolean more = beginning.length() < stdout.strip().length();
        return stdout.length() + " characters on stdout: " + safe.apply(beginning) + (more ? "…" : "");
    }
}
