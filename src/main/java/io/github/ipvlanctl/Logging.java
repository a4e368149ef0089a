package io.github.ipvlanctl;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;

/**
 * Configures logback without files: silent, until {@code -v} asks for the log. Nothing of it is loaded before.
 *
 * <p>The service loader makes one as logback's {@link Configurator}.
 */
public final class Logging extends ContextAwareBase implements Configurator {
    /** Called by the service loader. */
    public Logging() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /**
     * Sends the log to {@code err} from now on.
     *
     * @param verbosity 1 for what is done, 2 or more for how it went too
     */
    static void to(PrintWriter err, int verbosity) {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        Lines lines = new Lines(err);
        lines.setContext(root.getLoggerContext());
        lines.start();
        root.addAppender(lines);
        root.setLevel(verbosity > 1 ? Level.DEBUG : Level.INFO);
    }

    /** A line an event, as a shell marks what it runs with {@code set -x}. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final PrintWriter err;

        Lines(PrintWriter err) {
            this.err = err;
        }

        @Override
        protected void append(ILoggingEvent event) {
            err.println((event.getLevel().equals(Level.INFO) ? "+ " : "  ") + event.getFormattedMessage());
            err.flush();
        }
    }
}
