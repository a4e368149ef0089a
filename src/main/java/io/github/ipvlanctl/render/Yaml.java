package io.github.ipvlanctl.render;

import java.util.Objects;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.RepresentToNode;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/** Maps, lists, texts, numbers, truths and null as YAML. */
public final class Yaml {
    private Yaml() {}

    /** Without anchors; ends with a line end. */
    public static String text(Object tree) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setDereferenceAliases(true)
                .build();
        return new Dump(settings, new TextAsText(settings)).dumpToString(tree);
    }

    /**
     * Quotes what some readers of YAML take for something else than text: those of version 1.1 know more words for truth
     * (yes, off), and more numbers (1_000, 12:30:45).
     */
    private static final class TextAsText extends StandardRepresenter {
        private static final Pattern OTHERWISE = Pattern.compile(
                "~|null|y|n|yes|no|on|off|true|false|=|<<"
                        + "|[-+]?(0x[0-9a-f_]+|0o?[0-7_]+|0b[01_]+|[0-9][0-9_]*(:[0-5]?[0-9])*)"
                        + "|[-+]?([0-9][0-9_]*)?(:[0-5]?[0-9])*\\.[0-9_]*(e[-+]?[0-9]+)?"
                        + "|[-+]?[0-9][0-9_]*e[-+]?[0-9]+|[-+]?\\.(inf|nan)"
                        + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*",
                Pattern.CASE_INSENSITIVE);

        TextAsText(DumpSettings settings) {
            super(settings);
            RepresentToNode plain = Objects.requireNonNull(representers.get(String.class));
            representers.put(
                    String.class,
                    text -> OTHERWISE.matcher((String) text).matches()
                            ? representScalar(Tag.STR, (String) text, ScalarStyle.SINGLE_QUOTED)
                            : plain.representData(text));
        }
    }
}
