package io.github.ipvlanctl.service;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.iproute2.IpClient;
import io.github.ipvlanctl.iproute2.Transaction;
import io.github.ipvlanctl.model.Change;
import io.github.ipvlanctl.model.Display;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.LinkState;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.PlanOptions;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.StackName;
import io.github.ipvlanctl.model.Suggestions;
import io.github.ipvlanctl.plan.Plan;
import io.github.ipvlanctl.plan.Planner;
import io.github.ipvlanctl.plan.Surroundings;
import io.github.ipvlanctl.plan.manifest.Manifest;
import io.github.ipvlanctl.plan.manifest.ManifestReader;
import io.github.ipvlanctl.plan.manifest.Problems;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Declared state: what manifests want, against what is. */
public final class StackService {
    private final IpClient ip;
    private final HostReader reader;
    private final DockerSettings docker;
    private final Notes notes;
    private final UnfinishedNetns unfinished;

    StackService(IpClient ip, HostReader reader, DockerSettings docker, Path directory, Notes notes) {
        this.ip = ip;
        this.reader = reader;
        this.docker = docker;
        this.notes = notes;
        this.unfinished = new UnfinishedNetns(directory);
    }

    /**
     * What is to be done.
     *
     * @param changes for people and programs; none when all is so already
     * @param prepared makes them
     */
    public record Planned(List<Change> changes, Prepared<List<Change>> prepared) {}

    /**
     * Plans the way to what manifests want.
     *
     * @param files their names and texts
     * @throws Failure when they are not well formed, or the machine, as it stands, forbids it
     */
    public Planned plan(Map<String, String> files, PlanOptions options) {
        Problems problems = new Problems();
        Manifest manifest = ManifestReader.read(files, problems);
        return planned(Planner.plan(manifest, problems, new Machine(), options));
    }

    /**
     * Plans the deletion of all that a stack owns.
     *
     * @param ifExists be content when there is no such stack
     * @throws Failure of kind {@code NOT_FOUND}, with close matches, when there is none
     */
    public Planned destruction(StackName stack, boolean ifExists) {
        Machine machine = new Machine();
        if (!ifExists) {
            List<String> stacks = machine.host().devices().stream()
                    .map(device -> StackName.in(device.alias()))
                    .filter(Objects::nonNull)
                    .distinct()
                    .map(Display::safe)
                    .toList();
            if (!stacks.contains(stack.value())) {
                throw Failure.notFound(
                        "there is no stack " + stack, Suggestions.hint(stack.value(), stacks, "there are"));
            }
        }
        return planned(Planner.destruction(stack, machine));
    }

    /**
     * The stack that manifests name.
     *
     * @throws Failure of kind {@code USAGE} when they name none, or are not well formed
     */
    public static StackName stackOf(Map<String, String> files) {
        StackName stack = ManifestReader.read(files).stack();
        if (stack == null) {
            throw Failure.usage(
                    "the manifest names no stack, so nothing is known to be its own", "write 'stack: NAME' into it");
        }
        return stack;
    }

    private Planned planned(Plan plan) {
        plan.notes().forEach(notes::note);
        docker.advise(plan.given());
        Transaction transaction = Transaction.ofPhases(ip, plan.phases());
        List<NetnsName> making = plan.making();
        Queue<NetnsName> missing = new ConcurrentLinkedQueue<>(
                making.stream().filter(name -> !reader.exists(name)).toList());
        List<NetnsName> takenOver =
                making.stream().filter(name -> !missing.contains(name)).toList();
        Prepared<List<Change>> prepared = making.isEmpty()
                ? new Prepared<>(transaction, plan::changes)
                : new Prepared<>(
                        transaction,
                        () -> {
                            unfinished.add(making);
                            // Its loopback device up, it is not fresh any more, should this run be killed too.
                            takenOver.forEach(this::noteIdentity);
                        },
                        taken -> noteMade(missing),
                        () -> unfinished.remove(making.stream()
                                .filter(name -> !reader.exists(name))
                                .toList()),
                        () -> {
                            unfinished.remove(making);
                            return plan.changes();
                        });
        return new Planned(plan.changes(), prepared);
    }

    /** Namespaces are made one after the other, and this is told after each. */
    private void noteMade(Queue<NetnsName> missing) {
        NetnsName next = missing.peek();
        if (next != null && noteIdentity(next)) {
            missing.remove();
        }
    }

    /** Notes what tells a namespace from a later one of its name; false while there is none. */
    private boolean noteIdentity(NetnsName name) {
        String identity = reader.identity(name);
        if (identity != null) {
            unfinished.made(name, identity);
        }
        return identity != null;
    }

    /** The machine as a plan sees it: devices once, routes of the namespaces that matter. */
    private final class Machine implements Surroundings {
        private @Nullable Host host;
        private @Nullable Set<NetnsName> ours;

        @Override
        public Host host() {
            if (host == null) {
                host = reader.everywhere();
            }
            return host;
        }

        @Override
        public Map<Netns, List<Route>> routes(Collection<Netns> places) {
            return ip.routes(places);
        }

        @Override
        public boolean exists(NetnsName name) {
            return reader.exists(name);
        }

        @Override
        public Netns locate(NetnsName name) {
            return reader.locate(name);
        }

        @Override
        public Set<NetnsName> unfinished() {
            if (ours == null) {
                Set<NetnsName> found = new HashSet<>();
                unfinished.read().forEach((name, identity) -> {
                    if (identity.isEmpty() ? isFresh(name) : identity.equals(reader.identity(name))) {
                        found.add(name);
                    }
                });
                ours = found;
            }
            return ours;
        }

        /** Whether nobody has touched a namespace since it was made. */
        private boolean isFresh(NetnsName name) {
            return host().devices(locate(name)).stream()
                            .allMatch(device ->
                                    device.state() == LinkState.DOWN && device.alias() == null && !device.isIpvlan())
                    && inhabited(List.of(name)).isEmpty();
        }

        @Override
        public Map<NetnsName, Long> inhabited(Collection<NetnsName> names) {
            return reader.inhabited(names);
        }

        @Override
        public String currentForMove() {
            return reader.currentForMove();
        }
    }
}
