package io.github.ipvlanctl.cli.netns;

import io.github.ipvlanctl.cli.Command;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.service.NetnsService;
import io.github.ipvlanctl.service.Services;
import java.util.List;

/** {@code netns exec}: its exit code is the program's. */
final class NetnsExec extends Command {
    private final Option<NetnsName> name = parameter("NETNS", "1", NetnsName::new, "The namespace.");
    private final Option<List<String>> words =
            parameters("COMMAND", "1..*", word -> word, "The program and its arguments.");

    NetnsExec(Invocation invocation) {
        super(invocation, "ipvlanctl netns exec blue -- ping -c 1 192.168.1.1");
        passWordsOn();
    }

    @Override
    protected List<String> explanation() {
        return List.of(
                "All words after NETNS are the program's; global options stand before it. The exit status is the program's, or 128 "
                        + "and the number of the signal that ended it. With --dry-run the 'ip netns exec' is printed.");
    }

    @Override
    protected int execute(Services services) {
        List<String> argv = all(words);
        if (!argv.isEmpty() && argv.get(0).equals("--")) {
            argv.remove(0);
        }
        if (argv.isEmpty()) {
            throw Failure.usage("there is no command to run", "ipvlanctl netns exec " + name.get() + " -- COMMAND...");
        }
        NetnsService namespaces = services.namespaces();
        if (invocation().global().isDryRun()) {
            invocation().out().println(namespaces.execText(name.get(), argv));
            return 0;
        }
        return namespaces.exec(name.get(), argv);
    }
}
