package io.github.ipvlanctl;

import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Java's own log, of which nothing is kept: what is done here is told by {@link Logging}. Java wants to know before it starts a
 * process whether it is to log that, and its usual log takes longer to find than the process takes to start.
 *
 * <p>The runtime image's module provides it.
 */
public class JavaLog extends System.LoggerFinder {
    private static final System.Logger SILENCE = new Silence();

    /** Called by the service loader. */
    public JavaLog() {}

    @Override
    public final System.Logger getLogger(String name, Module module) {
        return SILENCE;
    }

    /**
     * Never asked. Java only wants to know whether there is a second log (jdk.internal.logger.LoggerFinderLoader), and unless
     * the first one's module has it, searches all others, and opens the file that they are in for that.
     */
    public static final class Second extends JavaLog {
        /** Called by the service loader. */
        public Second() {}
    }

    private static final class Silence implements System.Logger {
        @Override
        public String getName() {
            return "";
        }

        @Override
        public boolean isLoggable(Level level) {
            return false;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
            // Not kept.
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... values) {
            // Not kept.
        }
    }
}
