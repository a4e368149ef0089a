package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.clean;
import static io.github.ipvlanctl.kernel.Machine.given;
import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.has;
import static io.github.ipvlanctl.kernel.Machine.hasFlag;
import static io.github.ipvlanctl.kernel.Machine.namespaces;
import static io.github.ipvlanctl.kernel.Machine.run;
import static io.github.ipvlanctl.kernel.Machine.stateWithoutIdentity;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.kernel.Figures.Wrong;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What makes several things, killed at any moment, and run again at once. {@code apply} goes on by itself; so does {@code link
 * add}, or it says what is there already, and once that is deleted, it makes all.
 */
@OnAKernel
class KillKernelTest {
    private static final int KILLS = Integer.getInteger("ipvlanctl.concurrency.kills", 6);
    private static final long SEED = Long.getLong("ipvlanctl.concurrency.seed", System.nanoTime());
    private static final String MANIFEST = """
            version: 1
            stack: edge
            pools:
              lan: {subnet: 10.1.0.0/24, range: 10.1.0.10-10.1.0.99}
            parents:
              - name: eth9
                links:
                  - {name: web, replicas: 3, pool: lan, netns: "{name}"}
                  - {name: db0, netns: db, addresses: [10.1.0.5/24, "2001:db8::5/64"], gateway: 10.1.0.1, mtu: 1400}
            """;

    @TempDir
    Path files;

    /** A command line; for one that is not {@code apply}, what deletes the link that it makes. */
    private record Killed(String line, String delete) {
        boolean isApply() {
            return delete.isEmpty();
        }
    }

    /** The names of the links are taken here too, so that they are made under others and renamed. */
    private List<Killed> commands() {
        String furnished =
                " --address 10.1.0.6/24 --address 2001:db8::6/64 --gateway 10.1.0.1 --route 10.9.0.0/16,via=10.1.0.2 "
                        + "--alias shop --mtu 1400 --up --if-not-exists";
        return List.of(
                new Killed("apply -f " + new Manifests(files).write("edge.yaml", MANIFEST), ""),
                new Killed("link add a0 --parent eth9 --into blue --create-netns" + furnished, "-n blue link del a0"),
                new Killed("link add db0 --parent eth9 --into red --create-netns" + furnished, "-n red link del db0"),
                new Killed("link add a1 --parent eth9 --vlan 7" + furnished, "link del a1"));
    }

    private static void givenTheMachine() {
        clean();
        givenParent("eth9");
        given("link add name db0 type dummy");
    }

    /** Its ip is not killed with it, and goes on with what it has been given. */
    @Test
    void whatAKilledRunHadStartedIsWaitedFor() {
        givenParent("eth9");
        String file = new Manifests(files).write("edge.yaml", MANIFEST);
        String slow = StandInIp.write(files, """
                case "$words" in
                *'link add'*) [ -e "$0.killed" ] || { touch "$0.killed"; kill -9 $PPID; sleep 1; exec 2>&-; } ;;
                esac
                """);
        Launcher.start("apply", "-f", file, "--ip", slow).process().onExit().join();

        run("apply -f " + file).succeeds().says("waiting for what another ipvlanctl", "which was killed");
        run("plan -f " + file).prints("unchanged");
    }

    @Test
    void aLinkThatHasNotGotItsNameIsDeletedByTheNextRun() {
        givenTheMachine();
        String stop = StandInIp.write(files, """
                case "$words" in *'link set dev ipvlanctl-new0 name db0'*) kill -9 $PPID; exit 1 ;; esac
                """);
        String line = "link add db0 --parent eth9 --into red --create-netns --up";
        Launcher.start((line + " --ip " + stop).split(" ", -1))
                .process()
                .onExit()
                .join();
        assertThat(has("ipvlanctl-new0", "-n", "red")).isTrue();

        run(line).succeeds();
        assertThat(has("ipvlanctl-new0", "-n", "red")).isFalse();
        assertThat(has("db0", "-n", "red")).isTrue();
    }

