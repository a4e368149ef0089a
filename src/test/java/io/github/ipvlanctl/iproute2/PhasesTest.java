package io.github.ipvlanctl.iproute2;

import static io.github.ipvlanctl.testing.Failures.assertFails;
import static io.github.ipvlanctl.testing.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.exec.Command;
import io.github.ipvlanctl.exec.CommandResult;
import io.github.ipvlanctl.exec.ProcessRunner;
import io.github.ipvlanctl.exec.Termination;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.testing.CapturingRunner;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class PhasesTest {
    private static final Netns HERE = Netns.current();
    private final List<String> run = new CopyOnWriteArrayList<>();
    private final List<Long> taken = new CopyOnWriteArrayList<>();

    private static Step step(String netns, String what) {
        Netns place = netns.isEmpty() ? HERE : Netns.named(new NetnsName(netns));
        return Step.of(new IpCommand(place, List.of("do", what)), new IpCommand(place, List.of("undo", what)))
                .from("f:1:" + what);
    }

    /** Runs phases; {@code errors} gives the stderr of a command that fails, or nothing. */
    private void run(Function<String, String> errors, List<List<Step>> phases) {
        ProcessRunner runner = new CapturingRunner() {
            @Override
            public CommandResult run(Command command, IntConsumer linesTaken) {
                if (command.input() != null) {
                    linesTaken.accept((int) command.inputLines());
                }
                String text = command.shellText();
                run.add(text);
                String error = errors.apply(text);
                return new CommandResult(command, new Termination.Exited(error.isEmpty() ? 0 : 1), "", error);
            }
        };
        Transaction.ofPhases(new IpClient(runner, new IpProgram("ip", false, null)), phases)
                .run(taken::add, () -> "done");
    }

    /** What a lane does when it is in the middle of something as the signal comes. */
    private static void waitUntilStopped() {
        try {
            Thread.sleep(10_000);
            throw new AssertionError("was not stopped");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void namespacesDoNotWaitForEachOther() {
        CyclicBarrier all = new CyclicBarrier(3);
        run(
                text -> {
                    try {
                        all.await(10, TimeUnit.SECONDS);
                        return "";
                    } catch (Exception e) {
                        throw new AssertionError("ran alone: " + text, e);
                    }
                },
                List.of(List.of(step("a", "1"), step("b", "2"), step("a", "3"), step("", "4"))));
        assertThat(run)
                .containsExactlyInAnyOrder("ip -n a -batch - <<'EOF'\ndo 1\ndo 3\nEOF", "ip -n b do 2", "ip do 4");
    }

    @Test
    void aPhaseWaitsForTheOneBefore() {
        run(text -> "", List.of(List.of(step("a", "1"), step("b", "2")), List.of(step("", "3"))));
        assertThat(run).hasSize(3).last().isEqualTo("ip do 3");
    }

    @Test
    void tellsHowManyStepsHaveBeenTaken() {
        run(text -> "", List.of(List.of(step("a", "1"), step("a", "2"), step("a", "3")), List.of(step("b", "4"))));
        assertThat(taken).containsExactly(3L, 4L);
    }

    @Test
    void aFailureInOneLaneTakesAllBackAndNamesItsPlace() {
        assertFails(
                () -> run(
                        text -> text.startsWith("ip -n b -batch") && text.contains("do 4")
                                ? "Error: no.\nCommand failed -:2\n"
                                : "",
                        List.of(
                                List.of(step("", "1")),
                                List.of(step("a", "2"), step("b", "3"), step("b", "4"), step("b", "5")),
                                List.of(step("", "6")))),
                ErrorKind.FAILED,
                "f:1:4: ip says: no",
                "nothing is left behind: what had been done was undone");
        assertThat(run).noneMatch(text -> text.contains("do 6") || text.contains("undo 4") || text.contains("undo 5"));
        assertThat(run.subList(3, run.size())).containsExactly("ip -n b undo 3", "ip -n a undo 2", "ip undo 1");
    }

    @Test
    void whatIsTakenBackInOneNamespaceIsOneProcess() {
        assertFails(
                () -> run(
                        text -> text.equals("ip -n b do 7") ? "Error: no.\n" : "",
                        List.of(
                                List.of(
                                        made("a", "1"),
                                        made("b", "2"),
                                        made("a", "3"),
                                        moved("4"),
                                        made("a", "5"),
                                        made("b", "6")),
                                List.of(step("b", "7")))),
                ErrorKind.FAILED,
                "f:1:7: ip says: no",
                "nothing is left behind: what had been done was undone");
        assertThat(run.subList(2, run.size()))
                .containsExactly(
                        "ip -n b undo 6",
                        "ip -n a undo 5",
                        "ip -n b link set dev x netns c",
                        "ip -n a -force -batch - <<'EOF'\nundo 3\nundo 1\nEOF",
                        "ip -n b undo 2");
    }

    @Test
    void aBugInOneLaneIsNotTakenForSuccess() {
        RuntimeException bug = new IllegalStateException("a bug");
        assertThatThrownBy(() -> run(
                        text -> {
                            if (text.equals("ip -n b do 2")) {
                                throw bug;
                            }
                            return "";
                        },
                        List.of(List.of(step("a", "1"), step("b", "2")), List.of(step("", "3")))))
                .isSameAs(bug);
        assertThat(run).doesNotContain("ip do 3");
    }

    /** A step of the current namespace that is taken back in another. */
    private static Step made(String netns, String what) {
        return Step.of(
                new IpCommand(HERE, List.of("do", what)),
                new IpCommand(Netns.named(new NetnsName(netns)), List.of("undo", what)));
    }

    private static Step moved(String what) {
        return Step.of(
                new IpCommand(HERE, List.of("do", what)),
                new IpCommand(Netns.named(new NetnsName("b")), List.of("link", "set", "dev", "x", "netns", "c")));
    }

    @Test
    void aSignalStopsAllLanesAndTakesThemBack() {
        Thread main = Thread.currentThread();
        Failure failure = failureOf(() -> run(
                text -> {
                    if (text.equals("ip -n a do 1")) {
                        main.interrupt();
                        waitUntilStopped();
                    }
                    return "";
                },
                List.of(List.of(step("a", "1"), step("b", "2")), List.of(step("", "3")))));
        assertThat(failure.kind()).isEqualTo(ErrorKind.INTERRUPTED);
        assertThat(run).contains("ip -n a undo 1").doesNotContain("ip do 3");
        assertThat(Thread.interrupted()).isFalse();
    }
}
