package io.github.ipvlanctl.kernel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts ipvlanctl as users do, from the image that scripts/build makes, for what a call within the tests cannot show. */
final class Launcher {
    private static final Path IMAGE = Path.of("target/ipvlanctl").toAbsolutePath();

    private Launcher() {}

    /** The directory that has it all. */
    static Path image() {
        return IMAGE;
    }

    /** The program in it. */
    static Path program() {
        Path program = IMAGE.resolve("bin/ipvlanctl");
        if (!Files.isExecutable(program)) {
            throw new AssertionError("there is no " + program + ": scripts/build makes it");
        }
        return program;
    }

    /** The same as a word of a shell line. */
    static String shellWord() {
        return "'" + program() + "'";
    }

    /** The same where all users may look: the checkout may lie in a directory that is closed to others. */
    static String openToAll() {
        program();
        Machine.sh("mkdir -p /run/open; mountpoint -q /run/open || mount --bind '" + IMAGE + "' /run/open")
                .succeeds();
        return "/run/open/bin/ipvlanctl";
    }

    /** Starts it. */
    static Running start(String... arguments) {
        List<String> argv = new ArrayList<>(List.of(program().toString()));
        argv.addAll(List.of(arguments));
        return Running.start(argv, "");
    }
}
