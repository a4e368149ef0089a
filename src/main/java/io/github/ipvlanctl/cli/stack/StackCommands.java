package io.github.ipvlanctl.cli.stack;

import io.github.ipvlanctl.cli.Command;
import io.github.ipvlanctl.cli.Group;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.service.ExportService;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** {@code ipvlanctl plan}, {@code apply}, {@code destroy} and {@code export}. */
public final class StackCommands {
    /** For the help of those that read manifests. */
    static final String LEFT_ALONE =
            "What the manifest does not speak of is left alone: other links, and of the links that it holds, what it does"
                    + " not say. 'addresses' and a pool decide all addresses that were set on a link by hand, 'routes' and"
                    + " 'gateway' all routes through it of the protocols boot and static. What a manifest cannot say, such"
                    + " as routes with several nexthops or a source address, is left alone too.";

    private StackCommands() {}

    /** {@code plan}. */
    public static Command plan(Invocation invocation) {
        return new StackPlan(invocation);
    }

    /** {@code apply}. */
    public static Command apply(Invocation invocation) {
        return new StackApply(invocation);
    }

    /** {@code destroy}. */
    public static Command destroy(Invocation invocation) {
        return new StackDestroy(invocation);
    }

    /** The commands of {@code export}: a format each. */
    public static List<Group.Entry> exports() {
        List<Group.Entry> entries = new ArrayList<>();
        for (ExportService.Format format : ExportService.formats()) {
            Function<Invocation, Command> maker = invocation -> new Export(invocation, format);
            entries.add(
                    format.refusal() == null
                            ? Group.leaf(format.name(), format.summary(), maker)
                            : Group.hidden(format.name(), format.summary(), maker));
        }
        return entries;
    }
}
