package io.github.ipvlanctl.service;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.iproute2.Namespaces;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One run at a time changes things on a machine: from its look at the machine to its last step. The kernel gives the lock
 * back when its holder ends, however that comes about. A holder that was killed has left its process id in the file; what it
 * had started may still be changing things then, and is waited for.
 *
 * <p>Only root can take it, or open its file at all: the right to read it would be enough to lock others out (fcntl(2)).
 * Another user's changes go through {@code sudo}, one {@code ip} at a time, without it.
 */
final class HostLock implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** Of a file's mode, inode(7). */
    private static final int FILE_TYPE = 0170000;

    private static final int DIRECTORY = 0040000;
    private static final int WRITABLE_BY_OTHERS = 0022;

    private final @Nullable FileChannel channel;

    private HostLock(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock, and waits for it when another run has it.
     *
     * @param directory the program's own below /run, made if it is missing
     * @param namespaces knows what a process that was killed has left
     * @param notes is told once that there is somebody to wait for
     * @throws Failure of kind {@code TIMEOUT} when {@code limit} has passed
     */
    static HostLock take(Path directory, Namespaces namespaces, Duration limit, Notes notes) {
        try {
            make(directory);
            FileChannel channel = FileChannel.open(
                    directory.resolve("lock"),
                    Set.of(
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            await(channel, namespaces, limit, notes);
            return new HostLock(channel);
        } catch (AccessDeniedException e) {
            return new HostLock(null);
        } catch (ClosedByInterruptException e) {
            throw Failure.stopped().withHint("nothing was changed");
        } catch (IOException e) {
            throw Failure.of(
                    ErrorKind.ENVIRONMENT, "cannot lock " + directory + ": " + e.getMessage(), "is /run writable?");
        }
    }

    /** Makes the directory, unless it is there by then: another run may be the first one too. */
    private static void make(Path directory) throws IOException {
        try {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        } catch (FileAlreadyExistsException e) {
            if (!isOwn(directory)) {
                throw Failure.of(
                        ErrorKind.ENVIRONMENT,
                        "cannot lock " + directory + ": it is no directory that only its owner, the one of "
                                + directory.getParent() + ", can write into",
                        "see who made it, and delete it");
            }
        }
    }

    /** Whether it is a directory, no link to one, that belongs to whom the one above belongs to, and to nobody else. */
    private static boolean isOwn(Path directory) throws IOException {
        Map<String, Object> it = Files.readAttributes(directory, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
        Object above = Files.getAttribute(directory.resolve(".."), "unix:uid");
        int mode = (Integer) Objects.requireNonNull(it.get("mode"));
        return (mode & (FILE_TYPE | WRITABLE_BY_OTHERS)) == DIRECTORY && above.equals(it.get("uid"));
    }

    private static void await(FileChannel channel, Namespaces namespaces, Duration limit, Notes notes)
            throws IOException {
        long giveUp = System.nanoTime() + limit.toNanos();
        boolean told = false;
        while (!isTaken(channel)) {
            String holder = holder(channel);
            String who = "another ipvlanctl" + (holder.isEmpty() ? "" : " (process " + holder + ")");
            told = waitFor(who, channel, giveUp, limit, told ? null : notes);
        }
        String killed = holder(channel);
        while (!killed.isEmpty() && namespaces.isAtWork(killed)) {
            String who = "what another ipvlanctl (process " + killed + "), which was killed, had started";
            told = waitFor(who, channel, giveUp, limit, told ? null : notes);
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)), 0);
    }

    /** Waits a little; true, for it has been told now. */
    private static boolean waitFor(String who, FileChannel channel, long giveUp, Duration limit, @Nullable Notes notes)
            throws IOException {
        if (System.nanoTime() > giveUp) {
            channel.close();
            throw Failure.of(
                    ErrorKind.TIMEOUT,
                    who + " was still at work after " + limit.toSeconds() + " s",
                    "wait for it, or give it longer with --lock-timeout SECONDS");
        }
        if (notes != null) {
            notes.note("waiting for " + who);
        }
        pause();
        return true;
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The process id in the file: the holder's, or of one that was killed; empty when the last one ended as it should. */
    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(20);
        channel.read(buffer, 0);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            throw Failure.stopped().withHint("nothing was changed");
        }
    }

    /** Does {@code work}; the lock is held until {@link #close}. */
    int holdDuring(IntSupplier work) {
        return work.getAsInt();
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.truncate(0);
                channel.close();
            }
        } catch (IOException e) {
            throw Failure.of(ErrorKind.FAILED, "cannot unlock: " + e.getMessage(), null);
        }
    }
}
