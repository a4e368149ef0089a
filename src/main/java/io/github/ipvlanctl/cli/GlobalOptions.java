package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.Numbers;
import io.github.ipvlanctl.render.Format;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The options that every command has, before or after it. */
public final class GlobalOptions {
    enum Color {
        AUTO,
        ALWAYS,
        NEVER
    }

    private static final long DEFAULT_TIMEOUT = 30;
    private static final long DEFAULT_LOCK_TIMEOUT = 60;
    private static final long MAX_TIMEOUT = 86_400;

    private final Declaration netns =
            Declaration.value("NETNS", NetnsName::new, "Act in this namespace, like 'ip -n'.", "-n", "--netns");
    private final Declaration output = Declaration.value(
            "FORMAT",
            word -> choice(formats(), word, "an output format"),
            "Write the result as table, json, yaml or name (default: table).",
            "-o",
            "--output");
    private final Declaration json = Declaration.toggle("The same as '-o json', like 'ip -j'.", "-j", "--json");
    private final Declaration dryRun =
            Declaration.toggle("Only look; print the exact commands that would run, for a shell.", "--dry-run");
    private final Declaration verbose = Declaration.toggle(
                    "Write each command run to stderr; twice, how it ended too.", "-v", "--verbose")
            .repeatable();
    private final Declaration quiet = Declaration.toggle("No notes, and no result of a change.", "-q", "--quiet");
    private final Declaration timeout = Declaration.value(
            "SECONDS",
            word -> Numbers.parse(word, 1, MAX_TIMEOUT, "a number of seconds"),
            "Kill an 'ip' that runs longer (default: " + DEFAULT_TIMEOUT + ").",
            "--timeout");
    private final Declaration lockTimeout = Declaration.value(
            "SECONDS",
            word -> Numbers.parse(word, 0, MAX_TIMEOUT, "a number of seconds"),
            "Wait so long for another ipvlanctl to end (default: " + DEFAULT_LOCK_TIMEOUT + ").",
            "--lock-timeout");
    private final Declaration ip =
            Declaration.value("PATH", GlobalOptions::program, "The 'ip' to run (default: the system's).", "--ip");
    private final Declaration sudo =
            Declaration.toggle("Run 'ip' and docker, and only those, as root through 'sudo -n'.", "--sudo");
    private final Declaration color = Declaration.value(
            "WHEN",
            word -> choice(List.of(Color.values()), word, "a choice of colour"),
            "Colours: auto, always or never (default: auto, and NO_COLOR is heeded).",
            "--color");
    private final Declaration help =
            Declaration.toggle("Show this help and exit.", "-h", "--help").usageHelp();
    private final Declaration version =
            Declaration.toggle("Show the version and exit.", "-V", "--version").versionHelp();

    private List<Format> formats = Format.COMMON;
    private Format format = Format.TABLE;
    private int verbosity;

    /** All of them, as they stand in the help. */
    List<Declaration> declarations() {
        return List.of(
                netns, output, json, dryRun, verbose, quiet, timeout, lockTimeout, ip, sudo, color, help, version);
    }

    private static <E extends Enum<E>> E choice(List<E> values, String word, String what) {
        List<String> allowed = new ArrayList<>();
        for (E value : values) {
            if (spelled(value).equals(word)) {
                return value;
            }
            allowed.add(spelled(value));
        }
        throw Failure.usage("'" + word + "' is not " + what, "one of " + String.join(", ", allowed));
    }

    private static String program(String word) {
        if (word.isEmpty()) {
            throw Failure.usage("'' is not a program", "the name or the path of iproute2's ip");
        }
        return word;
    }

    private static String spelled(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Takes what says where and how to look from an option of a line that is not complete, and so not parsed.
     *
     * @throws Failure of kind {@code USAGE} when the value is none
     */
    void take(Options.Given given) {
        Declaration option = given.option();
        if (option.equals(sudo)) {
            option.spec().setValue(true);
        } else if (given.value() != null && List.of(netns, ip, timeout).contains(option)) {
            try {
                option.spec().setValue(option.spec().converters()[0].convert(given.value()));
            } catch (InvalidValueException e) {
                throw e.failure();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Whether it is the option that says how results are written. */
    boolean isOutput(Declaration option) {
        return option.equals(output);
    }

    private static boolean isSet(Declaration toggle) {
        return Boolean.TRUE.equals(toggle.given());
    }

    /**
     * Takes from the options of a command line how it wants to be answered. A line that is not understood is answered
     * too, so this does not wait for the parser.
     */
    void read(List<Options.Given> given) {
        boolean jsonGiven = false;
        Format named = null;
        verbosity = 0;
        for (Options.Given one : given) {
            if (one.option().equals(output)) {
                for (Format value : formats) {
                    named = value.word().equals(one.value()) ? value : named;
                }
            }
            jsonGiven |= one.option().equals(json);
            verbosity += one.option().equals(verbose) ? 1 : 0;
        }
        format = named != null ? named : jsonGiven ? Format.JSON : Format.TABLE;
    }

    /** Takes note of the formats that the command knows: {@code -o} must be one of them. */
    void allow(List<Format> known) {
        formats = known;
    }

    /** The formats that {@code -o} may be. */
    List<Format> formats() {
        return formats;
    }

    /** How results, notes and failures are written: {@code -o} says it more exactly than {@code -j}. */
    public Format format() {
        return format;
    }

    /** Whether to print commands in place of running them. */
    public boolean isDryRun() {
        return isSet(dryRun);
    }

    /** Whether notes and the results of changes are left out. */
    public boolean isQuiet() {
        return isSet(quiet);
    }

    Color color() {
        @Nullable Color chosen = color.given();
        return chosen == null ? Color.AUTO : chosen;
    }

    int verbosity() {
        return verbosity;
    }

    Duration lockTimeout() {
        @Nullable Long seconds = lockTimeout.given();
        return Duration.ofSeconds(Objects.requireNonNullElse(seconds, DEFAULT_LOCK_TIMEOUT));
    }

    Settings settings() {
        @Nullable String path = ip.given();
        @Nullable Long seconds = timeout.given();
        return new Settings(
                netns.given(),
                Objects.requireNonNullElse(path, "ip"),
                isSet(sudo),
                Duration.ofSeconds(Objects.requireNonNullElse(seconds, DEFAULT_TIMEOUT)),
                verbosity());
    }
}
