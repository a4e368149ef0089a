package io.github.ipvlanctl.service;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.NetnsName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The namespaces that a run is about to make. Between making one and marking it as a stack's own, a run can be killed; the
 * next one finds its name here and takes it over. Written and read under the {@link HostLock}.
 */
final class UnfinishedNetns {
    private final Path file;

    UnfinishedNetns(Path directory) {
        this.file = directory.resolve("making");
    }

    Set<NetnsName> read() {
        try {
            Set<NetnsName> names = new LinkedHashSet<>();
            for (String line : Files.readAllLines(file)) {
                names.add(new NetnsName(line));
            }
            return names;
        } catch (NoSuchFileException e) {
            return Set.of();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** They are about to be made. */
    void add(Collection<NetnsName> names) {
        Set<NetnsName> all = new LinkedHashSet<>(read());
        all.addAll(names);
        write(all);
    }

    /** They are marked, or gone again: what somebody makes under such a name from now on is not the stack's. */
    void remove(Collection<NetnsName> names) {
        Set<NetnsName> left = new LinkedHashSet<>(read());
        left.removeAll(names);
        write(left);
    }

    /** A run that is killed leaves the file as it was, or whole. Who may not write it could not take the lock either. */
    private void write(Collection<NetnsName> names) {
        Path fresh = file.resolveSibling("making.new");
        String lines = String.join("\n", names.stream().map(NetnsName::value).toList());
        try {
            Files.deleteIfExists(fresh);
            Files.writeString(
                    fresh,
                    lines,
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AccessDeniedException | NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private Failure failure(IOException e) {
        return Failure.of(ErrorKind.ENVIRONMENT, "cannot use " + file + ": " + e.getMessage(), "is /run writable?");
    }
}
