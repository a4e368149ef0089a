package io.github.ipvlanctl.cli.topology;

import io.github.ipvlanctl.cli.Command;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Switch;
import io.github.ipvlanctl.render.Format;
import io.github.ipvlanctl.render.topology.TopologyShape;
import io.github.ipvlanctl.service.Services;
import java.util.List;

/** {@code topology}. */
public final class TopologyShow extends Command {
    private final Switch allNetns =
            toggle("--all-netns", "All parents and links, of every namespace, named ones and those of processes.");

    private TopologyShow(Invocation invocation) {
        super(
                invocation,
                "ipvlanctl topology",
                "ipvlanctl topology --all-netns -o svg > net.svg",
                "ipvlanctl topology -o dot | dot -Tpng > net.png");
        describe(
                "Without --all-netns it shows the parents and links here, with all that hangs on or above them elsewhere."
                        + " Of further formats there are 'tree', which is what a table is here, 'dot' for Graphviz, 'mermaid', and"
                        + " 'svg', a picture that needs no other program.");
    }

    /** The command. */
    public static Command command(Invocation invocation) {
        return new TopologyShow(invocation);
    }

    @Override
    protected List<Format> formats() {
        return List.of(Format.values());
    }

    @Override
    protected List<String> explanation() {
        return List.of(
                "What is wrong is told at the parent or the link: a parent that is down, has no carrier, or cannot be looked at; a link "
                        + "whose MTU is above its parent's, that has an address of its parent, one that is on another link or parent "
                        + "too, or one that another host on the wire had before. Parents of different VLANs are taken for different "
                        + "wires, all others for one: the same address on two networks that never meet is told all the same.");
    }

    @Override
    protected void run(Services services) {
        show(new TopologyShape(), services.topology().show(allNetns.isSet()).branches());
    }
}
