package io.github.ipvlanctl.iproute2;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.exec.CommandResult;
import io.github.ipvlanctl.model.Netns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Steps that do not depend on each other across namespaces.
 *
 * @param lanes for each namespace, one after the other, what single processes can run
 */
record Phase(List<List<List<Step>>> lanes) {
    /** How long an address may stay busy after the namespace of its last holder was deleted. */
    private static final Duration ADDRESS_RELEASE = Duration.ofSeconds(3);

    private static final Duration RETRY_PAUSE = Duration.ofMillis(50);

    static Phase of(List<Step> steps) {
        Map<Netns, List<Step>> byNetns = new LinkedHashMap<>();
        for (Step step : steps) {
            byNetns.computeIfAbsent(step.command().netns(), netns -> new ArrayList<>())
                    .add(step);
        }
        return new Phase(byNetns.values().stream().map(Phase::runs).toList());
    }

    /** Consecutive steps that one process can run. */
    static List<List<Step>> runs(List<Step> steps) {
        List<List<Step>> runs = new ArrayList<>();
        Step last = null;
        for (Step step : steps) {
            if (last == null || !last.command().joins(step.command())) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(step);
            last = step;
        }
        return runs;
    }

    /** All of it, as single processes can run it, one namespace after the other. */
    List<List<IpCommand>> commands() {
        return lanes.stream().flatMap(List::stream).map(Phase::commands).toList();
    }

    private static List<IpCommand> commands(List<Step> run) {
        return run.stream().map(Step::command).toList();
    }

    /**
     * Runs all of it, or up to the first failure of each lane.
     *
     * @param reached gets the steps that took place, or may have
     * @param taken is told how many more steps {@code ip} has been given
     * @return the first failure, or null
     */
    @Nullable
    Failure run(IpClient ip, List<Step> reached, IntConsumer taken) {
        List<Lane> all = lanes.stream().map(runs -> new Lane(ip, runs, taken)).toList();
        boolean stopped = false;
        if (all.size() == 1) {
            all.get(0).run();
        } else {
            stopped = SideBySide.run(all);
        }
        all.forEach(lane -> reached.addAll(lane.reached));
        for (Lane lane : all) {
            if (lane.failure != null) {
                return lane.failure;
            }
        }
        return stopped ? Failure.stopped() : null;
    }

    /** The steps of one namespace. */
    private static final class Lane implements Runnable {
        private final IpClient ip;
        private final List<List<Step>> runs;
        private final IntConsumer taken;
        private final List<Step> reached = new ArrayList<>();
        private @Nullable Failure failure;

        Lane(IpClient ip, List<List<Step>> runs, IntConsumer taken) {
            this.ip = ip;
            this.runs = runs;
            this.taken = taken;
        }

        @Override
        public void run() {
            try {
                runs.forEach(this::process);
            } catch (Failure e) {
                failure = e;
            }
        }

        /** Runs steps as one process, and goes on where it stopped if waiting can help. */
        private void process(List<Step> run) {
            long giveUp = System.nanoTime() + ADDRESS_RELEASE.toNanos();
            List<Step> left = run;
            while (!left.isEmpty()) {
                CommandResult result = attempt(left);
                if (result.succeeded()) {
                    reached.addAll(left);
                    return;
                }
                int failed = left.size() == 1 ? 1 : IpError.failedLine(result.stderr());
                if (result.termination().uncertain() || failed < 1 || failed > left.size()) {
                    reached.addAll(left);
                    throw IpError.classify(result, left.get(0));
                }
                boolean half = left.get(failed - 1).halfway() && !IpError.notAllowed(result);
                reached.addAll(left.subList(0, half ? failed : failed - 1));
                left = left.subList(failed - 1, left.size());
                if (!IpError.addressBusy(result) || System.nanoTime() > giveUp) {
                    throw IpError.classify(result, left.get(0));
                }
                pause();
            }
        }

        private CommandResult attempt(List<Step> left) {
            try {
                return ip.change(commands(left), taken);
            } catch (Failure failure) {
                // Only what could not be started has certainly done nothing.
                if (failure.kind() != ErrorKind.ENVIRONMENT) {
                    reached.addAll(left);
                }
                throw failure;
            }
        }

        private static void pause() {
            try {
                Thread.sleep(RETRY_PAUSE.toMillis());
            } catch (InterruptedException e) {
                throw Failure.stopped();
            }
        }
    }
}