    @Test
    void aNamespaceWithoutItsLoopbackDeviceUpIsFinishedByTheNextRun() {
        givenTheMachine();
        String stop = StandInIp.write(files, """
                case "$words" in *'link set dev lo up'*) kill -9 $PPID; exit 1 ;; esac
                """);
        for (String line :
                List.of("netns add red --if-not-exists", "link add a0 --parent eth9 --into red --create-netns")) {
            clean();
            givenParent("eth9");
            Launcher.start((line + " --ip " + stop).split(" ", -1))
                    .process()
                    .onExit()
                    .join();
            assertThat(hasFlag("UP", "lo", "-n", "red")).isFalse();

            run(line).succeeds();
            assertThat(hasFlag("UP", "lo", "-n", "red")).as(line).isTrue();
        }
    }

    @Test
    void leavesNothingThatTheNextRunDoesNotMend() {
        Random random = new Random(SEED);
        Figures figures = new Figures(SEED);
        List<Killed> commands = commands();
        List<String> wanted = new ArrayList<>();
        for (Killed command : commands) {
            givenTheMachine();
            run(command.line.split(" ", -1)).succeeds();
            wanted.add(stateWithoutIdentity());
        }
        TreeMap<String, Integer> found = new TreeMap<>();
        double within = duration(commands.get(0));
        for (int i = 0; i < KILLS; i++) {
            // Every second one is apply.
            int which = i % 2 == 0 ? 0 : 1 + i / 2 % (commands.size() - 1);
            Killed command = commands.get(which);
            givenTheMachine();
            Set<String> before = devicesAndNamespaces();
            long moment = (long) (within * random.nextDouble());
            boolean ended = kill(command, moment);
            boolean nothing = !ended && devicesAndNamespaces().equals(before);
            found.merge(ended ? "all" : nothing ? "nothing" : "a part", 1, Integer::sum);
            // How fast the machine is at the moment shows by where the kills fall.
            within *= ended ? 0.9 : nothing ? 1.1 : 1;
            again(
                    command,
                    wanted.get(which),
                    figures,
                    "kill " + i + " after " + moment / 1_000_000 + " ms, " + command.line);
        }
        figures.show(KILLS + " kills of apply and link add, which left " + found);
    }

    /** Looks fast, so that the next run comes at once. */
    private static Set<String> devicesAndNamespaces() {
        Set<String> all = new TreeSet<>(Machine.devices());
        all.addAll(namespaces());
        return all;
    }

    private static long duration(Killed command) {
        givenTheMachine();
        long began = System.nanoTime();
        Launcher.start(command.line.split(" ", -1)).await().succeeds();
        return System.nanoTime() - began;
    }

    /** Starts it, and kills it; whether it had ended by itself. */
    private static boolean kill(Killed command, long moment) {
        Process process = Launcher.start(command.line.split(" ", -1)).process();
        try {
            boolean ended = process.waitFor(moment, TimeUnit.NANOSECONDS);
            process.destroyForcibly();
            process.onExit().join();
            return ended;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs it again, as it says itself. */
    private static void again(Killed command, String wanted, Figures figures, String story) {
        Outcome outcome = run(command.line.split(" ", -1));
        if (outcome.exit() == 3 && !command.isApply() && outcome.err().contains("or delete it first")) {
            run(command.delete.split(" ", -1)).succeeds();
            outcome = run(command.line.split(" ", -1));
        }
        String state = stateWithoutIdentity();
        figures.addIf(outcome.exit() == 7, Wrong.LOCKS, story + "\n" + outcome);
        figures.addIf(state.contains("ipvlanctl-"), Wrong.LINKS, story + "\n" + outcome + state);
        figures.addIf(
                outcome.exit() != 0 || !state.equals(wanted),
                Wrong.END_STATES,
                story + "\n" + outcome + state + "--- wanted\n" + wanted);
        figures.lookAtTheLock(story);
        if (command.isApply()) {
            Outcome plan = run(command.line.replace("apply", "plan").split(" ", -1));
            figures.addIf(!plan.out().equals("unchanged\n"), Wrong.END_STATES, story + "\n" + plan);
            run("destroy edge");
            figures.addIf(!namespaces().isEmpty(), Wrong.LINKS, story + ": after destroy, " + namespaces());
        }
    }
}
