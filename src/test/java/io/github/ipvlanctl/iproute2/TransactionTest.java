package io.github.ipvlanctl.iproute2;

import static io.github.ipvlanctl.testing.Failures.assertFails;
import static io.github.ipvlanctl.testing.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.exec.Command;
import io.github.ipvlanctl.exec.CommandResult;
import io.github.ipvlanctl.exec.ProcessRunner;
import io.github.ipvlanctl.exec.Termination;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.testing.CapturingRunner;
import io.github.ipvlanctl.testing.ScriptedRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransactionTest {
    private static final Netns HERE = Netns.current();
    private static final Netns BLUE = Netns.named(new NetnsName("blue"));
    private static final String UNDONE = "nothing is left behind: what had been done was undone";
    private static final String SAID_NO = "Error: no.\n";
    private static final String BUSY = "Error: Address already assigned to an ipvlan device.\nCommand failed -:2\n";

    private final ScriptedRunner runner = new ScriptedRunner();
    private final IpClient ip = new IpClient(runner, new IpProgram("ip", false, null));

    @AfterEach
    void nothingIsLeftOfTheScript() {
        runner.verify();
    }

    private static IpCommand command(Netns netns, String words) {
        return new IpCommand(netns, List.of(words.split(" ", -1)));
    }

    /** {@code do X}, taken back by {@code undo X}. */
    private static Step step(Netns netns, String what) {
        return Step.of(command(netns, "do " + what), command(netns, "undo " + what));
    }

    private static Step half(String what) {
        return new Step(command(HERE, "do " + what), List.of(command(HERE, "undo " + what)), true, null);
    }

    private Transaction transaction(Step... steps) {
        return Transaction.of(ip, List.of(steps));
    }

    private static String failedAt(int line) {
        return SAID_NO + "Command failed -:" + line + "\n";
    }

    @Test
    void oneStepIsOnePlainCommand() {
        runner.expect("ip do a").succeeds();

        transaction(step(HERE, "a")).run(taken -> {}, () -> "done");
    }

    @Test
    void consecutiveStepsOfANamespaceAreOneBatch() {
        runner.expectBatch("ip", "do a", "do b").succeeds();
        runner.expectBatch("ip -n blue", "do c", "do d").succeeds();
        runner.expect("ip do e").succeeds();

        transaction(step(HERE, "a"), step(HERE, "b"), step(BLUE, "c"), step(BLUE, "d"), step(HERE, "e"))
                .run(taken -> {}, () -> "done");
    }

    @Test
    void whatABatchCannotHoldIsAProcessOfItsOwn() {
        runner.expect("ip netns add blue").succeeds();
        runner.expectBatch("ip", "do a", "do b").succeeds();
        runner.expect("ip do 'c#d'").succeeds();
        runner.expect("ip do e").succeeds();

        Transaction.of(
                        ip,
                        List.of(
                                Step.of(command(HERE, "netns add blue")),
                                step(HERE, "a"),
                                step(HERE, "b"),
                                step(HERE, "c#d"),
                                step(HERE, "e")))
                .run(taken -> {}, () -> "done");
    }

    @Test
    void showsExactlyWhatItWouldRun() {
        Transaction transaction = transaction(step(HERE, "a"), step(HERE, "b"), step(BLUE, "c"));

        assertThat(transaction.shellText())
                .containsExactly(ScriptedRunner.batch("ip", "do a", "do b"), "ip -n blue do c");
        assertThat(transaction.size()).isEqualTo(3);
        assertThat(transaction().shellText()).isEmpty();
    }

    @Test
    void nothingIsUndoneWhenTheFirstCommandFails() {
        runner.expect("ip do a").fails(2, SAID_NO);

        assertFails(
                () -> transaction(step(HERE, "a")).run(taken -> {}, () -> "done"),
                ErrorKind.FAILED,
                "ip says: no",
                "nothing was changed");
    }

    @Test
    void undoesInReverseExactlyWhatWasDone() {
        runner.expectBatch("ip", "do a", "do b").succeeds();
        runner.expectBatch("ip -n blue", "do c", "do d", "do e").fails(1, failedAt(2));
        runner.expect("ip -n blue undo c").succeeds();
        runner.expectBatch("ip -force", "undo b", "undo a").succeeds();

        assertFails(
                () -> transaction(step(HERE, "a"), step(HERE, "b"), step(BLUE, "c"), step(BLUE, "d"), step(BLUE, "e"))
                        .run(taken -> {}, () -> "done"),
                ErrorKind.FAILED,
                "ip says: no",
                UNDONE);
    }

    @Test
    void whatStandsThenIsTheResult() {
        runner.expect("ip do a").succeeds();

        String result = transaction(step(HERE, "a")).run(taken -> {}, () -> "done");
        assertThat(result).isEqualTo("done");
    }

    @Test
    void aSignalThatComesWhileLookingAgainUndoesToo() {
        runner.expect("ip do a").succeeds();
        runner.expect("ip undo a").succeeds();

        assertFails(
                () -> transaction(step(HERE, "a")).run(taken -> {}, () -> {
                    throw Failure.of(ErrorKind.INTERRUPTED, "stopped by a signal", null);
                }),
                ErrorKind.INTERRUPTED,
                "stopped by a signal",
                UNDONE);
    }

    @Test
    void aChangeThatCannotBeShownWasMadeAllTheSame() {
        runner.expect("ip do a").succeeds();

        assertFails(
                () -> transaction(step(HERE, "a")).run(taken -> {}, () -> {
                    throw Failure.of(ErrorKind.TIMEOUT, "ip did not end", "wait");
                }),
                ErrorKind.TIMEOUT,
                "the change was made, but cannot be shown: ip did not end",
                "wait");
    }

    @Test
    void whereNothingWasToBeChangedAFailureToLookIsNoMore() {
        assertFails(
                () -> transaction().run(taken -> {}, () -> {
                    throw Failure.of(ErrorKind.TIMEOUT, "ip did not end", "wait");
                }),
                ErrorKind.TIMEOUT,
                "ip did not end",
                "wait");
    }

    @Test
    void theHintOfTheFailureStays() {
        runner.expectBatch("ip", "do a", "do b").fails(1, "Cannot find device \"x\"\nCommand failed -:2\n");
        runner.expect("ip undo a").succeeds();

        assertFails(
                () -> transaction(step(HERE, "a"), step(HERE, "b")).run(taken -> {}, () -> "done"),
                ErrorKind.NOT_FOUND,
                "ip says: Cannot find device \"x\"",
                "it was there a moment ago, or never");
    }

    @Test
    void aStepThatMayHaveGotHalfWayIsUndoneToo() {
        runner.expectBatch("ip", "do a", "do b").fails(1, failedAt(2));
        runner.expectBatch("ip -force", "undo b", "undo a").succeeds();

        assertFails(
                () -> transaction(half("a"), half("b")).run(taken -> {}, () -> "done"),
                ErrorKind.FAILED,
                "ip says: no",
                UNDONE);
    }

    @Test
    void whatIsNotAllowedHasNotGotHalfWay() {
        runner.expect("ip do a").fails(2, "RTNETLINK answers: Operation not permitted\n");

        assertFails(
                () -> transaction(half("a")).run(taken -> {}, () -> "done"),
                ErrorKind.PERMISSION,
                "this needs root",
                "run it with sudo, or add --sudo, which runs only ip as root");
    }

    @Test
    void aSingleStepThatMayHaveGotHalfWayIsUndone() {
        runner.expect("ip do a").fails(2, SAID_NO);
        runner.expect("ip undo a").succeeds();

        assertFails(
                () -> transaction(half("a")).run(taken -> {}, () -> "done"), ErrorKind.FAILED, "ip says: no", UNDONE);
    }

    @Test
    void afterATimeOutAllOfItsCommandsAreUndone() {
        runner.expect("ip -n blue do a").succeeds();
        runner.expectBatch("ip", "do b", "do c").timesOut();
        runner.expectBatch("ip -force", "undo c", "undo b").fails(1, "Cannot find device \"c\"\nCommand failed -:1\n");
        runner.expect("ip -n blue undo a").succeeds();

        assertFails(
                () -> transaction(step(BLUE, "a"), step(HERE, "b"), step(HERE, "c"))
                        .run(taken -> {}, () -> "done"),
                ErrorKind.TIMEOUT,
                "ip did not end within 30 s and was killed",
                "give it longer with --timeout SECONDS");
    }

    @Test
    void afterASignalKilledIpAllOfItsCommandsAreUndone() {
        runner.expect("ip do a").isKilledBy(9);
        runner.expect("ip undo a").fails(1, "Cannot find device \"a\"\n");

        assertFails(
                () -> transaction(step(HERE, "a")).run(taken -> {}, () -> "done"),
                ErrorKind.FAILED,
                "ip was killed by signal 9",
                "run it again");
    }

    @Test
    void whenIpNamesNoLineAllOfItsCommandsAreUndone() {
        runner.expectBatch("ip", "do a", "do b").fails(255, "Error: argument \"b\" is wrong: no\n");
        runner.expectBatch("ip -force", "undo b", "undo a").succeeds();

        assertFails(
                () -> transaction(step(HERE, "a"), step(HERE, "b")).run(taken -> {}, () -> "done"),
                ErrorKind.FAILED,
                "ip says: argument \"b\" is wrong: no",
                UNDONE);
    }

    @Test
    void whenStoppedBySignalItUndoesWhatMayHaveBeenDone() {
        runner.expect("ip -n blue do a").succeeds();
        runner.expectBatch("ip", "do b", "do c").isInterrupted();
        runner.expectBatch("ip -force", "undo c", "undo b").succeeds();
        runner.expect("ip -n blue undo a").succeeds();

        assertFails(
                () -> transaction(step(BLUE, "a"), step(HERE, "b"), step(HERE, "c"))
                        .run(taken -> {}, () -> "done"),
                ErrorKind.INTERRUPTED,
                "stopped by a signal",
                UNDONE);
    }

    @Test
    void aSecondInterruptDoesNotStopTheUndoing() {
        runner.expect("ip do a").isInterrupted();
        runner.expect("ip undo a").isInterrupted();
        runner.expect("ip undo a").succeeds();

        assertFails(
                () -> transaction(step(HERE, "a")).run(taken -> {}, () -> "done"),
                ErrorKind.INTERRUPTED,
                "stopped by a signal",
                UNDONE);
    }

    @Test
    void anInterruptThatIsOnItsWayDoesNotStopTheUndoing() {
        runner.expect("ip do a").succeeds();
        runner.expect("ip -n blue do b").fails(2, SAID_NO);
        List<Boolean> interrupted = new ArrayList<>();
        ProcessRunner noticing = new CapturingRunner() {
            @Override
            public CommandResult run(Command command, IntConsumer linesTaken) {
                interrupted.add(Thread.currentThread().isInterrupted());
                if (command.toString().equals("ip -n blue do b")) {
                    Thread.currentThread().interrupt();
                }
                return runner.run(command);
            }
        };
        runner.expect("ip undo a").succeeds();
        IpClient client = new IpClient(noticing, new IpProgram("ip", false, null));

        failureOf(() -> Transaction.of(client, List.of(step(HERE, "a"), step(BLUE, "b")))
                .run(taken -> {}, () -> "done"));

        assertThat(interrupted).containsExactly(false, false, false);
    }

    @Test
    void aProgramThatCannotBeRunUndoesWhatWasDone() {
        runner.expect("ip do a").succeeds();
        runner.expect("ip -n blue do b").throwsFailure(ErrorKind.ENVIRONMENT, "cannot run ip: not found");
        runner.expect("ip undo a").succeeds();

        assertFails(
                () -> transaction(step(HERE, "a"), step(BLUE, "b")).run(taken -> {}, () -> "done"),
                ErrorKind.ENVIRONMENT,
                "cannot run ip: not found",
                UNDONE);
    }

    @Test
    void aFailedLineThatThereIsNotMayBeAny() {
        for (String line : List.of("3", "99999999999")) {
            runner.expectBatch("ip", "do a", "do b").fails(1, SAID_NO + "Command failed -:" + line + "\n");
            runner.expectBatch("ip -force", "undo b", "undo a").succeeds();

            assertFails(
                    () -> transaction(step(HERE, "a"), step(HERE, "b")).run(taken -> {}, () -> "done"),
                    ErrorKind.FAILED,
                    "ip says: no",
                    UNDONE);
        }
    }

    @Test
    void whatAProgramDidThatPrintsWithoutEndIsUndoneToo() {
        runner.expect("ip do a").throwsFailure(ErrorKind.FAILED, "ip printed more than 64 MiB");
        runner.expect("ip undo a").succeeds();

        assertFails(
                () -> transaction(step(HERE, "a")).run(taken -> {}, () -> "done"),
                ErrorKind.FAILED,
                "ip printed more than 64 MiB",
                UNDONE);
    }

    @Test
    void tellsWhatCouldNotBeUndone() {
        runner.expect("ip do a").succeeds();
        runner.expect("ip -n blue do b").succeeds();
        runner.expect("ip do c").fails(2, SAID_NO);
        runner.expect("ip -n blue undo b").fails(2, "RTNETLINK answers: Device or resource busy\n");
        runner.expect("ip undo a").throwsFailure(ErrorKind.ENVIRONMENT, "cannot run ip: not found");

        assertFails(
                () -> transaction(step(HERE, "a"), step(BLUE, "b"), step(HERE, "c"))
                        .run(taken -> {}, () -> "done"),
                ErrorKind.FAILED,
                "ip says: no; and it could not all be undone: Device or resource busy; cannot run ip: not found",
                "'ipvlanctl link show --all-netns' tells what stands now");
    }

    @Test
    void anUndoingThatIsCutShortOrFailsWithoutAWordHasNotUndoneIt() {
        runner.expect("ip do a").succeeds();
        runner.expect("ip -n blue do b").succeeds();
        runner.expect("ip do c").succeeds();
        runner.expect("ip -n blue do d").fails(2, SAID_NO);
        runner.expect("ip undo c").isKilledBy(9);
        runner.expect("ip -n blue undo b")
                .ends(new Termination.TimedOut(Duration.ofSeconds(30)), "", "Cannot find device \"b\"\n");
        runner.expect("ip undo a").fails(1, "");

        assertFails(
                () -> transaction(step(HERE, "a"), step(BLUE, "b"), step(HERE, "c"), step(BLUE, "d"))
                        .run(taken -> {}, () -> "done"),
                ErrorKind.FAILED,
                "ip says: no; and it could not all be undone: ip was killed by signal 9; "
                        + "ip did not end within 30 s and was killed; ip failed without a word",
                "'ipvlanctl link show --all-netns' tells what stands now");
    }

    @Test
    void tellsWhatWasDeletedForGood() {
        runner.expect("ip netns delete blue").succeeds();
        runner.expectBatch("ip", "route delete default dev a", "link delete dev a", "do b")
                .fails(1, failedAt(3));

        assertFails(
                () -> transaction(
                                Step.of(command(HERE, "netns delete blue")),
                                Step.of(command(HERE, "route delete default dev a")),
                                Step.of(command(HERE, "link delete dev a")),
                                step(HERE, "b"))
                        .run(taken -> {}, () -> "done"),
                ErrorKind.FAILED,
                "ip says: no; and it could not all be undone: "
                        + "'netns delete blue' cannot be taken back if it took place; "
                        + "'link delete dev a' cannot be taken back if it took place",
                "'ipvlanctl link show --all-netns' tells what stands now");
    }

    @Test
    void whatIsGoneAlreadyNeedNotBeUndone() {
        for (String missing : List.of(
                "Cannot find device \"a\"\n",
                "Device \"a\" does not exist.\n",
                "RTNETLINK answers: Cannot assign requested address\n",
                "Error: ipv4: Address not found.\n",
                "Error: ipv6: address not found.\n",
                "RTNETLINK answers: No such process\n",
                "Cannot remove namespace file \"/run/netns/a\": No such file or directory\n")) {
            runner.expect("ip do a").timesOut();
            runner.expect("ip undo a").fails(1, missing);

            Failure failure = failureOf(() -> transaction(step(HERE, "a")).run(taken -> {}, () -> "done"));

            assertThat(failure.text()).isEqualTo("ip did not end within 30 s and was killed");
        }
    }

    @Test
    void anAddressThatIsBusyForAMomentIsTriedAgainFromItsLine() {
        runner.expectBatch("ip", "do a", "do b", "do c").fails(1, BUSY);
        runner.expectBatch("ip", "do b", "do c")
                .fails(1, "Error: Address already assigned to an ipvlan device.\nCommand failed -:1\n");
        runner.expectBatch("ip", "do b", "do c").succeeds();

        transaction(step(HERE, "a"), step(HERE, "b"), step(HERE, "c")).run(taken -> {}, () -> "done");
    }

    @Test
    void afterARetryTheUndoingStillKnowsWhatWasDone() {
        runner.expectBatch("ip", "do a", "do b", "do c").fails(1, BUSY);
        runner.expectBatch("ip", "do b", "do c").fails(1, failedAt(2));
        runner.expectBatch("ip -force", "undo b", "undo a").succeeds();

        assertFails(
                () -> transaction(step(HERE, "a"), step(HERE, "b"), step(HERE, "c"))
                        .run(taken -> {}, () -> "done"),
                ErrorKind.FAILED,
                "ip says: no",
                UNDONE);
    }

    @Test
    void anAddressThatStaysBusyIsAConflictInTheEnd() {
        String busy = "Error: Address already assigned to an ipvlan device.\n";
        ProcessRunner always = new CapturingRunner() {
            @Override
            public CommandResult run(Command command, IntConsumer linesTaken) {
                return new CommandResult(command, new Termination.Exited(2), "", busy);
            }
        };
        IpClient client = new IpClient(always, new IpProgram("ip", false, null));

        assertFails(
                () -> Transaction.of(client, List.of(step(HERE, "a"))).run(taken -> {}, () -> "done"),
                ErrorKind.CONFLICT,
                "the address is in use on another IPvlan link of the same parent",
                "'ipvlanctl link show --all-netns' shows whose it is");
    }

    @Test
    void anInterruptWhileWaitingForAnAddressUndoesToo() {
        runner.expectBatch("ip", "do a", "do b").fails(1, BUSY);
        Thread.currentThread().interrupt();
        runner.expect("ip undo a").succeeds();

        assertFails(
                () -> transaction(step(HERE, "a"), step(HERE, "b")).run(taken -> {}, () -> "done"),
                ErrorKind.INTERRUPTED,
                "stopped by a signal",
                UNDONE);
    }

    @Test
    void undoesAllOfAStepsCommandsInTheirOrder() {
        Step move = new Step(
                command(HERE, "do move"),
                Stream.of("back", "address", "up")
                        .map(what -> command(BLUE, what))
                        .toList(),
                false,
                null);
        runner.expect("ip do move").succeeds();
        runner.expect("ip -n blue do x").fails(2, SAID_NO);
        runner.expectBatch("ip -n blue -force", "back", "address", "up").succeeds();

        assertFails(
                () -> transaction(move, step(BLUE, "x")).run(taken -> {}, () -> "done"),
                ErrorKind.FAILED,
                "ip says: no",
                UNDONE);
    }

    @Test
    void withinAPhaseEachNamespacesStepsAreOneBatch() {
        runner.expectBatch("ip", "do a", "do c").succeeds();
        runner.expect("ip do e").succeeds();

        Transaction.ofPhases(ip, List.of(List.of(step(HERE, "a"), step(HERE, "c")), List.of(step(HERE, "e"))))
                .run(taken -> {}, () -> "done");
        assertThat(Transaction.ofPhases(
                                ip,
                                List.of(List.of(step(HERE, "a"), step(BLUE, "b"), step(HERE, "c"), step(BLUE, "d"))))
                        .shellText())
                .containsExactly(
                        ScriptedRunner.batch("ip", "do a", "do c"), ScriptedRunner.batch("ip -n blue", "do b", "do d"));
    }

    @Test
    void aFailureNamesThePlaceThatWantsTheStep() {
        runner.expect("ip do a").fails(2, SAID_NO);

        assertFails(
                () -> transaction(step(HERE, "a").from("net.yaml:3:5")).run(taken -> {}, () -> "done"),
                ErrorKind.FAILED,
                "net.yaml:3:5: ip says: no",
                "nothing was changed");
    }
}
