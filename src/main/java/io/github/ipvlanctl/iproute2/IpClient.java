package io.github.ipvlanctl.iproute2;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.exec.Command;
import io.github.ipvlanctl.exec.CommandResult;
import io.github.ipvlanctl.exec.ProcessRunner;
import io.github.ipvlanctl.exec.Termination;
import io.github.ipvlanctl.iproute2.json.CounterReader;
import io.github.ipvlanctl.iproute2.json.DeviceReader;
import io.github.ipvlanctl.iproute2.json.NetnsIdReader;
import io.github.ipvlanctl.iproute2.json.RouteReader;
import io.github.ipvlanctl.model.CounterListing;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Asks {@code ip}, and hands it commands. */
public final class IpClient {
    /** A listing is read again when links changed meanwhile; so often at most. */
    private static final int MAX_READS = 20;

    private static final int FEW = 3;

    private final ProcessRunner runner;
    private final IpProgram program;

    /** A client that calls {@code program} through {@code runner}. */
    public IpClient(ProcessRunner runner, IpProgram program) {
        this.runner = runner;
        this.program = program;
    }

    /**
     * All devices of a namespace, with details and addresses; none when the namespace is gone.
     *
     * @throws Failure when {@code ip} fails in any other way, or prints nothing
     */
    public List<Device> devices(Netns netns) {
        CommandResult result = read(program.command(IpAddr.show(netns), "-j", "-d"));
        if (!netns.equals(Netns.current()) && !result.succeeded() && IpError.namespaceGone(result)) {
            return List.of();
        }
        String listing = stdout(result);
        if (listing.isBlank()) {
            throw Failure.of(
                    ErrorKind.FAILED,
                    "ip listed no device, and each namespace has one",
                    "see it with -vv; is --ip really iproute2's ip?");
        }
        return DeviceReader.read(netns, listing);
    }

    /**
     * The same of several namespaces, one namespace's after the other's.
     *
     * @throws Failure the first one in that order
     */
    public List<Device> devices(List<Netns> places) {
        List<Device> devices = new ArrayList<>();
        each(places, this::devices).forEach(devices::addAll);
        return devices;
    }

    /** A few namespaces are read one after the other, as a single one is: no threads have to be made for them. */
    private static <T> List<T> each(List<Netns> places, Function<Netns, T> read) {
        if (places.size() > FEW) {
            return SideBySide.read(places, read);
        }
        List<T> results = new ArrayList<>();
        for (Netns netns : places) {
            results.add(read.apply(netns));
        }
        return results;
    }

