package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.given;
import static io.github.ipvlanctl.kernel.Machine.givenNetns;
import static io.github.ipvlanctl.kernel.Machine.givenParent;
import static io.github.ipvlanctl.kernel.Machine.ip;
import static io.github.ipvlanctl.kernel.Machine.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two parents, links in three namespaces, one of which has no name, and a link with its parent's address. */
@OnAKernel
class TopologyKernelTest {
    private long pid;

    @BeforeEach
    void aMachine() {
        givenParent("eth8");
        givenParent("eth9");
        givenNetns("web", "db");
        given("address add 10.8.0.1/24 dev eth8", "address add 10.9.0.1/24 dev eth9");
        run("link add web0 --parent eth9 --into web --address 10.9.0.5/24 --up").succeeds();
        run("link add db0 --parent eth8 --mode l3 --into db --address 10.8.0.5/24 --up")
                .succeeds();
        run("link add db1 --parent eth9 --into db --address 10.9.0.6/24").succeeds();
        Running container = Running.start(List.of("unshare", "-n", "sleep", "1000"), "");
        pid = container.process().pid();
        Path netns = Path.of("/proc/" + pid + "/ns/net");
        for (int i = 0; i < 100 && isOurs(netns); i++) {
            Machine.sh("sleep 0.1");
        }
        run("link add app0 --parent eth9").succeeds();
        ip("link set dev app0 netns " + pid).succeeds();
        // Bare ip gives a link its parent's address without a word.
        ip("-n web address add 10.9.0.1/24 dev web0").succeeds();
    }

    private static boolean isOurs(Path netns) {
        try {
            return Files.readSymbolicLink(netns).equals(Files.readSymbolicLink(Path.of("/proc/self/ns/net")));
        } catch (java.io.IOException e) {
            return true;
        }
    }

    @Test
    void isShownWithItsConflict() {
        Outcome outcome = run("topology --all-netns").succeeds().saysNothing();

        assertThat(outcome.out())
                .contains("""
                        ├─ netns web
                        │  └─ web0  up    10.9.0.5/24  10.9.0.1/24
                        │     ! 10.9.0.1 is the parent's own: the link takes its traffic
                        """)
                .contains("eth9  l2 bridge  up  mtu 1500  10.9.0.1/24\n")
                .contains("─ netns db\n", "db1   down  10.9.0.6/24\n")
                .contains("└─ process " + pid + "\n   └─ app0  down\n")
                .contains("eth8  l3 bridge  up  mtu 1500  10.8.0.1/24\n└─ netns db\n   └─ db0  up  10.8.0.5/24\n")
                .endsWith("\n2 parents, 4 links, 3 namespaces, 2 links not up, 1 problem\n");
    }

    @Test
    void aLinkElsewherePassesNothingWhileItsParentIsDown() {
        ip("link set dev eth8 down").succeeds();

        assertThat(Machine.hasFlag("M-DOWN", "db0", "-n", "db"))
                .as("what ip says there")
                .isFalse();
        run("topology").prints("""
                │  ! it is down: nothing passes
                └─ netns db
                   └─ db0  lowerlayerdown  10.8.0.5/24
                """);
    }

    @Test
    void isTheSameFromWithinANamespaceForItsOwnPart() {
        assertThat(run("-n web topology -o name").succeeds().out()).isEqualTo("eth9\n");
        assertThat(run("-n db topology -o name").succeeds().out()).contains("eth8\n", "eth9\n");
        run("-n web topology").prints("├─ this namespace\n│  └─ web0");
    }

    @Test
    void isAPicture(@TempDir Path directory) throws Exception {
        Path svg = directory.resolve("net.svg");
        Path png = directory.resolve("net.png");
        Files.writeString(svg, run("topology --all-netns -o svg").succeeds().out());

        Running.start(List.of("rsvg-convert", "-o", png.toString(), svg.toString()), "")
                .await()
                .succeeds();
        BufferedImage image = ImageIO.read(png.toFile());
        assertThat(image.getWidth()).isBetween(600, 1400);
        assertThat(image.getHeight()).isBetween(300, 900);
        assertThat(has(image, 0xc62828)).as("what is wrong").isTrue();
        assertThat(has(image, 0x1b6ca8)).as("the first port's lines").isTrue();
        assertThat(has(image, 0xb8569b)).as("the second port's lines").isTrue();
        assertThat(has(image, 0x3c8d5a)).as("a third port's lines").isFalse();
    }

    private static boolean has(BufferedImage image, int color) {
        return IntStream.range(0, image.getWidth()).anyMatch(x -> IntStream.range(0, image.getHeight())
                .anyMatch(y -> (image.getRGB(x, y) & 0xffffff) == color));
    }
}
