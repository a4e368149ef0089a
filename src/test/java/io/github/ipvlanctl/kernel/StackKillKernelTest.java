package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.clean;
import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.ip;
import static io.github.ipvlanctl.kernel.Machine.namespaces;
import static io.github.ipvlanctl.kernel.Machine.stateWithoutIdentity;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An apply that is killed at any moment, and run again. */
@OnAKernel
class StackKillKernelTest {
    /** How many moments are tried. */
    private static final int ROUNDS = Integer.getInteger("ipvlanctl.kill.rounds", 5);

    private static final long SEED = Long.getLong("ipvlanctl.kill.seed", System.nanoTime());
    private static final String MANIFEST = """
            version: 1
            stack: edge
            pools:
              lan: {subnet: 10.1.0.0/16, range: 10.1.1.1-10.1.2.254}
            parents:
              - name: eth0
                links:
                  - {name: a, replicas: 40, pool: lan, netns: n1}
                  - {name: b, replicas: 40, pool: lan, netns: n2}
                  - {name: c, replicas: 40, pool: lan, netns: n3}
                  - {name: d, replicas: 40, pool: lan, netns: n4}
                  - {name: e, replicas: 39, pool: lan, netns: n5}
                  - {name: r, netns: n5, addresses: [10.1.0.9/16], gateway: 10.1.0.1, mtu: 1400}
            """;

    @TempDir
    Path files;

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void reachesTheSameStateWhenItIsRunAgain() {
        String file = new Manifests(files).write("manifest.yaml", MANIFEST);
        givenParent("eth0");
        long began = System.nanoTime();
        Running undisturbed = Launcher.start("apply", "-f", file);
        while (namespaces().isEmpty() && undisturbed.process().isAlive()) {
            sleep(Duration.ofMillis(5));
        }
        long first = System.nanoTime() - began;
        undisturbed.await().succeeds();
        long whole = System.nanoTime() - began;
        String wanted = stateWithoutIdentity();

        Random random = new Random(SEED);
        List<String> report = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            clean();
            givenParent("eth0");
            Duration moment = moment(random, first, whole);
            Running apply = Launcher.start("apply", "-f", file);
            sleep(moment);
            apply.process().destroyForcibly();
            apply.process().onExit().join();
            String left = namespaces().size() + " namespaces, " + links() + " links";
            Outcome again = Launcher.start("apply", "-f", file).await();
            report.add("killed after " + moment.toMillis() + " of "
                    + Duration.ofNanos(whole).toMillis() + " ms: " + left + "; then exit " + again.exit());
            String about = "seed " + SEED + "\n" + String.join("\n", report) + "\n";
            assertThat(again.exit()).as(about + again).isZero();
            assertThat(stateWithoutIdentity()).as(about).isEqualTo(wanted);
            assertThat(Machine.run("plan", "-f", file).succeeds().out())
                    .as(about)
                    .isEqualTo("unchanged\n");
        }
        Machine.run("destroy edge").succeeds();
        assertThat(namespaces()).as("%s", report).isEmpty();
        System.out.println(String.join("\n", report));
    }

    @Test
    void whatSomebodyMadeMeanwhileUnderTheNameOfAnUnfinishedNamespaceStaysTheirs() {
        givenParent("eth0");
        String small =
                "{version: 1, stack: edge, parents: [{name: eth0, links: [{name: a, netns: n1}, {name: b, netns: n2}]}]}";
        String file = new Manifests(files).write("small.yaml", small);
        String stop = StandInIp.write(files, """
                case "$words" in
                *'link set dev lo'*) kill -9 $PPID; exit 1 ;;
                esac
                """);
        Running killed = Launcher.start("apply", "-f", file, "--ip", stop);
        killed.process().onExit().join();
        assertThat(namespaces()).containsExactly("n1", "n2");
        ip("netns delete n1").succeeds();
        ip("netns add n1").succeeds();

        Launcher.start("apply", "-f", file).await().succeeds();
        Machine.run("destroy edge").succeeds();
        assertThat(namespaces()).containsExactly("n1");
    }

    /** Mostly between the first change and the end, and sometimes before. */
    private static Duration moment(Random random, long first, long whole) {
        long from = random.nextInt(8) == 0 ? 0 : first - first / 10;
        return Duration.ofNanos(from + (long) ((whole - from) * random.nextDouble()));
    }

    private static int links() {
        int number = 0;
        for (String name : namespaces()) {
            number += (int) ip("-n", name, "-o", "link", "show").out().lines().count() - 1;
        }
        return number;
    }
}
