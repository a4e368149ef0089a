package io.github.ipvlanctl.service;

import static io.github.ipvlanctl.testing.Failures.assertFails;
import static io.github.ipvlanctl.testing.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostLockTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Path run;
    private final List<String> notes = new CopyOnWriteArrayList<>();

    HostLockTest(@TempDir Path run) {
        this.run = run;
    }

    private Path directory() {
        return run.resolve("ipvlanctl");
    }

    private HostLock take(Duration limit) {
        return HostLock.take(directory(), limit, notes::add);
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
                while (lock.holdDuring(notes::size) == 0) {
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
                    () -> take(Duration.ZERO),
                    ErrorKind.TIMEOUT,
                    "another ipvlanctl (process " + ProcessHandle.current().pid() + ") was still at work after 0 s",
                    "wait for it, or give it longer with --lock-timeout SECONDS");
        }
        assertThat(ErrorKind.TIMEOUT.exitCode()).isEqualTo(7);
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

    @Test
    void severalMayBeTheFirstOnAMachine() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 100; round++) {
                Path fresh = run.resolve("fresh" + round);
                List<Callable<Integer>> takers = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    takers.add(() -> {
                        try (HostLock lock = HostLock.take(fresh, LONG, notes::add)) {
                            return lock.holdDuring(() -> 1);
                        }
                    });
                }
                for (Future<Integer> taken : threads.invokeAll(takers)) {
                    assertThat(taken.get()).isEqualTo(1);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
