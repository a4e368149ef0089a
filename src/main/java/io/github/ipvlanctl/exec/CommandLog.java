package io.github.ipvlanctl.exec;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each command to the log: itself at INFO, how it ended and what it said on stderr at DEBUG. */
public final class CommandLog implements CommandListener {
    private static final Logger LOG = LoggerFactory.getLogger("exec");

    @Override
    public void started(Command command) {
        LOG.info("{}", command);
    }

    @Override
    public void ended(CommandResult result, long nanos) {
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "{} after {} ms, {} characters on stdout, stderr: {}",
                    result.termination(),
                    nanos / 1_000_000,
                    result.stdout().length(),
                    result.stderr().strip());
        }
    }
}
