package io.github.ipvlanctl.exec;

import static io.github.ipvlanctl.testing.Failures.assertFails;
import static io.github.ipvlanctl.testing.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With real processes: small ones that every Linux has. */
@Timeout(30)
class SystemProcessRunnerTest {
    private static final int MEGABYTE = 1 << 20;

    private final SystemProcessRunner runner = new SystemProcessRunner(Duration.ofSeconds(20), CommandListener.NONE);

    private final Path directory;

    SystemProcessRunnerTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private static Command sh(String script, String... arguments) {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        argv.addAll(List.of(arguments));
        return Command.of(argv);
    }

    private static SystemProcessRunner limitedTo(long millis) {
        return new SystemProcessRunner(Duration.ofMillis(millis), CommandListener.NONE);
    }

    private long pidIn(String file) throws IOException {
        return Long.parseLong(Files.readString(directory.resolve(file)).strip());
    }

    /** A process that was killed may need a moment to be gone; one that waits to be reaped by init counts as gone. */
    private static void assertDead(long pid) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (isRunning(pid) && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        assertThat(isRunning(pid)).as("process %d runs", pid).isFalse();
    }

    private static boolean isRunning(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        return Files.exists(status) && !Files.readString(status).contains("State:\tZ");
    }

    @Test
    void tellsStdoutStderrAndExitCodeApart() {
        CommandResult result = runner.run(sh("echo out; echo err >&2; exit 3"));

        assertThat(result.stdout()).isEqualTo("out\n");
        assertThat(result.stderr()).isEqualTo("err\n");
        assertThat(result.termination()).isEqualTo(new Termination.Exited(3));
        assertThat(result.succeeded()).isFalse();
    }

    @Test
    void passesArgumentsOnAsTheyAre() {
        CommandResult result = runner.run(sh("printf '<%s>' \"$@\"", "a b", "", "$HOME;*", "ünï"));

        assertThat(result.stdout()).isEqualTo("<a b><><$HOME;*><ünï>");
    }

    @Test
    void drainsBothStreamsWhileTheProgramFillsThem() {
        CommandResult result = runner.run(
                sh("head -c 3000000 /dev/zero >&2; head -c 3000000 /dev/zero; " + "head -c 3000000 /dev/zero >&2"));

        assertThat(result.stdout()).hasSize(3_000_000);
        assertThat(result.stderr()).hasSize(6_000_000);
    }

    @Test
    void doesNotReadMoreThanCanBeMeant() {
        assertFails(
                () -> runner.run(sh("yes | head -c 70000000")),
                ErrorKind.FAILED,
                "sh printed more than 64 MiB",
                "is --ip really iproute2's ip?");
    }

    @Test
    void aSignalForAllIsItsOwnToo() {
        Thread self = Thread.currentThread();
        Command stopped = sh("kill -TERM $$");
        Thread late = new Thread(() -> {
            try {
                Thread.sleep(150);
            } catch (InterruptedException e) {
                return;
            }
            self.interrupt();
        });
        late.start();

        assertFails(() -> runner.run(stopped), ErrorKind.INTERRUPTED, "stopped by a signal", null);
    }

    @Test
    void feedsMoreThanAPipeHolds() {
        String input = "0123456789abcdef".repeat(MEGABYTE / 4);

        CommandResult result = runner.run(new Command(List.of("cat"), input));

        assertThat(result.stdout().equals(input)).isTrue();
    }

    @Test
    void tellsHowManyLinesAProgramHasBeenGiven() {
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger reports = new AtomicInteger();
        String lines = "line\n".repeat(100_000);

        runner.run(new Command(List.of("wc"), lines), more -> {
            taken.addAndGet(more);
            reports.incrementAndGet();
        });

        assertThat(taken).hasValue(100_000);
        assertThat(reports).hasValueGreaterThan(100);
    }

    @Test
    void doesNotMindAProgramThatDoesNotReadItsStdin() {
        CommandResult result = runner.run(new Command(List.of("true"), "x".repeat(4 * MEGABYTE)));

        assertThat(result.succeeded()).isTrue();
    }

    @Test
    void killsAProgramThatNeitherReadsNorEnds() {
        CommandResult result = limitedTo(200).run(new Command(List.of("sleep", "60"), "x".repeat(4 * MEGABYTE)));

        assertThat(result.termination()).isEqualTo(new Termination.TimedOut(Duration.ofMillis(200)));
    }

    @Test
    void givesAnEmptyStdinUnlessToldOtherwise() {
        assertThat(runner.run(Command.of(List.of("cat"))).stdout()).isEmpty();
    }

    @Test
    void atTheDeadlineKillsTheProgramWithItsChildren() throws Exception {
        CommandResult result = limitedTo(500)
                .run(sh(
                        "cd \"$1\"; echo begun; sleep 60 & echo $! > child; echo $$ > self; wait",
                        directory.toString()));

        assertThat(result.termination()).isEqualTo(new Termination.TimedOut(Duration.ofMillis(500)));
        assertThat(result.termination().uncertain()).isTrue();
        assertThat(result.stdout()).isEqualTo("begun\n");
        assertDead(pidIn("self"));
        assertDead(pidIn("child"));
    }

    @Test
    void killsAProgramThatIgnoresTheSignalToEnd() throws Exception {
        CommandResult result =
                limitedTo(500).run(sh("trap '' TERM; echo $$ > \"$1\"; while :; do sleep 0.1; done", path("self")));

        assertThat(result.termination()).isInstanceOf(Termination.TimedOut.class);
        assertDead(pidIn("self"));
    }

