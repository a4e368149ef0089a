package io.github.ipvlanctl.iproute2;

import static io.github.ipvlanctl.testing.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.exec.Command;
import io.github.ipvlanctl.exec.CommandResult;
import io.github.ipvlanctl.exec.Termination;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.testing.CapturingRunner;
import io.github.ipvlanctl.testing.Dev;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many namespaces are read at the same time, and all the same as one after the other. */
class SideBySideTest {
    private static final int MANY = 40;

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private static List<Netns> places(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> Netns.named(new NetnsName("n" + i)))
                .toList();
    }

    /** A client whose {@code ip} prints what is asked of it, or fails as it does. */
    private IpClient client(Function<String, CommandResult> ip) {
        return new IpClient(
                new CapturingRunner() {
                    @Override
                    public CommandResult run(Command command, IntConsumer linesTaken) {
                        begun.incrementAndGet();
                        most.accumulateAndGet(running.incrementAndGet(), Math::max);
                        try {
                            return ip.apply(command.shellText());
                        } finally {
                            running.decrementAndGet();
                        }
                    }
                },
                new IpProgram("ip", false, null));
    }

    private static CommandResult prints(String text) {
        return ends(0, text, "");
    }

    private static CommandResult ends(int code, String stdout, String stderr) {
        return new CommandResult(Command.of(List.of("ip")), new Termination.Exited(code), stdout, stderr);
    }

    private static String link(String command) {
        return Dev.json(Dev.ether("in-" + command.split(" ", -1)[2], 2));
    }

    /** As a process would: the others must not all be done before one can fail. */
    private static CommandResult slowly(CommandResult result) {
        try {
            Thread.sleep(20);
            return result;
        } catch (InterruptedException e) {
            throw Failure.stopped();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw Failure.stopped();
        }
    }

    @Test
    void theirOrderIsKeptWhicheverEndsFirstAndOnlyAFewRunAtOnce() {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        List<Device> devices = client(command -> {
                    if (command.contains(" n0 ")) {
                        first.countDown();
                        await(second);
                    } else if (command.contains(" n1 ")) {
                        await(first);
                        second.countDown();
                    }
                    return prints(link(command));
                })
                .devices(places(MANY));
        assertThat(devices)
                .extracting(device -> device.name().value())
                .containsExactlyElementsOf(
                        IntStream.range(0, MANY).mapToObj(i -> "in-n" + i).toList());
        assertThat(most.get()).isBetween(2, 4);
    }

    @Test
    void aFewAreReadByThisThreadAlone() {
        Thread here = Thread.currentThread();
        client(command -> {
                    assertThat(Thread.currentThread()).isSameAs(here);
                    return prints(link(command));
                })
                .devices(places(3));
        assertThat(begun.get()).isEqualTo(3);
    }

    @Test
    void afterAFailureNoMoreIsBegunAndAllHaveEnded() {
        Failure failure = failureOf(() -> client(command -> command.contains(" n2 ")
                        ? ends(255, "", "setting the network namespace \"n2\" failed: Operation not permitted\n")
                        : slowly(prints(link(command))))
                .devices(places(MANY)));
        assertThat(failure.kind()).isEqualTo(ErrorKind.PERMISSION);
        assertThat(begun.get()).isLessThan(MANY);
        assertThat(running.get()).isZero();
    }

    @Test
    void aSignalStopsThoseThatRun() {
        Thread reader = Thread.currentThread();
        AtomicBoolean signalled = new AtomicBoolean();
        Failure failure = failureOf(() -> client(command -> {
                    if (!signalled.getAndSet(true)) {
                        reader.interrupt();
                    }
                    await(new CountDownLatch(1));
                    return prints("");
                })
                .devices(places(MANY)));
        assertThat(failure.kind()).isEqualTo(ErrorKind.INTERRUPTED);
        assertThat(begun.get()).isLessThan(MANY);
        assertThat(running.get()).isZero();
    }

    @Test
    void aSignalCountsWhateverThoseThatRunMakeOfIt() {
        Thread reader = Thread.currentThread();
        Failure failure = failureOf(() -> client(command -> {
                    if (command.contains(" n0 ")) {
                        reader.interrupt();
                        try {
                            Thread.sleep(10_000);
                            throw new AssertionError("was not stopped");
                        } catch (InterruptedException e) {
                            return prints(link(command));
                        }
                    }
                    return prints(link(command));
                })
                .devices(places(MANY)));
        assertThat(failure.kind()).isEqualTo(ErrorKind.INTERRUPTED);
    }

    @Test
    void anErrorIsNotLostWithTheThreadThatItCameTo() {
        Error error = new StackOverflowError();
        assertThatThrownBy(() -> client(command -> {
                            if (command.contains(" n1 ")) {
                                throw error;
                            }
                            return prints(link(command));
                        })
                        .devices(places(4)))
                .isSameAs(error);
    }

    @Test
    void routesAreKeptApart() {
        Map<Netns, List<?>> routes = Map.copyOf(client(command -> prints(
                        command.contains("-4")
                                ? "[{\"dst\":\"10.0.0.0/8\",\"dev\":\"in-" + command.split(" ", -1)[2] + "\"}]"
                                : "[]"))
                .routes(places(MANY)));
        assertThat(routes).hasSize(MANY);
        assertThat(routes.get(places(MANY).get(7))).singleElement().asString().contains("in-n7");
    }
}
