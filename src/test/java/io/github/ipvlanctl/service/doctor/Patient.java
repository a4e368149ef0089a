package io.github.ipvlanctl.service.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.iproute2.IpClient;
import io.github.ipvlanctl.iproute2.IpProgram;
import io.github.ipvlanctl.model.Change;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Finding;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.service.doctor.Examination.Declared;
import io.github.ipvlanctl.service.doctor.Examination.Scope;
import io.github.ipvlanctl.testing.Dev;
import io.github.ipvlanctl.testing.Machine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A machine that one check looks at. Beside its own namespace it has one called web. */
final class Patient {
    static final String NO_ROUTES = "[]";

    private final IpClient ip;
    private Declared declared = new Declared(List.of(), List::of);
    private List<NetnsName> stale = List.of();

    /** What its programs are asked, and answer. */
    final Machine machine;

    Patient(Path directory) {
        machine = new Machine(directory).netns("web");
        ip = new IpClient(machine.runner, new IpProgram("ip", false, null));
    }

    /** Its own devices; the next command lists them. */
    Patient has(Dev... devices) {
        machine.here(devices);
        return this;
    }

    /** The devices of the namespace web; the next command lists them. */
    Patient web(Dev... devices) {
        machine.in("web", devices);
        return this;
    }

    /** Its own routes; the next commands list them. */
    Patient routes(String ipv4, String ipv6) {
        machine.routes(null, ipv4, ipv6);
        return this;
    }

    /** The routes of the namespace web; the next commands list them. */
    Patient webRoutes(String ipv4, String ipv6) {
        machine.runner.expect("ip -n web -j -4 route show table all").prints(ipv4);
        machine.runner.expect("ip -n web -j -6 route show table all").prints(ipv6);
        return this;
    }

    /** The next command is this one and prints that. */
    Patient answers(String command, String output) {
        machine.runner.expect(command).prints(output);
        return this;
    }

    /** The next command is this one, and exits with 1. */
    Patient refuses(String command) {
        machine.runner.expect(command).fails(1, "");
        return this;
    }

    /** The next command is this one, and its program is not installed. */
    Patient lacks(String command) {
        machine.runner.expect(command).fails(127, "exec of \"it\" failed: No such file or directory\n");
        return this;
    }

    /** A manifest called my edge.yaml wants these changes. */
    Patient wants(List<Change> changes) {
        declared = new Declared(List.of("my edge.yaml"), () -> changes);
        return this;
    }

    /** A crash has left these names behind. */
    Patient leaves(NetnsName... names) {
        stale = List.of(names);
        return this;
    }

    /** The check finds exactly that: {@code problem web0 (web): what was seen | a command | another}. */
    void shows(String check, String... findings) {
        List<String> others = new ArrayList<>(Doctor.names());
        others.remove(check);
        Examination examination = new Examination(
                ip, null, this::host, new Scope(null, null), declared, () -> stale, byParent -> List.of());
        List<String> found =
                Doctor.examine(examination, others).stream().map(Patient::text).toList();
        machine.runner.verify();
        assertThat(found).containsExactly(findings);
    }

    private Host host() {
        List<Device> devices = new ArrayList<>(ip.devices(Netns.current()));
        devices.addAll(ip.devices(Netns.named(new NetnsName("web"))));
        return new Host(devices);
    }

    private static String text(Finding finding) {
        return finding.verdict().name().toLowerCase(Locale.ROOT)
                + (finding.device() == null ? "" : " " + finding.device())
                + (finding.netns() == null ? "" : " (" + finding.netns() + ")")
                + ": " + String.join(" | ", concat(finding.evidence(), finding.commands()));
    }

    private static List<String> concat(String first, List<String> rest) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }
}
