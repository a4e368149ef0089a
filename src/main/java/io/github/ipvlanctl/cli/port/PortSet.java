package io.github.ipvlanctl.cli.port;

import io.github.ipvlanctl.cli.ChangingCommand;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.cli.Switch;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.render.shape.PortShape;
import io.github.ipvlanctl.service.Services;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code mode l3 DEV}, {@code flag private DEV}: what is not named stays as it is. */
final class PortSet extends ChangingCommand {
    private final Option<InterfaceName> dev = name("DEV", "A parent, or one of its links.");
    private final Switch switchSiblings =
            toggle("--switch-siblings", "DEV is a link, and the parent's other links are to be switched too.");

    private final @Nullable Mode mode;
    private final @Nullable Flag flag;

    PortSet(Invocation invocation, @Nullable Mode mode, @Nullable Flag flag) {
        super(invocation, examples(mode, flag));
        this.mode = mode;
        this.flag = flag;
    }

    private static String[] examples(@Nullable Mode mode, @Nullable Flag flag) {
        String words = mode != null ? "mode " + mode.word() : flag != null ? "flag " + flag.word() : "";
        return new String[] {"ipvlanctl " + words + " eth0", "ipvlanctl " + words + " ipvl0 --switch-siblings"};
    }

    @Override
    protected List<String> explanation() {
        return List.of(
                "The kernel keeps one mode and one flag for all links of a parent, in all namespaces and containers. When DEV is a link "
                        + "that has siblings, they are switched only with --switch-siblings.",
                "A network of docker's has a mode and a flag too, and gives them to all links of its parent whenever a container starts "
                        + "in it. Where docker runs, networks that will undo the change are named.",
                "In mode l2 the parent switches frames among its links and the wire; broadcast and multicast work. In l3 the "
                        + "parent's namespace routes: no ARP is answered and no broadcast received, and the routers around need routes. Mode "
                        + "l3s is l3 with the parent's netfilter rules and connection tracking.",
                "With flag bridge links talk to each other; with private they do not; with vepa what they send each other goes out "
                        + "to the switch, which has to send it back. In all three a link cannot reach the parent's own addresses.");
    }

    @Override
    protected int change(Services services) {
        return finish(new PortShape(), services.ports().set(dev.get(), mode, flag, switchSiblings.isSet()));
    }
}
