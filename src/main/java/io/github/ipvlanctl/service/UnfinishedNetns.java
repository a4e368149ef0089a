package io.github.ipvlanctl.service;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.NetnsName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The namespaces that a run is about to make. Between making one and marking it as a stack's own, a run can be killed; the
 * next one finds its name here, with what tells it from one that somebody else makes later, and takes it over. Written and
 * read under the {@link HostLock}.
 */
final class UnfinishedNetns {
    /** No name has it. */
    private static final char SEPARATOR = '/';

    private final Path file;

    UnfinishedNetns(Path directory) {
        this.file = directory.resolve("making");
    }

    /** Their names, each with its identity, which is empty where the run was ended before it could note that. */
    Map<NetnsName, String> read() {
        try {
            Map<NetnsName, String> found = new LinkedHashMap<>();
            for (String line : Files.readAllLines(file)) {
                int end = line.indexOf(SEPARATOR);
                NetnsName name = new NetnsName(end < 0 ? line : line.substring(0, end));
                found.put(name, end < 0 ? "" : line.substring(end + 1));
            }
            return found;
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** They are about to be made; of those that are there already, what is known stays. */
    void add(Collection<NetnsName> names) {
        Map<NetnsName, String> all = new LinkedHashMap<>(read());
        names.forEach(name -> all.putIfAbsent(name, ""));
        write(all);
    }

    /** One of them has been made. */
    void made(NetnsName name, String identity) {
        try {
            Files.writeString(
                    file,
                    line(name, identity),
                    StandardOpenOption.APPEND,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
        } catch (AccessDeniedException | NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** They are marked, or gone again: what somebody makes under such a name from now on is not the stack's. */
    void remove(Collection<NetnsName> names) {
        Map<NetnsName, String> left = new LinkedHashMap<>(read());
        left.keySet().removeAll(names);
        write(left);
    }

    /** A run that is killed leaves the file as it was, or whole. Who may not write it could not take the lock either. */
    private void write(Map<NetnsName, String> names) {
        Path fresh = file.resolveSibling("making.new");
        StringBuilder lines = new StringBuilder();
        names.forEach((name, identity) -> lines.append(line(name, identity)));
        try {
            Files.deleteIfExists(fresh);
            // Whatever the umask: who can write a name here has the next run take that namespace for the stack's.
            try (FileChannel out = FileChannel.open(
                    fresh,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")))) {
                ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AccessDeniedException | NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static String line(NetnsName name, String identity) {
        return name.value() + (identity.isEmpty() ? "" : SEPARATOR + identity) + "\n";
    }

    private Failure failure(IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return Failure.stopped();
        }
        return Failure.of(ErrorKind.ENVIRONMENT, "cannot use " + file + ": " + e.getMessage(), "is /run writable?");
    }
}
