package io.github.ipvlanctl.render.topology;

import io.github.ipvlanctl.render.topology.TopologyGraph.Mood;
import io.github.ipvlanctl.render.topology.TopologyGraph.Node;
import io.github.ipvlanctl.render.topology.TopologyGraph.Room;
import io.github.ipvlanctl.render.topology.TopologyGraph.Trunk;
import io.github.ipvlanctl.render.topology.TopologyGraph.Twig;
import java.util.List;
import java.util.Locale;

/** A topology in the language of Mermaid: parents to the left, and the namespaces as boxes around their links. */
final class TopologyMermaid {
    /** What can mean something within a label, which is a text between quotes and HTML. */
    private static final String SPECIAL = "\"#&<>`\\;|";

    private TopologyMermaid() {}

    static String text(TopologyGraph graph) {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        for (Trunk trunk : graph.trunks()) {
            node(text, "  ", trunk.parent());
        }
        for (Room room : graph.rooms()) {
            text.append("  subgraph ").append(room.id());
            text.append("[\"").append(escaped(room.label())).append("\"]\n");
            for (Twig twig : room.twigs()) {
                node(text, "    ", twig.link());
            }
            text.append("  end\n");
        }
        for (Room room : graph.rooms()) {
            for (Twig twig : room.twigs()) {
                Trunk trunk = graph.trunks().get(twig.trunk());
                text.append("  ").append(trunk.parent().id()).append(" ---|").append(trunk.port());
                text.append("| ").append(twig.link().id()).append('\n');
            }
        }
        return text.append("  classDef asleep stroke-dasharray:4\n")
                .append("  classDef wrong stroke:#c62828,stroke-width:3px\n")
                .toString();
    }

    private static void node(StringBuilder text, String indent, Node node) {
        List<String> lines = node.text().stream().map(TopologyMermaid::escaped).toList();
        text.append(indent)
                .append(node.id())
                .append("[\"")
                .append(String.join("<br/>", lines))
                .append("\"]");
        if (node.mood() != Mood.WELL) {
            text.append(":::").append(node.mood().name().toLowerCase(Locale.ROOT));
        }
        text.append('\n');
    }

    /** Each special character by its number, which Mermaid writes with a '#'. */
    private static String escaped(String label) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (SPECIAL.indexOf(c) >= 0) {
                text.append('#').append((int) c).append(';');
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
