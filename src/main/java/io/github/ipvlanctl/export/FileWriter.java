package io.github.ipvlanctl.export;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.exec.Command;
import io.github.ipvlanctl.model.Display;
import io.github.ipvlanctl.model.TextFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes files into a directory, all of them or none. Each is written whole under another name first; a name that is there,
 * a symbolic link among them, is never opened, but, when told to, replaced.
 */
public final class FileWriter {
    private final Path directory;
    private final boolean force;
    /** Files under the names that they do not keep, to be deleted in the end whatever happens. */
    private final Set<Path> passing = new HashSet<>();
    /** What was put in place, each with what was there before, or with itself where nothing was. */
    private final Map<Path, Path> placed = new LinkedHashMap<>();

    private FileWriter(Path directory, boolean force) {
        this.directory = directory;
        this.force = force;
    }

    /**
     * Writes files.
     *
     * @param force replace what is there
     * @throws Failure of kind {@code CONFLICT} when a name is there, {@code NOT_FOUND} when the directory is not,
     *     {@code PERMISSION} or {@code FAILED} when they cannot be written; nothing is changed then
     */
    public static void write(Path directory, List<TextFile> files, boolean force) {
        check(directory, files, force);
        FileWriter writer = new FileWriter(directory, force);
        try {
            writer.write(files);
        } catch (FileAlreadyExistsException e) {
            writer.takeBack();
            throw isThere(Path.of(e.getFile()));
        } catch (AccessDeniedException e) {
            writer.takeBack();
            throw Failure.of(
                    ErrorKind.PERMISSION,
                    "cannot write into " + Display.safe(directory.toString()),
                    "write into a directory of your own, or run it as root");
        } catch (IOException e) {
            writer.takeBack();
            throw Thread.interrupted()
                    ? Failure.stopped()
                    : Failure.of(
                            ErrorKind.FAILED,
                            "cannot write into " + Display.safe(directory.toString()) + ": " + e.getMessage(),
                            "nothing was written");
        } finally {
            writer.passing.forEach(FileWriter::delete);
        }
    }

    /** Commands that would do the same, for a shell. */
    public static List<String> commands(Path directory, List<TextFile> files, boolean force) {
        check(directory, files, force);
        return files.stream()
                .map(file -> new Command(
                                List.of(
                                        "install",
                                        "-m",
                                        file.access().octal(),
                                        "-T",
                                        "/dev/stdin",
                                        directory.resolve(file.name()).toString()),
                                file.text())
                        .shellText())
                .toList();
    }

    private static void check(Path directory, List<TextFile> files, boolean force) {
        if (!Files.isDirectory(directory)) {
            throw Failure.notFound(
                    "there is no directory " + Display.safe(directory.toString()),
                    "make it, or name another with --to");
        }
        for (TextFile file : files) {
            Path path = directory.resolve(file.name());
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                throw Failure.conflict(Display.safe(path.toString()) + " is a directory", "write somewhere else");
            }
            if (!force && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw isThere(path);
            }
        }
    }

    private static Failure isThere(Path path) {
        return Failure.conflict(
                "there is a file " + Display.safe(path.toString()) + " already",
                "add --force to replace it, or write somewhere else; nothing was written");
    }

    private void write(List<TextFile> files) throws IOException {
        Map<Path, Path> ready = new LinkedHashMap<>();
        for (TextFile file : files) {
            ready.put(directory.resolve(file.name()), prepared(file));
        }
        for (Map.Entry<Path, Path> file : ready.entrySet()) {
            place(file.getKey(), file.getValue());
        }
    }

    /** A file as it shall be, under a name of its own. */
    private Path prepared(TextFile file) throws IOException {
        Path path = unused("new");
        try (FileChannel out = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer text = ByteBuffer.wrap(file.text().getBytes(StandardCharsets.UTF_8));
            while (text.hasRemaining()) {
                out.write(text);
            }
            out.force(true);
        }
        // Who else may write into the directory could have put a link to another file in its place.
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setPermissions(PosixFilePermissions.fromString(file.access().letters()));
        return path;
    }

    private Path unused(String what) {
        Path path = directory.resolve(
                ".ipvlanctl-" + what + "-" + ProcessHandle.current().pid() + "-" + passing.size());
        passing.add(path);
        return path;
    }

    /** A link does not replace what is there, and a move does. */
    private void place(Path path, Path ready) throws IOException {
        if (force && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Path old = unused("old");
            Files.createLink(old, path);
            placed.put(path, old);
            Files.move(ready, path, StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.createLink(path, ready);
            placed.put(path, path);
        }
    }

    private void takeBack() {
        placed.forEach((path, old) -> {
            try {
                if (path.equals(old)) {
                    Files.deleteIfExists(path);
                } else {
                    Files.move(old, path, StandardCopyOption.ATOMIC_MOVE);
                }
            } catch (IOException e) {
                // What was there is left under the name that it has now.
                passing.remove(old);
            }
        });
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // Its name is one that nothing reads.
        }
    }
}
