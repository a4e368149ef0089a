package io.github.ipvlanctl.render.topology;

import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Lower;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.Problem;
import io.github.ipvlanctl.model.Topology.Branch;
import io.github.ipvlanctl.model.Topology.Leaf;
import io.github.ipvlanctl.render.Format;
import io.github.ipvlanctl.render.Row;
import io.github.ipvlanctl.render.Shape;
import io.github.ipvlanctl.render.shape.LinkShape;
import io.github.ipvlanctl.render.shape.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parents with all that hangs on them. What could not be seen of a parent is null. */
public final class TopologyShape extends Shape<Branch> {
    public TopologyShape() {
        super("topology");
    }

    @Override
    protected void describe(Branch branch, Row row) {
        Port port = branch.port();
        Device parent = port.parent();
        row.key("parent", parent == null ? null : parent.name().value())
                .key("parent_netns", parent == null ? null : parent.netns().label())
                .key("kind", parent == null || parent.kind().isEmpty() ? null : parent.kind())
                .key(
                        "lower",
                        parent != null && parent.lower() instanceof Lower.Here here
                                ? here.name().value()
                                : null)
                .key("vlan", parent == null ? null : parent.vlan())
                .key("state", parent == null ? null : parent.state().word())
                .key("mtu", parent == null ? null : parent.mtu())
                .key("mac", port.links().get(0).device().mac())
                .key("addresses", parent == null ? null : Values.addresses(parent))
                .key("mode", port.settings().mode().word())
                .key("flag", port.settings().flag().word())
                .key("problems", problems(branch.problems()))
                .key("links", branch.leaves().stream().map(TopologyShape::leaf).toList());
    }

    @Override
    protected @Nullable String text(List<Branch> branches, Format format, boolean color) {
        return switch (format) {
            case TABLE, TREE -> TopologyTree.text(branches, color);
            case DOT -> TopologyDot.text(TopologyGraph.of(branches));
            case MERMAID -> TopologyMermaid.text(TopologyGraph.of(branches));
            case SVG -> TopologySvg.text(TopologyGraph.of(branches), TopologyWords.summary(branches));
            case JSON, YAML, NAME -> null;
        };
    }

    /** A link as it is shown alone, and what is wrong with it. */
    private static Map<String, @Nullable Object> leaf(Leaf leaf) {
        Map<String, @Nullable Object> values = new LinkShape().values(leaf.link());
        values.put("state", leaf.state().word());
        values.put("problems", problems(leaf.problems()));
        return values;
    }

    private static List<Map<String, @Nullable Object>> problems(List<Problem> problems) {
        return problems.stream()
                .map(problem -> {
                    Map<String, @Nullable Object> values = new LinkedHashMap<>();
                    values.put("kind", problem.kind().word());
                    values.put("text", problem.text());
                    return values;
                })
                .toList();
    }
}
