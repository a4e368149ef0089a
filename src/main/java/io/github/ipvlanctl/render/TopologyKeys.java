package io.github.ipvlanctl.render;

import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Lower;
import io.github.ipvlanctl.model.Problem;
import io.github.ipvlanctl.model.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What output says of a parent with all that hangs on it. */
final class TopologyKeys {
    private TopologyKeys() {}

    static void define(Shape<Topology.Branch> shape) {
        shape.key("parent", ofParent(parent -> parent.name().value()))
                .key("parent_netns", ofParent(parent -> parent.netns().label()))
                .key("kind", ofParent(parent -> parent.kind().isEmpty() ? null : parent.kind()))
                .key(
                        "lower",
                        ofParent(parent -> parent.lower() instanceof Lower.Here here
                                ? here.name().value()
                                : null))
                .key("vlan", ofParent(Device::vlan))
                .key("state", ofParent(parent -> parent.state().word()))
                .key("mtu", ofParent(Device::mtu))
                .key("mac", branch -> branch.port().links().get(0).device().mac())
                .key("addresses", ofParent(Shapes::addresses))
                .key("mode", branch -> branch.port().settings().mode().word())
                .key("flag", branch -> branch.port().settings().flag().word())
                .key("problems", branch -> problems(branch.problems()))
                .key("links", branch -> branch.leaves().stream()
                        .map(TopologyKeys::leaf)
                        .toList())
                .written(Format.TABLE, TopologyTree::text)
                .written(Format.TREE, TopologyTree::text)
                .written(Format.DOT, (branches, color) -> TopologyDot.text(TopologyGraph.of(branches)))
                .written(Format.MERMAID, (branches, color) -> TopologyMermaid.text(TopologyGraph.of(branches)))
                .written(
                        Format.SVG,
                        (branches, color) ->
                                TopologySvg.text(TopologyGraph.of(branches), TopologyWords.summary(branches)));
    }

    /** What is known of the parent, or null when that could not be seen. */
    private static Function<Topology.Branch, @Nullable Object> ofParent(Function<Device, @Nullable Object> value) {
        return branch -> {
            Device parent = branch.port().parent();
            return parent == null ? null : value.apply(parent);
        };
    }

    /** A link as it is shown alone, and what is wrong with it. */
    private static Map<String, @Nullable Object> leaf(Topology.Leaf leaf) {
        Map<String, @Nullable Object> values = Shapes.LINK.values(leaf.link());
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
