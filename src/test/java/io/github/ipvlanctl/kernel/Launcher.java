package io.github.ipvlanctl.kernel;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts ipvlanctl as a process of its own, for what a call within the tests' process cannot show. */
final class Launcher {
    private Launcher() {}

    /** The argument vector, up to the program's own arguments. */
    static List<String> argv() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                absolute(System.getProperty("java.class.path")),
                "io.github.ipvlanctl.Main");
    }

    /** The same as words of a shell line. */
    static String shellWords() {
        return "'" + String.join("' '", argv()) + "'";
    }

    /** Starts it. */
    static Running start(String... arguments) {
        List<String> argv = new ArrayList<>(argv());
        argv.addAll(List.of(arguments));
        return Running.start(argv, "");
    }

    private static String absolute(String classPath) {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }
}
