package io.github.ipvlanctl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What went wrong, counted: all must be none. Each case is told with the seed that shows it again. */
final class Figures {
    /** What is counted. */
    enum Wrong {
        END_STATES("wrong end states"),
        ADDRESSES("doubled addresses"),
        LINKS("links without an owner"),
        LOCKS("locks left behind");

        private final String words;

        Wrong(String words) {
            this.words = words;
        }
    }

    private static final Path LOCK = Path.of("/run/ipvlanctl/lock");

    private final Map<Wrong, Integer> counts = new EnumMap<>(Wrong.class);
    private final List<String> stories = new ArrayList<>();
    private final long seed;

    Figures(long seed) {
        this.seed = seed;
        for (Wrong wrong : Wrong.values()) {
            counts.put(wrong, 0);
        }
    }

    /** Counts a case. */
    void add(Wrong wrong, String story) {
        counts.merge(wrong, 1, Integer::sum);
        stories.add(wrong.words + ": " + story);
    }

    /** Counts a case when {@code found} says so. */
    void addIf(boolean found, Wrong wrong, String story) {
        if (found) {
            add(wrong, story);
        }
    }

    /** Counts the lock between runs when somebody still has it. */
    void lookAtTheLock(String story) {
        if (Files.exists(LOCK)) {
            try (FileChannel channel = FileChannel.open(LOCK, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                addIf(lock == null, Wrong.LOCKS, story);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Prints the figures on a line that {@code scripts/concurrency} looks for, and fails when one is not 0. */
    void show(String what) {
        System.out.println("figures: " + what + ": " + this + " (seed " + seed + ")");
        assertThat(stories).as("seed %d", seed).isEmpty();
    }

    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().words)
                .collect(Collectors.joining(", "));
    }
}
