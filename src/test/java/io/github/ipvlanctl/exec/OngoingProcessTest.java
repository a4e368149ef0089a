package io.github.ipvlanctl.exec;

import static io.github.ipvlanctl.testing.Failures.assertFails;
import static io.github.ipvlanctl.testing.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With real processes. */
@Timeout(30)
class OngoingProcessTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final List<String> ended = new ArrayList<>();
    private final SystemProcessRunner runner = new SystemProcessRunner(Duration.ofMillis(100), new CommandListener() {
        @Override
        public void started(Command command) {}

        @Override
        public void ended(CommandResult result, long nanos) {
            ended.add(result.termination().toString());
        }
    });

    private OngoingCommand start(String script) {
        return runner.start(Command.of(List.of("sh", "-c", script)));
    }

    private static CommandResult resultOf(OngoingCommand command) {
        while (command.result() == null) {
            command.awaitOutput(LONG);
        }
        return Objects.requireNonNull(command.result());
    }

    @Test
    void isNoticedToWriteToEitherStreamOnceForAllThatItWrote() {
        for (String stream : List.of("1", "2")) {
            try (OngoingCommand command = start("echo a >&" + stream + "; echo b >&" + stream + "; exec sleep 100")) {
                assertThat(command.awaitOutput(LONG)).isTrue();
                while (command.awaitOutput(SHORT)) {
                    // The second line may have come by itself.
                }
                assertThat(command.awaitOutput(Duration.ZERO)).isFalse();
                assertThat(command.result()).isNull();
            }
        }
    }

    @Test
    void hasNoDeadlineAndEndsWhenItIsClosed() {
        OngoingCommand command = start("echo a; exec sleep 100");
        assertThat(command.awaitOutput(LONG)).isTrue();
        assertThat(command.awaitOutput(Duration.ofMillis(300))).isFalse();

        command.close();
        command.close();
        assertThat(ended).containsExactly("Signalled[signal=15]");
    }

    @Test
    void mayWriteAsMuchAsItLikes() {
        try (OngoingCommand command = start("head -c 100000000 /dev/zero; head -c 10000000 /dev/zero >&2")) {
            assertThat(resultOf(command).stdout()).isEmpty();
            assertThat(resultOf(command).stderr().length()).isLessThanOrEqualTo(4096);
            assertThat(resultOf(command).succeeded()).isTrue();
        }
    }

    @Test
    void tellsHowItEndedAndWhatItComplainedOf() {
        try (OngoingCommand command = start("echo no >&2; exit 3")) {
            assertThat(resultOf(command).termination()).isEqualTo(new Termination.Exited(3));
            assertThat(resultOf(command).stderr()).isEqualTo("no\n");
        }
    }

    @Test
    void anInterruptEndsTheWait() {
        try (OngoingCommand command = start("exec sleep 100")) {
            Thread.currentThread().interrupt();
            assertThat(failureOf(() -> command.awaitOutput(LONG)).kind()).isEqualTo(ErrorKind.INTERRUPTED);
        }
        assertThat(ended).containsExactly("Signalled[signal=15]");
    }

    @Test
    void aProgramThatIsNotThereIsTold() {
        assertFails(
                () -> runner.start(Command.of(List.of("/nowhere/ip"))),
                ErrorKind.ENVIRONMENT,
                "cannot run /nowhere/ip: No such file or directory",
                "install the program, or check its path and permissions");
    }
}