    private String path(String file) {
        return directory.resolve(file).toString();
    }

    @Test
    void tellsAProgramThatASignalKilled() {
        CommandResult result = runner.run(sh("kill -9 $$"));

        assertThat(result.termination()).isEqualTo(new Termination.Signalled(9));
        assertThat(result.termination().uncertain()).isTrue();
        assertThat(result.succeeded()).isFalse();
    }

    @Test
    void doesNotTakeHighExitCodesForSignals() {
        assertThat(runner.run(sh("exit 255")).termination()).isEqualTo(new Termination.Exited(255));
        assertThat(runner.run(sh("exit 128")).termination()).isEqualTo(new Termination.Exited(128));
    }

    @Test
    void doesNotWaitForAGrandchildThatHoldsStdoutOpen() throws Exception {
        long start = System.nanoTime();

        CommandResult result = runner.run(sh("sleep 60 & echo $! > \"$1\"; echo done", path("child")));

        assertThat(result.stdout()).isEqualTo("done\n");
        assertThat(result.succeeded()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(ProcessHandle.of(pidIn("child")).map(ProcessHandle::destroyForcibly))
                .contains(true);
    }

    @Test
    void whenInterruptedKillsAndReapsAndSaysSo() throws Exception {
        Failure failure = interruptedIn(() -> runner.run(sh("echo $$ > \"$1\"; exec sleep 60", path("self"))));

        assertThat(failure.kind()).isEqualTo(ErrorKind.INTERRUPTED);
        assertThat(failure.text()).isEqualTo("stopped by a signal");
        assertThat(failure.command()).startsWith("sh", "-c");
        assertThat(ProcessHandle.of(pidIn("self"))).isEmpty();
    }

    @Test
    void whenInterruptedKillsAnAttachedProgramToo() throws Exception {
        Failure failure = interruptedIn(() -> runner.attach(sh("echo $$ > \"$1\"; exec sleep 60", path("self"))));

        assertThat(failure.kind()).isEqualTo(ErrorKind.INTERRUPTED);
        assertThat(ProcessHandle.of(pidIn("self"))).isEmpty();
    }

    private Failure interruptedIn(Runnable action) throws Exception {
        CompletableFuture<Failure> failure = new CompletableFuture<>();
        Thread worker = new Thread(() -> failure.complete(failureOf(action::run)));
        worker.start();
        Path self = directory.resolve("self");
        while (!Files.exists(self) || Files.size(self) == 0) {
            Thread.sleep(5);
        }
        worker.interrupt();
        return failure.get(20, TimeUnit.SECONDS);
    }

    @Test
    void startsNothingWhenInterruptedBefore() {
        Thread.currentThread().interrupt();

        assertFails(
                () -> runner.run(sh("echo > \"$1\"", path("made"))),
                ErrorKind.INTERRUPTED,
                "stopped by a signal",
                null);

        assertThat(directory.resolve("made")).doesNotExist();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void saysThatAProgramIsMissing() {
        assertFails(
                () -> runner.run(Command.of(List.of("no-such-program"))),
                ErrorKind.ENVIRONMENT,
                "cannot run no-such-program: not found in /usr/sbin, /usr/bin, /sbin, /bin",
                "install the program, or check its path and permissions");
    }

    @Test
    void saysHowToGetAnIpThatIsMissing() {
        assertFails(
                () -> runner.run(Command.of(List.of("/nowhere/ip"))),
                ErrorKind.ENVIRONMENT,
                "cannot run /nowhere/ip: No such file or directory",
                "install the program, or check its path and permissions");
    }

    @Test
    void saysThatAFileIsNoProgram() throws IOException {
        Path file = Files.writeString(directory.resolve("text"), "no program");

        assertFails(
                () -> runner.run(Command.of(List.of(file.toString()))),
                ErrorKind.ENVIRONMENT,
                "cannot run " + file + ": Permission denied",
                "install the program, or check its path and permissions");
    }

    @Test
    void givesTheProgramAnEnvironmentOfItsOwn() {
        CommandResult result = runner.run(Command.of(List.of("env")));

        assertThat(result.stdout().lines())
                .containsExactlyInAnyOrder(
                        "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                        "LC_ALL=C",
                        "IPVLANCTL_STARTED_BY=" + ProcessHandle.current().pid());
    }

    @Test
    void readsBytesThatAreNoTextAllTheSame() {
        assertThat(runner.run(sh("printf 'a\\377b'")).stdout()).isEqualTo("a\ufffdb");
    }

    @Test
    void givesTheExitCodeOfAnAttachedProgram() {
        assertThat(runner.attach(sh("exit 7"))).isEqualTo(new Termination.Exited(7));
    }

    @Test
    void tellsItsListenerOfEachCommand() {
        List<String> heard = new ArrayList<>();
        CommandListener listener = new CommandListener() {
            @Override
            public void started(Command command) {
                heard.add("started " + command);
            }

            @Override
            public void ended(CommandResult result, long nanos) {
                heard.add("ended " + result.termination() + (nanos > 0 ? "" : " at once"));
            }
        };

        new SystemProcessRunner(Duration.ofSeconds(20), listener).run(Command.of(List.of("true")));

        assertThat(heard).containsExactly("started true", "ended Exited[code=0]");
    }
}