    /** What the devices of several namespaces have counted; nothing in a namespace that is gone. */
    public Map<Netns, CounterListing> counters(Collection<Netns> places) {
        List<Netns> order = List.copyOf(places);
        List<CounterListing> listings = each(order, this::counters);
        Map<Netns, CounterListing> byNetns = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            byNetns.put(order.get(i), listings.get(i));
        }
        return byNetns;
    }

    private CounterListing counters(Netns netns) {
        CommandResult result = read(program.command(IpCommand.of(netns, "link", "show"), "-j", "-s"));
        long nanos = System.nanoTime();
        boolean gone = !netns.equals(Netns.current()) && !result.succeeded() && IpError.namespaceGone(result);
        return new CounterListing(gone ? Map.of() : CounterReader.read(stdout(result)), nanos);
    }

    /** The numbers that a namespace has for others that have names; none when it is gone. */
    public Map<Integer, NetnsName> netnsIds(Netns netns) {
        CommandResult result = read(program.command(IpNetns.listIds(netns), "-j"));
        return !result.succeeded() && IpError.namespaceGone(result) ? Map.of() : NetnsIdReader.read(stdout(result));
    }

    /** One device, or nothing when there is none of that name. */
    public Optional<Device> device(Netns netns, InterfaceName name) {
        CommandResult result = read(program.command(IpAddr.show(netns, name), "-j", "-d"));
        if (!result.succeeded() && IpError.deviceGone(result)) {
            return Optional.empty();
        }
        return DeviceReader.read(netns, stdout(result)).stream().findFirst();
    }

    /** The routes of all tables but {@code local}, IPv4 first; of one device, or of all when {@code dev} is null. */
    public List<Route> routes(Netns netns, @Nullable InterfaceName dev) {
        return routes(IpRoute.show(netns, dev), dev);
    }

    /** The routes of several namespaces, as {@link #routes(Netns, InterfaceName)} gives them. */
    public Map<Netns, List<Route>> routes(Collection<Netns> places) {
        List<Netns> order = List.copyOf(places);
        List<List<Route>> routes = each(order, netns -> routes(netns, null));
        Map<Netns, List<Route>> byNetns = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            byNetns.put(order.get(i), routes.get(i));
        }
        return byNetns;
    }

    /** The default routes of the main table, IPv4 first. */
    public List<Route> defaultRoutes(Netns netns) {
        return routes(IpRoute.showDefault(netns), null);
    }

    private List<Route> routes(IpCommand command, @Nullable InterfaceName dev) {
        List<Route> routes = new ArrayList<>();
        for (String family : List.of("-4", "-6")) {
            String json = stdout(read(program.command(command, "-j", family)));
            routes.addAll(RouteReader.read(command.netns(), family.equals("-4") ? "inet" : "inet6", dev, json));
        }
        return routes;
    }

    /** Starts to listen for changes of links and addresses, in the current namespace or as {@link IpMonitor} says in all. */
    public IpMonitor monitor(boolean allNetns) {
        return new IpMonitor(runner.start(program.command(new IpCommand(Netns.current(), IpMonitor.words(allNetns)))));
    }

    /** Runs a program in a named namespace with this process's own streams; its exit code as a shell would give it. */
    public int exec(NetnsName name, List<String> argv) {
        Termination termination = runner.attach(program.command(IpNetns.exec(name, argv)));
        return termination instanceof Termination.Signalled signalled
                ? 128 + signalled.signal()
                : ((Termination.Exited) termination).code();
    }

    /** What {@link #exec} runs, as text for a shell. */
    public String execText(NetnsName name, List<String> argv) {
        return program.command(IpNetns.exec(name, argv)).shellText();
    }

    /** A command as text for a shell. */
    public String text(IpCommand command) {
        return program.command(command).shellText();
    }

    /** What {@code ip -V} prints of itself: {@code ip utility, iproute2-6.1.0, libbpf 1.1.2}. */
    public String version() {
        return stdout(runner.run(Command.of(List.of(program.path(), "-V")))).strip();
    }

    /** Whether {@code ip} runs as root through sudo. */
    public boolean isWithSudo() {
        return program.sudo();
    }

    /** Other programs, run where this {@code ip} acts. */
    public Probe probe() {
        return new Probe(runner, program);
    }

    /** What {@link #change} runs for these commands, which are of one namespace. */
    Command changing(List<IpCommand> commands) {
        return program.changing(commands);
    }

    /**
     * Runs commands of one namespace, in one process, up to the first that fails.
     *
     * @param taken is told how many more of them {@code ip} has been given
     */
    CommandResult change(List<IpCommand> commands, IntConsumer taken) {
        Command command = changing(commands);
        CommandResult result = runner.run(command, taken);
        if (command.input() == null) {
            taken.accept(commands.size());
        }
        return result;
    }

    /** Runs them all, whatever fails. */
    CommandResult changeRegardless(List<IpCommand> commands) {
        return runner.run(commands.size() == 1 ? changing(commands) : program.batch(commands, "-force"));
    }

    private CommandResult read(Command command) {
        for (int i = 0; i < MAX_READS; i++) {
            CommandResult result = runner.run(command);
            if (!result.succeeded() || !IpError.interrupted(result)) {
                return result;
            }
        }
        throw Failure.of(ErrorKind.FAILED, "the links keep changing: no listing came out whole", "try again")
                .from(command.argv(), "");
    }

    private static String stdout(CommandResult result) {
        if (!result.succeeded()) {
            throw IpError.classify(result);
        }
        return result.stdout();
    }
}
