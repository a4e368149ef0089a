package io.github.ipvlanctl.iproute2.json;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Display;
import io.github.ipvlanctl.model.Numbers;
import io.github.ipvlanctl.model.RoutingTable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The names that this machine has for routing tables: {@code ip} prints those, and numbers for the others. */
final class RoutingTableNames {
    /** Where they stand, as lines of a number and a name (ip-route(8)); newer releases keep their own below /usr. */
    private static final List<Path> ROOTS = List.of(Path.of("/etc/iproute2"), Path.of("/usr/share/iproute2"));

    private RoutingTableNames() {}

    /** The number of a table that {@code ip} has printed. */
    static long number(String word) {
        return number(word, ROOTS);
    }

    static long number(String word, List<Path> roots) {
        return switch (word) {
            case "main" -> RoutingTable.MAIN;
            case "default" -> RoutingTable.DEFAULT;
            case "local" -> RoutingTable.LOCAL;
            default ->
                !word.isEmpty() && Character.isDigit(word.charAt(0))
                        ? Numbers.parse(word, 0, 0xffff_ffffL, "a table")
                        : named(word, roots);
        };
    }

    private static long named(String name, List<Path> roots) {
        try {
            for (Path file : files(roots)) {
                for (String line : Files.readAllLines(file)) {
                    String[] words = line.strip().split("\\s+", -1);
                    if (words.length >= 2 && words[1].equals(name) && !words[0].startsWith("#")) {
                        return Long.decode(words[0]);
                    }
                }
            }
        } catch (IOException | NumberFormatException e) {
            throw unknown(name);
        }
        throw unknown(name);
    }

    private static List<Path> files(List<Path> roots) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path root : roots) {
            Path own = root.resolve("rt_tables");
            if (Files.exists(own)) {
                files.add(own);
            }
            Path further = root.resolve("rt_tables.d");
            if (Files.isDirectory(further)) {
                try (DirectoryStream<Path> entries = Files.newDirectoryStream(further, "*.conf")) {
                    entries.forEach(files::add);
                }
            }
        }
        return files;
    }

    private static Failure unknown(String name) {
        return Failure.of(
                ErrorKind.FAILED,
                "ip names a routing table '" + Display.safe(name) + "', which no rt_tables has",
                "are /etc/iproute2/rt_tables and rt_tables.d readable?");
    }
}
