package io.github.ipvlanctl.render.topology;

import io.github.ipvlanctl.render.topology.TopologyGraph.Mood;
import io.github.ipvlanctl.render.topology.TopologyGraph.Node;
import io.github.ipvlanctl.render.topology.TopologyGraph.Room;
import io.github.ipvlanctl.render.topology.TopologyGraph.Trunk;
import io.github.ipvlanctl.render.topology.TopologyGraph.Twig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A topology as a picture that needs no other program: parents to the left, their ports beside them, to the right the
 * namespaces as frames around their links, and a line from a port to each of its links in the port's colour.
 */
final class TopologySvg {
    private static final int MARGIN = 24;
    private static final int HEADING = 34;
    private static final int PADDING = 12;
    private static final int GAP = 16;
    private static final int LINE = 18;
    /** Space for the lines between ports and links. */
    private static final int WIRES = 130;

    private static final int PORT_HEIGHT = 26;
    /** Of a character of the font: 0.6 em in all common ones of one width, and a little more to be safe. */
    private static final double CHARACTER = 8.1;

    private static final int COLORS = 6;

    /** The page has a colour of its own in either scheme, so that nothing depends on what is around it. */
    private static final String STYLE = """
            text { font: 13px "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #1f2933; }
            .page { fill: #ffffff; } .frame { fill: #f4f6f8; stroke: #c3cbd4; }
            .parent, .link { fill: #ffffff; stroke: #7b8794; stroke-width: 1.5; }
            .asleep { stroke-dasharray: 5 4; } .wrong { stroke: #c62828; stroke-width: 2.5; }
            .title { font-weight: bold; } .heading, .label { fill: #5c6773; font-size: 12px; }
            .up { fill: #2e7d32; } .down, .problem { fill: #c62828; } .lowerlayerdown { fill: #b26a00; }
            .wire { fill: none; stroke-width: 2; } .port { stroke-width: 2; fill: #ffffff; }
            .c0 { stroke: #1b6ca8; } .c1 { stroke: #b8569b; } .c2 { stroke: #3c8d5a; }
            .c3 { stroke: #c07c10; } .c4 { stroke: #7353ba; } .c5 { stroke: #5f6b76; }
            @media (prefers-color-scheme: dark) {
              text { fill: #e4e7eb; } .page { fill: #15191e; } .frame { fill: #1e242b; stroke: #3e4c59; }
              .parent, .link, .port { fill: #262e37; } .parent, .link { stroke: #9aa5b1; } .wrong { stroke: #ff6b6b; }
              .heading, .label { fill: #9aa5b1; }
              .up { fill: #7bc47f; } .down, .problem { fill: #ff8a80; } .lowerlayerdown { fill: #f7c948; }
            }
            """;

    /** Of what is wrong, in characters. */
    private static final int PROBLEM_WIDTH = 44;

    private final SvgWriter svg = new SvgWriter();
    private final TopologyGraph graph;
    private final int parentWidth;
    private final int portX;
    private final int portWidth;
    private final int frameX;
    private final int linkWidth;

    private TopologySvg(TopologyGraph graph) {
        this.graph = graph;
        int parents = 0;
        int ports = 0;
        int links = 0;
        for (Trunk trunk : graph.trunks()) {
            parents = Math.max(parents, width(trunk.parent()));
            ports = Math.max(ports, width(trunk.port()));
        }
        for (Room room : graph.rooms()) {
            links = Math.max(links, width(room.label()));
            for (Twig twig : room.twigs()) {
                links = Math.max(links, width(twig.link()));
            }
        }
        parentWidth = parents + 2 * PADDING;
        portX = MARGIN + parentWidth + GAP;
        portWidth = ports + 2 * PADDING;
        frameX = portX + portWidth + WIRES;
        linkWidth = links + 2 * PADDING;
    }

    static String text(TopologyGraph graph, String summary) {
        return new TopologySvg(graph).picture(summary);
    }

    /** A box with its text, the height of its top, and the line that ends or begins at its middle. */
    private record Placed(Node node, int y, int trunk) {
        int middle() {
            return y + height(node) / 2;
        }
    }

