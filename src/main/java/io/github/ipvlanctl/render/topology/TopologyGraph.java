package io.github.ipvlanctl.render.topology;

import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.LinkState;
import io.github.ipvlanctl.model.Problem;
import io.github.ipvlanctl.model.Topology.Branch;
import io.github.ipvlanctl.model.Topology.Leaf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A topology as nodes and edges, with what is written on them, for those that draw: parents, their ports, and links within
 * their namespaces.
 */
record TopologyGraph(List<Trunk> trunks, List<Room> rooms) {
    /** Whether a node is well, does not pass packets, or has something wrong with it. */
    enum Mood {
        WELL,
        ASLEEP,
        WRONG
    }

    /**
     * What is drawn of a device.
     *
     * @param id unique in the graph: a letter and a number
     * @param title its name
     * @param state whether it passes packets, or empty when nobody knows
     * @param lines what else there is to say
     * @param problems what is wrong with it
     */
    record Node(String id, String title, String state, List<String> lines, List<String> problems, Mood mood) {
        /** All of it, line by line. */
        List<String> text() {
            List<String> text = new ArrayList<>(List.of(title));
            if (!state.isEmpty()) {
                text.add(state);
            }
            text.addAll(lines);
            problems.forEach(problem -> text.add("! " + problem));
            return text;
        }
    }

    /** A parent, and what its port is called. */
    record Trunk(Node parent, String port) {}

    /** A link, and the number of its parent among the trunks. */
    record Twig(Node link, int trunk) {}

    /** A namespace with the links in it. */
    record Room(String id, String label, List<Twig> twigs) {}

    static TopologyGraph of(List<Branch> branches) {
        List<Trunk> trunks = new ArrayList<>();
        List<Leaf> leaves = new ArrayList<>();
        List<Twig> twigs = new ArrayList<>();
        for (Branch branch : branches) {
            Node parent = parent("p" + trunks.size(), branch);
            for (Leaf leaf : branch.leaves()) {
                leaves.add(leaf);
                twigs.add(new Twig(link("l" + twigs.size(), leaf), trunks.size()));
            }
            trunks.add(new Trunk(parent, branch.port().settings().toString()));
        }
        List<Room> rooms = new ArrayList<>();
        for (Place place : Place.of(leaves)) {
            List<Twig> inside = new ArrayList<>();
            for (Leaf leaf : place.leaves()) {
                inside.add(twigs.get(leaves.indexOf(leaf)));
            }
            rooms.add(new Room("n" + rooms.size(), place.label(), inside));
        }
        return new TopologyGraph(trunks, rooms);
    }

    private static Node parent(String id, Branch branch) {
        Device parent = branch.port().parent();
        List<String> lines = parent == null ? List.of() : TopologyWords.details(parent);
        return node(id, TopologyWords.name(branch), parent == null ? null : parent.state(), lines, branch.problems());
    }

    private static Node link(String id, Leaf leaf) {
        String name = leaf.link().name().toString();
        return node(id, name, leaf.state(), TopologyWords.details(leaf), leaf.problems());
    }

    private static Node node(
            String id, String title, @Nullable LinkState state, List<String> lines, List<Problem> problems) {
        return new Node(
                id,
                title,
                state == null ? "" : state.word(),
                lines,
                problems.stream().map(Problem::text).toList(),
                !problems.isEmpty() ? Mood.WRONG : state == LinkState.UP ? Mood.WELL : Mood.ASLEEP);
    }
}
