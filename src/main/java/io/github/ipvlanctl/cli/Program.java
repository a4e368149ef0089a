package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.cli.addr.AddrGroup;
import io.github.ipvlanctl.cli.completion.CompletionGroup;
import io.github.ipvlanctl.cli.docker.DockerGroup;
import io.github.ipvlanctl.cli.doctor.Doctor;
import io.github.ipvlanctl.cli.explain.Explain;
import io.github.ipvlanctl.cli.host.HostGroup;
import io.github.ipvlanctl.cli.link.LinkGroup;
import io.github.ipvlanctl.cli.manual.Manual;
import io.github.ipvlanctl.cli.netns.NetnsGroup;
import io.github.ipvlanctl.cli.parent.ParentGroup;
import io.github.ipvlanctl.cli.port.PortGroups;
import io.github.ipvlanctl.cli.route.RouteGroup;
import io.github.ipvlanctl.cli.stack.StackCommands;
import io.github.ipvlanctl.cli.topology.TopologyShow;
import io.github.ipvlanctl.cli.watch.WatchCommands;
import java.util.ArrayList;
import java.util.List;

/** The program: all its commands, and what happens around each. */
public final class Program {
    /** What it is called. */
    public static final String NAME = "ipvlanctl";

    private static final Group COMMANDS = new Group(
            NAME,
            "Creates, inspects, changes and removes IPvlan interfaces, knowing the kernel's rules.",
            Program::entries);

    private final Context context;

    /** The program in its surroundings. */
    public Program(Context context) {
        this.context = context;
    }

    /** Runs one command line; the result is the exit code. */
    public int run(String... words) {
        Invocation invocation = new Invocation(context, COMMANDS);
        ErrorReport report = new ErrorReport(context.err(), invocation.global());
        try {
            return CommandTree.build(COMMANDS, invocation, words).execute(context.out());
        } catch (RuntimeException | Error exception) {
            return report.exception(exception);
        } finally {
            context.out().flush();
            context.err().flush();
        }
    }

    /** The words of each command, of the program itself (none) to begin with, and of each group before its own. */
    public static List<List<String>> commands() {
        List<List<String>> found = new ArrayList<>();
        collect(COMMANDS, List.of(), found);
        return found;
    }

    private static void collect(Group group, List<String> words, List<List<String>> found) {
        found.add(words);
        for (Group.Entry entry : group.entries()) {
            List<String> below = new ArrayList<>(words);
            below.add(entry.name());
            if (entry instanceof Group.Branch branch) {
                collect(branch.group(), below, found);
            } else {
                found.add(below);
            }
        }
    }

    /** No method references: they would load the class that has the method, at every start. */
    private static List<Group.Entry> entries() {
        return List.of(
                Group.branch("link", "Make, change, delete and list IPvlan links.", () -> LinkGroup.commands()),
                Group.branch(
                        "addr", "Give IPvlan links addresses, take them away, list them.", () -> AddrGroup.commands()),
                Group.branch(
                        "mode", "Show or switch the mode that all links of a parent share.", () -> PortGroups.modes()),
                Group.branch(
                        "flag", "Show or switch the flag that all links of a parent share.", () -> PortGroups.flags()),
                Group.branch(
                        "route",
                        "Add, delete and list routes through IPvlan links, and those that lead to them.",
                        () -> RouteGroup.commands()),
                Group.branch(
                        "netns", "Make, delete, list and enter named network namespaces.", () -> NetnsGroup.commands()),
                Group.branch(
                        "parent",
                        "Show which devices can carry IPvlan links, and what is on them.",
                        () -> ParentGroup.commands()),
                Group.branch(
                        "host", "Have this machine and its IPvlan links reach each other.", () -> HostGroup.commands()),
                Group.leaf("plan", "Show what 'apply' would do.", invocation -> StackCommands.plan(invocation)),
                Group.leaf(
                        "apply",
                        "Bring about what a manifest says, whole or not at all.",
                        invocation -> StackCommands.apply(invocation)),
                Group.leaf("destroy", "Delete all that a stack owns.", invocation -> StackCommands.destroy(invocation)),
                Group.branch(
                        "export", "Write the links down, for this or another system.", () -> StackCommands.exports()),
                Group.branch("docker", "Make, delete and list docker's IPvlan networks.", () -> DockerGroup.commands()),
                Group.leaf(
                        "topology",
                        "Show how parents, links and namespaces hang together, and what is wrong.",
                        invocation -> TopologyShow.command(invocation)),
                Group.leaf(
                        "monitor",
                        "Tell what happens to links, as it happens.",
                        invocation -> WatchCommands.monitor(invocation)),
                Group.leaf(
                        "stats",
                        "Show what links and ports count, and how fast.",
                        invocation -> WatchCommands.stats(invocation)),
                Group.leaf(
                        "doctor",
                        "Find out what is wrong, and what mends it.",
                        invocation -> Doctor.command(invocation)),
                Group.leaf(
                        "explain",
                        "Say what modes, flags and refusals mean.",
                        invocation -> Explain.command(invocation)),
                Group.branch(
                        "completion",
                        "Print a script that completes command lines, for a shell.",
                        () -> CompletionGroup.commands()),
                Group.hidden("manual", "Write the manual pages.", invocation -> Manual.command(invocation)));
    }
}
