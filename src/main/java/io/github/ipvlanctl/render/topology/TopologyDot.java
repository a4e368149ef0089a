package io.github.ipvlanctl.render.topology;

import io.github.ipvlanctl.render.topology.TopologyGraph.Node;
import io.github.ipvlanctl.render.topology.TopologyGraph.Room;
import io.github.ipvlanctl.render.topology.TopologyGraph.Trunk;
import io.github.ipvlanctl.render.topology.TopologyGraph.Twig;

/** A topology in the language of Graphviz: parents to the left, and the namespaces as boxes around their links. */
final class TopologyDot {
    private TopologyDot() {}

    static String text(TopologyGraph graph) {
        StringBuilder text = new StringBuilder("""
                digraph ipvlan {
                  rankdir=LR;
                  fontname="sans-serif";
                  node [shape=box, style="rounded,filled", fillcolor=white, fontname="sans-serif", fontsize=11];
                  edge [arrowhead=none, fontname="sans-serif", fontsize=10];
                """);
        for (Trunk trunk : graph.trunks()) {
            node(text, "  ", trunk.parent());
        }
        for (Room room : graph.rooms()) {
            text.append("  subgraph cluster_").append(room.id()).append(" {\n");
            text.append("    label=").append(quoted(room.label())).append(";\n");
            for (Twig twig : room.twigs()) {
                node(text, "    ", twig.link());
            }
            text.append("  }\n");
        }
        for (Room room : graph.rooms()) {
            for (Twig twig : room.twigs()) {
                Trunk trunk = graph.trunks().get(twig.trunk());
                text.append("  ")
                        .append(trunk.parent().id())
                        .append(" -> ")
                        .append(twig.link().id());
                text.append(" [label=").append(quoted(trunk.port())).append("];\n");
            }
        }
        return text.append("}\n").toString();
    }

    private static void node(StringBuilder text, String indent, Node node) {
        text.append(indent).append(node.id()).append(" [label=").append(quoted(String.join("\n", node.text())));
        text.append(
                switch (node.mood()) {
                    case WELL -> "";
                    case ASLEEP -> ", style=\"rounded,filled,dashed\"";
                    case WRONG -> ", color=\"#c62828\", penwidth=2";
                });
        text.append("];\n");
    }

    /** Text between quotes: a backslash would begin one of Graphviz's own escapes. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
