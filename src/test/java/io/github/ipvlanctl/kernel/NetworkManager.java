package io.github.ipvlanctl.kernel;

import static io.github.ipvlanctl.kernel.Machine.sh;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.List;

/**
 * A NetworkManager that runs, with a message bus: the system's, or else the one that scripts/test has unpacked, which is never
 * installed, since it would take over the machine's own network.
 */
record NetworkManager(Running bus, Running daemon) implements AutoCloseable {
    /** In the sandbox everything can be put where it looks for it; /sys is read-only, or it waits for udev. */
    private static final String PREPARE = """
            set -e
            tree='%s'
            [ ! -d "$tree/usr" ] || tar -C "$tree" -c usr | tar -C / -x --keep-directory-symlink
            ldconfig
            getent passwd messagebus > /dev/null || useradd --system messagebus
            """;

    private static final String CONFIGURE = """
            set -e
            mkdir -p /run/dbus /run/nm/conf.d /run/nm/connections /var/lib/NetworkManager
            dbus-uuidgen --ensure=/etc/machine-id
            cp -p '%s'/*.nmconnection /run/nm/connections
            cat > /run/nm/NetworkManager.conf <<'EOF'
            [main]
            plugins=keyfile
            no-auto-default=*
            [keyfile]
            path=/run/nm/connections
            EOF
            mount -o remount,ro /sys
            """;

    /** Skips a test where Debian has none that knows IPvlan. */
    static void isThere() {
        sh(PREPARE.formatted(Path.of("target/networkmanager").toAbsolutePath())).succeeds();
        String[] version =
                sh("NetworkManager --version").succeeds().out().strip().split("[.]", -1);
        assumeThat(Integer.parseInt(version[0]) * 1000 + Integer.parseInt(version[1]))
                .as("NetworkManager knows IPvlan since 1.52; this release has %s.%s", version[0], version[1])
                .isGreaterThanOrEqualTo(1052);
    }

    /** Starts one that finds the keyfiles of a directory, and no others. */
    static NetworkManager start(Path keyfiles) {
        sh(CONFIGURE.formatted(keyfiles)).succeeds();
        Running bus = Running.start(List.of("dbus-daemon", "--system", "--nofork", "--nopidfile"), "");
        sh("while [ ! -S /run/dbus/system_bus_socket ]; do sleep .1; done").succeeds();
        return new NetworkManager(
                bus,
                Running.start(
                        List.of(
                                "NetworkManager",
                                "--no-daemon",
                                "--config=/run/nm/NetworkManager.conf",
                                "--config-dir=/run/nm/conf.d"),
                        ""));
    }

    /** What it says of its devices: lines of name, type and state. */
    List<String> states() {
        return sh("nmcli --terse --fields device,type,state device")
                .succeeds()
                .out()
                .lines()
                .toList();
    }

    @Override
    public void close() {
        daemon.signal("TERM");
        daemon.await();
        bus.signal("TERM");
        bus.await();
        sh("rm -r /run/nm; mount -o remount,rw /sys").succeeds();
    }
}
