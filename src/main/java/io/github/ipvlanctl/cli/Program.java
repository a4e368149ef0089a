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

    private static List<Group.Entry> entries() {
        List<Group.Entry> entries = new ArrayList<>();
        for (Group group : List.of(
                LinkGroup.GROUP,
                AddrGroup.GROUP,
                PortGroups.MODE,
                PortGroups.FLAG,
                RouteGroup.GROUP,
                NetnsGroup.GROUP,
                ParentGroup.GROUP,
                HostGroup.GROUP)) {
            entries.add(new Group.Branch(group));
        }
        entries.addAll(StackCommands.ENTRIES);
        entries.add(new Group.Branch(DockerGroup.GROUP));
        entries.add(Group.leaf(
                "topology",
                "Show how parents, links and namespaces hang together, and what is wrong.",
                invocation -> new TopologyShow(invocation)));
        entries.addAll(WatchCommands.ENTRIES);
        // No method references: they would load the classes at every start.
        entries.add(Group.leaf(
                "doctor", "Find out what is wrong, and what mends it.", invocation -> Doctor.command(invocation)));
        entries.add(Group.leaf(
                "explain", "Say what modes, flags and refusals mean.", invocation -> Explain.command(invocation)));
        entries.add(new Group.Branch(CompletionGroup.GROUP));
        entries.add(Group.hidden("manual", "Write the manual pages.", invocation -> Manual.command(invocation)));
        return entries;
    }
}
