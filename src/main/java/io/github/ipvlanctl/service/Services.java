package io.github.ipvlanctl.service;

import io.github.ipvlanctl.docker.DockerClient;
import io.github.ipvlanctl.iproute2.IpClient;
import io.github.ipvlanctl.iproute2.Namespaces;
import io.github.ipvlanctl.model.NetnsName;
import java.io.File;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** The use cases, over one {@code ip}, one docker and one machine. */
public final class Services {
    private final IpClient ip;
    private final DockerClient docker;
    private final Namespaces namespaces;
    private final HostReader reader;
    private final @Nullable NetnsName home;
    private final Notes notes;
    private final File directory;

    /**
     * The use cases.
     *
     * @param home the named namespace to act in, or null for the caller's own
     * @param directory the program's own below /run: the lock between runs is there
     * @param notes gets what a user should know beside a result
     * @throws io.github.ipvlanctl.error.Failure of kind {@code NOT_FOUND} when {@code home} is no namespace's name
     */
    public Services(
            IpClient ip,
            DockerClient docker,
            Namespaces namespaces,
            @Nullable NetnsName home,
            File directory,
            Notes notes) {
        this.ip = ip;
        this.docker = docker;
        this.namespaces = namespaces;
        this.reader = new HostReader(ip, namespaces, home, notes);
        this.home = home;
        this.notes = notes;
        this.directory = directory;
        if (home != null) {
            reader.requireNetns(home, null);
        }
    }

    /**
     * Runs what changes something, its look at the machine included, while no other run does.
     *
     * @throws io.github.ipvlanctl.error.Failure of kind {@code TIMEOUT} when another one takes longer than {@code limit}
     */
    public int alone(Duration limit, IntSupplier work) {
        try (HostLock lock = HostLock.take(directory.toPath(), namespaces, limit, notes)) {
            return lock.holdDuring(work);
        }
    }

    /** Declared state. */
    public StackService stacks() {
        return new StackService(ip, reader, dockerSettings(), directory.toPath(), notes);
    }

    /** The live links in other words. */
    public ExportService exports() {
        return new ExportService(ip, reader, notes);
    }

    /** Links. */
    public LinkService links() {
        return new LinkService(ip, docker, reader, dockerSettings(), notes);
    }

    /** Addresses. */
    public AddressService addresses() {
        return new AddressService(ip, reader, notes);
    }

    /** Modes and flags. */
    public PortService ports() {
        return new PortService(ip, reader, dockerSettings(), notes);
    }

    /** What happens to links. */
    public MonitorService monitor() {
        return new MonitorService(ip, reader.repeatedly(), notes);
    }

    /** What links and ports count. */
    public StatsService stats() {
        return new StatsService(ip, reader.repeatedly());
    }

    /** Routes. */
    public RouteService routes() {
        return new RouteService(ip, reader, notes);
    }

    /** Shims. */
    public ShimService shims() {
        return new ShimService(ip, reader, dockerSettings(), notes);
    }

    /** Namespaces. */
    public NetnsService namespaces() {
        return new NetnsService(ip, reader);
    }

    /** What hangs together. */
    public TopologyService topology() {
        return new TopologyService(reader, docker);
    }

    /** Parents. */
    public ParentService parents() {
        return new ParentService(reader);
    }

    /**
     * Docker's networks.
     *
     * @param program docker's client, by its name or path; null for the system's
     */
    public DockerService docker(@Nullable String program) {
        return new DockerService(program == null ? docker : docker.at(program), reader, notes);
    }

    /** What is wrong. */
    public DoctorService doctor() {
        return new DoctorService(ip, reader, dockerSettings(), home, stacks());
    }

    private DockerSettings dockerSettings() {
        return new DockerSettings(docker, reader, notes);
    }
}
