package io.github.ipvlanctl.service;

import io.github.ipvlanctl.iproute2.IpClient;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Finding;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.PlanOptions;
import io.github.ipvlanctl.service.doctor.Doctor;
import io.github.ipvlanctl.service.doctor.Examination;
import io.github.ipvlanctl.service.doctor.Examination.Declared;
import io.github.ipvlanctl.service.doctor.Examination.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is wrong with a machine's links, and what mends it. */
public final class DoctorService {
    private static final String DRIFT = "drift";

    private final IpClient ip;
    private final HostReader reader;
    private final DockerSettings docker;
    private final @Nullable NetnsName home;
    private final StackService stacks;

    DoctorService(
            IpClient ip, HostReader reader, DockerSettings docker, @Nullable NetnsName home, StackService stacks) {
        this.ip = ip;
        this.reader = reader;
        this.docker = docker;
        this.home = home;
        this.stacks = stacks;
    }

    /** The names of all checks. */
    public static List<String> checks() {
        return Doctor.names();
    }

    /**
     * Makes the checks; nothing is changed.
     *
     * @param parent look at this device, as a parent, and its links alone; or null
     * @param link look at this link and its parent alone; or null
     * @param manifests what all is held against: files' names and texts, mostly none
     * @param skipped names of checks that are not to be made
     * @return what is worst comes first; at least one for each check that was made
     * @throws io.github.ipvlanctl.error.Failure of kind {@code NOT_FOUND} when there is no such parent or link
     */
    public List<Finding> examine(
            @Nullable InterfaceName parent,
            @Nullable InterfaceName link,
            Map<String, String> manifests,
            Collection<String> skipped) {
        Supplier<Host> machine = reader::asFarAsAllowed;
        Scope scope = new Scope(null, null);
        if (parent != null || link != null) {
            Host host = machine.get();
            Device device = parent == null ? null : host.require(parent);
            Link one = link == null ? null : host.requireLink(link);
            machine = () -> host;
            scope = new Scope(device, one);
        }
        Declared declared = new Declared(
                List.copyOf(manifests.keySet()),
                () -> stacks.plan(manifests, new PlanOptions(false, false)).changes());
        List<String> left = new ArrayList<>(skipped);
        if (manifests.isEmpty()) {
            left.add(DRIFT);
        }
        return Doctor.examine(
                new Examination(ip, home, machine, scope, declared, reader::stale, docker::disagreeing), left);
    }
}