    /** Frames first, then lines, so that these end at the boxes, which come last. */
    private String picture(String summary) {
        svg.text("heading", MARGIN, MARGIN, summary);
        List<Placed> links = new ArrayList<>();
        int y = MARGIN + HEADING;
        for (Room room : graph.rooms()) {
            y = frame(room, y, links) + GAP;
        }
        Map<Integer, Placed> parents = parents(links);
        for (Placed link : links) {
            int from = Objects.requireNonNull(parents.get(link.trunk)).middle();
            svg.curve(color(link.trunk) + " wire", portX + portWidth, from, frameX + PADDING, link.middle());
        }
        for (Placed link : links) {
            box("link", frameX + PADDING, link.y, linkWidth, link.node);
        }
        for (Placed parent : parents.values()) {
            parent(parent);
            y = Math.max(y, parent.y + height(parent.node) + GAP);
        }
        int width = Math.max(frameX + linkWidth + 2 * PADDING, MARGIN + width(summary)) + MARGIN;
        return svg.picture("IPvlan: " + summary, STYLE, width, y - GAP + MARGIN);
    }

    /** Draws a namespace's frame, and tells where the links in it come; the result is where it ends. */
    private int frame(Room room, int top, List<Placed> links) {
        int y = top + LINE + PADDING;
        for (Twig twig : room.twigs()) {
            links.add(new Placed(twig.link(), y, twig.trunk()));
            y += height(twig.link()) + PADDING;
        }
        svg.box("frame", frameX, top, linkWidth + 2 * PADDING, y - top);
        svg.text("label", frameX + PADDING, top + LINE, room.label());
        return y;
    }

    /** The parents, each as near to the middle of its links as those above it let it: then few lines cross. */
    private Map<Integer, Placed> parents(List<Placed> links) {
        Map<Integer, Placed> parents = new LinkedHashMap<>();
        int top = MARGIN + HEADING;
        for (Map.Entry<Integer, Double> middle : middles(links)) {
            Node node = graph.trunks().get(middle.getKey()).parent();
            int y = Math.max(top, (int) (middle.getValue() - height(node) / 2.0));
            parents.put(middle.getKey(), new Placed(node, y, middle.getKey()));
            top = y + height(node) + GAP;
        }
        return parents;
    }

    /** The trunks, and the mean height of the links on each, from top to bottom. */
    private static List<Map.Entry<Integer, Double>> middles(List<Placed> links) {
        return links.stream()
                .collect(Collectors.groupingBy(Placed::trunk, Collectors.averagingInt(Placed::middle)))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByValue())
                .toList();
    }

    private void parent(Placed parent) {
        int middle = parent.middle();
        svg.curve(color(parent.trunk) + " wire", MARGIN + parentWidth, middle, portX, middle);
        box("parent", MARGIN, parent.y, parentWidth, parent.node);
        svg.box(color(parent.trunk) + " port", portX, middle - PORT_HEIGHT / 2, portWidth, PORT_HEIGHT);
        svg.text(
                "",
                portX + PADDING,
                middle + LINE / 4,
                graph.trunks().get(parent.trunk).port());
    }

    private void box(String type, int x, int y, int width, Node node) {
        svg.box(
                type + (node.mood() == Mood.WELL ? "" : " " + node.mood().name().toLowerCase(Locale.ROOT)),
                x,
                y,
                width,
                height(node));
        int line = y + LINE;
        svg.text("title", x + PADDING, line, node.title());
        svg.text(node.state(), x + PADDING + width(node.title() + " "), line, node.state());
        for (String text : node.lines()) {
            line += LINE;
            svg.text("", x + PADDING, line, text);
        }
        for (String text : problems(node)) {
            line += LINE;
            svg.text("problem", x + PADDING, line, text);
        }
    }

    private static String color(int trunk) {
        return "c" + trunk % COLORS;
    }

    private static int height(Node node) {
        return LINE * (1 + node.lines().size() + problems(node).size()) + PADDING;
    }

    private static int width(Node node) {
        int width = width(node.title() + " " + node.state());
        for (String line : node.lines()) {
            width = Math.max(width, width(line));
        }
        for (String line : problems(node)) {
            width = Math.max(width, width(line));
        }
        return width;
    }

    private static int width(String text) {
        return (int) Math.ceil(CHARACTER
                * text.codePoints().map(c -> Character.isIdeographic(c) ? 2 : 1).sum());
    }

    /** What is wrong, in lines of a width that leaves the picture one. */
    private static List<String> problems(Node node) {
        List<String> lines = new ArrayList<>();
        for (String problem : node.problems()) {
            StringBuilder line = new StringBuilder("!");
            for (String word : problem.split(" ", -1)) {
                if (line.length() + 1 + word.length() > PROBLEM_WIDTH) {
                    lines.add(line.toString());
                    line.setLength(0);
                    line.append(' ');
                }
                line.append(' ').append(word);
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
