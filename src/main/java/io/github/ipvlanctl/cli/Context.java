package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.service.Notes;
import io.github.ipvlanctl.service.Services;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a command gets from the process that it runs in.
 *
 * @param in what a command reads when it is told to read stdin
 * @param out the result goes there, and nothing else
 * @param err everything for people
 * @param outIsTerminal whether a person looks at {@code out}
 * @param errIsTerminal whether a person looks at {@code err}
 * @param environment the value of one of the process's environment variables, null when it is not set
 * @param factory makes the use cases, once a command line has been understood
 */
public record Context(
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        Function<String, @Nullable String> environment,
        Factory factory) {
    /** Makes the use cases as the global options want them. */
    @FunctionalInterface
    public interface Factory {
        /** The use cases; {@code notes} is given what a user should know beside a result. */
        Services create(Settings settings, Notes notes);
    }
}
