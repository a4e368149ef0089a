package io.github.ipvlanctl.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What hangs together: parents, the links on them, and what is wrong with any.
 *
 * @param branches one for each parent that has links
 */
public record Topology(List<Branch> branches) {
    /**
     * A parent with its port.
     *
     * @param problems what is wrong with the parent
     * @param leaves its links, those of one namespace in a row
     */
    public record Branch(Port port, List<Problem> problems, List<Leaf> leaves) {
        /** Copies the lists. */
        public Branch {
            problems = List.copyOf(problems);
            leaves = List.copyOf(leaves);
        }
    }

    /**
     * A link.
     *
     * @param problems what is wrong with it
     */
    public record Leaf(Link link, List<Problem> problems) {
        /** Copies the list. */
        public Leaf {
            problems = List.copyOf(problems);
        }

        /**
         * Whether it passes packets. Of a link in another namespace than its parent, {@code ip} does not say when that is
         * down.
         */
        public LinkState state() {
            LinkState own = link.device().state();
            Device parent = link.parent();
            boolean blocked = own == LinkState.UP && parent != null && parent.state() != LinkState.UP;
            return blocked ? LinkState.LOWERLAYERDOWN : own;
        }
    }

    /** Copies the list. */
    public Topology {
        branches = List.copyOf(branches);
    }

    /**
     * The topology of some ports.
     *
     * @param all all ports that were seen: an address may be on a link of another one, too
     */
    public static Topology of(List<Port> ports, List<Port> all) {
        Troubles troubles = new Troubles(all);
        List<Branch> branches = new ArrayList<>();
        for (Port port : ports) {
            List<Leaf> leaves = new ArrayList<>();
            for (Link link : port.links()) {
                leaves.add(new Leaf(link, troubles.of(link)));
            }
            branches.add(new Branch(port, troubles.ofParent(port), leaves));
        }
        return new Topology(branches);
    }
}
