package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.sh;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real docker daemon with an image {@code bb}, for the tests of one class; each of them starts without containers and
 * networks. It is the system's, or else the one that scripts/test has unpacked, which is never installed: it would start on
 * the machine itself.
 */
final class Dockerd implements BeforeAllCallback, AfterEachCallback {
    private static final Path UNPACKED = Path.of("target/docker").toAbsolutePath();

    private static final String START = """
            tree=%s
            [ -x /usr/bin/docker ] || ln -s "$tree/usr/bin/docker" /usr/bin/docker
            export PATH="$tree/usr/sbin:$tree/usr/bin:$tree/bin:/usr/sbin:/usr/bin:/sbin:/bin"
            export LD_LIBRARY_PATH="$(echo "$tree"/usr/lib/*-linux-gnu):$(echo "$tree"/lib/*-linux-gnu)"
            set -e
            mountpoint -q /sys/fs/cgroup || mount -t cgroup2 none /sys/fs/cgroup
            for directory in docker containerd; do
                mkdir -p "/var/lib/$directory"
                mount -t tmpfs tmpfs "/var/lib/$directory"
            done
            # Neither bridge nor netfilter: only IPvlan is tested, and the sandbox's kernel has no tables.
            setsid dockerd --iptables=false --ip6tables=false --bridge=none --storage-driver=overlay2 \\
                --exec-opt native.cgroupdriver=cgroupfs > /tmp/dockerd.log 2>&1 < /dev/null &
            for i in $(seq 150); do
                docker version > /dev/null 2>&1 && break
                sleep .2
            done
            image=$(mktemp -d)
            mkdir "$image/bin"
            for applet in sleep ping ip; do
                cp "$(command -v busybox)" "$image/bin/$applet"
            done
            tar -C "$image" -c . | docker import - bb
            """;

    private static final String CLEAN = """
            containers=$(/usr/bin/docker ps -aq)
            [ -z "$containers" ] || /usr/bin/docker rm -f $containers
            networks=$(/usr/bin/docker network ls -q --filter type=custom)
            [ -z "$networks" ] || /usr/bin/docker network rm $networks
            """;

    /** Runs docker's client, with words for a shell. */
    static Outcome docker(String words) {
        return sh("/usr/bin/docker " + words);
    }

    /** A container that does nothing, in a network. */
    static void givenContainer(String name, String network) {
        docker("run -d --name " + name + " --net " + network + " bb sleep 1000").succeeds();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        assumeThat(System.getenv("IPVLANCTL_SANDBOX"))
                .as("a daemon makes control groups of the kernel's: it is tried in a kernel of its own only")
                .isEqualTo("uml");
        if (!Files.isDirectory(UNPACKED) && !Files.isExecutable(Path.of("/usr/sbin/dockerd"))) {
            throw new AssertionError("there is no dockerd: scripts/test unpacks it into " + UNPACKED);
        }
        sh(START.formatted("'" + UNPACKED + "'")).succeeds();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        sh(CLEAN).succeeds();
    }
}
