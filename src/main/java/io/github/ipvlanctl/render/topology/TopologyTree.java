package io.github.ipvlanctl.render.topology;

import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Problem;
import io.github.ipvlanctl.model.Topology.Branch;
import io.github.ipvlanctl.model.Topology.Leaf;
import io.github.ipvlanctl.render.Ink;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** A topology as lines for a terminal: a parent with its port, its namespaces below it, their links below those. */
final class TopologyTree {
    private static final String GAP = "  ";

    private final StringBuilder text = new StringBuilder();
    private final boolean color;

    private TopologyTree(boolean color) {
        this.color = color;
    }

    static String text(List<Branch> branches, boolean color) {
        TopologyTree tree = new TopologyTree(color);
        for (Branch branch : branches) {
            tree.branch(branch);
            tree.text.append('\n');
        }
        return branches.isEmpty() ? "" : tree.text + TopologyWords.summary(branches) + "\n";
    }

    private void branch(Branch branch) {
        String name = TopologyWords.name(branch);
        Device parent = branch.port().parent();
        text.append(color ? Ink.bold(name) : name)
                .append(GAP)
                .append(branch.port().settings());
        if (parent != null) {
            String state = parent.state().word();
            text.append(GAP).append(color ? Ink.state(state) : state);
            TopologyWords.details(parent).forEach(detail -> text.append(GAP).append(detail));
        }
        text.append('\n');
        problems("│  ", branch.problems());
        int nameWidth = width(branch.leaves(), leaf -> leaf.link().name().toString());
        int stateWidth = width(branch.leaves(), TopologyTree::state);
        for (Iterator<Place> places = Place.of(branch.leaves()).iterator(); places.hasNext(); ) {
            Place place = places.next();
            text.append(places.hasNext() ? "├─ " : "└─ ").append(place.label()).append('\n');
            String indent = places.hasNext() ? "│  " : "   ";
            for (Iterator<Leaf> leaves = place.leaves().iterator(); leaves.hasNext(); ) {
                Leaf leaf = leaves.next();
                text.append(indent).append(leaves.hasNext() ? "├─ " : "└─ ");
                leaf(leaf, nameWidth, stateWidth);
                problems(indent + (leaves.hasNext() ? "│  " : "   "), leaf.problems());
            }
        }
    }

    private void leaf(Leaf leaf, int nameWidth, int stateWidth) {
        String name = leaf.link().name().toString();
        String state = state(leaf);
        List<String> details = TopologyWords.details(leaf);
        text.append(name).append(" ".repeat(nameWidth - width(name))).append(GAP);
        text.append(color ? Ink.state(state) : state);
        if (!details.isEmpty()) {
            text.append(" ".repeat(stateWidth - width(state)));
            details.forEach(detail -> text.append(GAP).append(detail));
        }
        text.append('\n');
    }

    private void problems(String indent, List<Problem> problems) {
        for (Problem problem : problems) {
            String line = "! " + problem.text();
            text.append(indent).append(color ? Ink.red(line) : line).append('\n');
        }
    }

    private static String state(Leaf leaf) {
        return leaf.state().word();
    }

    private static int width(List<Leaf> leaves, Function<Leaf, String> cell) {
        int width = 0;
        for (Leaf leaf : leaves) {
            width = Math.max(width, width(cell.apply(leaf)));
        }
        return width;
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
