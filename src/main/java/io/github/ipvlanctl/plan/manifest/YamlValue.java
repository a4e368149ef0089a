package io.github.ipvlanctl.plan.manifest;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Display;
import io.github.ipvlanctl.model.Suggestions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A node of a document: what it is expected to be is said by the caller, and what it is not is noted as a problem. */
final class YamlValue {
    private final String file;
    private final Node node;
    private final Problems problems;

    YamlValue(String file, Node node, Problems problems) {
        this.file = file;
        this.node = node;
        this.problems = problems;
    }

    Position at() {
        return YamlDocuments.at(file, node.getStartMark());
    }

    void problem(String text) {
        problems.add(at(), text);
        problems.throwIfMany();
    }

    /** The values of a mapping by their keys, of which only {@code known} ones are legal; null when it is no mapping. */
    @Nullable
    Map<String, YamlValue> fields(String what, List<String> known) {
        List<NodeTuple> tuples = tuples(what);
        if (tuples == null) {
            return null;
        }
        Map<String, YamlValue> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : tuples) {
            YamlValue key = new YamlValue(file, tuple.getKeyNode(), problems);
            String name = key.text("a key");
            if (name == null) {
                continue;
            }
            if (!known.contains(name)) {
                key.problem("unknown key '" + Display.safe(name) + "' of " + what + " ("
                        + Suggestions.hint(name, known, "there are") + ")");
            } else if (fields.put(name, new YamlValue(file, tuple.getValueNode(), problems)) != null) {
                key.problem("the key '" + name + "' is there twice");
            }
        }
        return fields;
    }

    /** The same for a mapping whose keys are names of the user's. */
    Map<String, YamlValue> entries(String what) {
        Map<String, YamlValue> entries = new LinkedHashMap<>();
        List<NodeTuple> tuples = tuples(what);
        for (NodeTuple tuple : tuples == null ? List.<NodeTuple>of() : tuples) {
            YamlValue key = new YamlValue(file, tuple.getKeyNode(), problems);
            String name = key.text("a name");
            if (name != null && entries.put(name, new YamlValue(file, tuple.getValueNode(), problems)) != null) {
                key.problem("'" + Display.safe(name) + "' is there twice");
            }
        }
        return entries;
    }

    private @Nullable List<NodeTuple> tuples(String what) {
        if (node instanceof MappingNode mapping) {
            return mapping.getValue();
        }
        problem(what + " is written as 'key: value' lines, and this is not");
        return null;
    }

    /** The elements of a list. */
    List<YamlValue> items(String what) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .map(item -> new YamlValue(file, item, problems))
                    .toList();
        }
        problem("a list of " + what + " is expected");
        return List.of();
    }

    /** A single value as text, or null when it is none. */
    @Nullable
    String text(String what) {
        if (node instanceof ScalarNode scalar
                && !scalar.getTag().equals(Tag.NULL)
                && !scalar.getValue().isEmpty()) {
            return scalar.getValue();
        }
        problem(what + " is expected");
        return null;
    }

    /** A single value as a type of the model, with its place; null, with the problem noted, when it is refused. */
    <T> @Nullable Located<T> value(String what, Function<String, T> parser) {
        String text = text(what);
        if (text == null) {
            return null;
        }
        try {
            return new Located<>(parser.apply(text), at());
        } catch (Failure failure) {
            problems.add(at(), failure);
            problems.throwIfMany();
            return null;
        }
    }
}
