package io.github.ipvlanctl.service;

import static io.github.ipvlanctl.testing.Failures.assertFails;
import static io.github.ipvlanctl.testing.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.iproute2.Namespaces;
import io.github.ipvlanctl.testing.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostLockTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration FEW_LOOKS = Duration.ofMillis(180);

    private final Path run;
    private final List<String> notes = new CopyOnWriteArrayList<>();

    HostLockTest(@TempDir Path run) {
        this.run = run;
    }

    private Path directory() {
        return run.resolve("ipvlanctl");
    }

    private Namespaces namespaces() {
        return new Namespaces(run.resolve("netns").toFile(), processes().toFile());
    }

    private Path processes() {
        return run.resolve("proc");
    }

    /** A process that some ipvlanctl has started. */
    private Path aProcessStartedBy(int holder) throws IOException {
        Path process = Files.createDirectories(processes().resolve("77"));
        return Files.writeString(process.resolve("environ"), "PATH=/bin\0IPVLANCTL_STARTED_BY=" + holder + "\0");
    }

    private HostLock take(Duration limit) {
        return HostLock.take(directory(), namespaces(), limit, notes::add);
    }

    @Test
    void isTakenAndGivenBack() {
        for (int i = 0; i < 3; i++) {
            try (HostLock lock = take(Duration.ZERO)) {
                assertThat(lock.holdDuring(() -> 7)).isEqualTo(7);
            }
        }
        assertThat(notes).isEmpty();
    }

    @Test
    void whatIsDoneAloneEndsAsItWould() {
        assertThat(new Machine(run).services().alone(Duration.ZERO, () -> 7)).isEqualTo(7);
    }

    @Test
    void aSecondOneWaitsAndIsToldForWhom() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> second;
            try (HostLock lock = take(Duration.ZERO)) {
                second = other.submit(() -> {
                    try (HostLock mine = take(LONG)) {
                        return mine.holdDuring(() -> 2);
                    }
                });
                while (lock.holdDuring(notes::size) == 0 && !second.isDone()) {
                    Thread.sleep(5);
                }
                assertThat(second.isDone()).isFalse();
            }
            assertThat(second.get()).isEqualTo(2);
            assertThat(notes)
                    .containsExactly("waiting for another ipvlanctl (process "
                            + ProcessHandle.current().pid() + ")");
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void aSecondOneGivesUpWhenItsTimeIsOver() {
        try (HostLock lock = take(Duration.ZERO)) {
            assertThat(lock.holdDuring(() -> 1)).isEqualTo(1);
            assertFails(
                    () -> take(FEW_LOOKS),
                    ErrorKind.TIMEOUT,
                    "another ipvlanctl (process " + ProcessHandle.current().pid() + ") was still at work after 0 s",
                    "wait for it, or give it longer with --lock-timeout SECONDS");
        }
        assertThat(ErrorKind.TIMEOUT.exitCode()).isEqualTo(7);
        assertThat(notes).hasSize(1);
    }

    @Test
    void whoHasNotSaidYetWhoItIsIsWaitedForToo() throws IOException {
        try (HostLock lock = take(Duration.ZERO)) {
            assertThat(lock.holdDuring(() -> 1)).isEqualTo(1);
            Files.writeString(directory().resolve("lock"), "");
            assertFails(
                    () -> take(Duration.ZERO),
                    ErrorKind.TIMEOUT,
                    "another ipvlanctl was still at work after 0 s",
                    "wait for it, or give it longer with --lock-timeout SECONDS");
        }
    }

    @Test
    void whatOneThatWasKilledHadStartedIsWaitedFor() throws Exception {
        Files.writeString(Files.createDirectory(directory()).resolve("lock"), "4711");
        Path environment = aProcessStartedBy(4711);

        assertFails(
                () -> take(FEW_LOOKS),
                ErrorKind.TIMEOUT,
                "what another ipvlanctl (process 4711), which was killed, had started was still at work after 0 s",
                "wait for it, or give it longer with --lock-timeout SECONDS");
        assertThat(notes).hasSize(1);
        notes.clear();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> waiting = other.submit(() -> {
                try (HostLock lock = take(LONG)) {
                    return lock.holdDuring(() -> 3);
                }
            });
            while (notes.isEmpty()) {
                Thread.sleep(5);
            }
            assertThat(waiting.isDone()).isFalse();
            Files.delete(environment);
            assertThat(waiting.get()).isEqualTo(3);
        } finally {
            other.shutdownNow();
        }
        assertThat(notes)
                .containsExactly("waiting for what another ipvlanctl (process 4711), which was killed, had started");
    }

    @Test
    void whatOthersHaveStartedIsNot() throws IOException {
        Files.writeString(Files.createDirectory(directory()).resolve("lock"), "471");
        aProcessStartedBy(4711);

        try (HostLock lock = take(Duration.ZERO)) {
            assertThat(lock.holdDuring(() -> 7)).isEqualTo(7);
        }
    }

    @Test
    void whoEndsAsItShouldLeavesNothingToWaitFor() throws IOException {
        try (HostLock lock = take(Duration.ZERO)) {
            assertThat(lock.holdDuring(() -> 7)).isEqualTo(7);
            assertThat(directory().resolve("lock"))
                    .hasContent(Long.toString(ProcessHandle.current().pid()));
        }
        assertThat(directory().resolve("lock")).isEmptyFile();
    }

    @Test
    void aSignalThatComesMeanwhileStopsItsTaker() {
        Thread.currentThread().interrupt();

        assertFails(() -> take(LONG), ErrorKind.INTERRUPTED, "stopped by a signal", "nothing was changed");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aSymbolicLinkInItsPlaceIsNotFollowed() throws IOException {
        Path victim = Files.writeString(run.resolve("victim"), "precious");
        Files.createDirectory(directory());
        Files.createSymbolicLink(directory().resolve("lock"), victim);

        assertThat(failureOf(() -> take(Duration.ZERO)).kind()).isEqualTo(ErrorKind.ENVIRONMENT);
        assertThat(victim).hasContent("precious");
    }

    @Test
    void aSymbolicLinkInTheDirectorysPlaceIsNotFollowed() throws IOException {
        Path victim = Files.createDirectory(run.resolve("victim"));
        Files.createSymbolicLink(directory(), victim);

        assertThat(failureOf(() -> take(Duration.ZERO)).kind()).isEqualTo(ErrorKind.ENVIRONMENT);
        assertThat(victim).isEmptyDirectory();
    }

    @Tag("slow")
    @Test
    void aDirectoryThatOthersCanWriteIntoIsNotUsed() throws IOException {
        Files.createDirectory(directory());
        Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString("rwxrwxr-x"));

        assertFails(
                () -> take(Duration.ZERO),
                ErrorKind.ENVIRONMENT,
                "cannot lock " + directory() + ": it is no directory that only its owner, the one of " + run
                        + ", can write into",
                "see who made it, and delete it");
        assertThat(directory()).isEmptyDirectory();
    }

    @Test
    void isForNobodyElseToOpen() throws IOException {
        try (HostLock lock = take(Duration.ZERO)) {
            assertThat(lock.holdDuring(() -> 7)).isEqualTo(7);
        }
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory().resolve("lock"))))
                .isEqualTo("rw-------");
    }

    @Test
    void severalMayBeTheFirstOnAMachine() throws Exception {
        int many = 8;
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            for (int round = 0; round < 20; round++) {
                Path fresh = run.resolve("fresh" + round);
                CyclicBarrier start = new CyclicBarrier(many);
                List<Callable<Void>> takers = Collections.nCopies(many, () -> {
                    start.await();
                    HostLock.take(fresh, namespaces(), LONG, notes::add).close();
                    return null;
                });
                for (Future<Void> taken : threads.invokeAll(takers)) {
                    assertThat(taken.get()).isNull();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
