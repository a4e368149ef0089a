package io.github.ipvlanctl.cli.stack;

import io.github.ipvlanctl.cli.Command;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.cli.Switch;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.StackName;
import io.github.ipvlanctl.render.Renderer;
import io.github.ipvlanctl.service.ExportService.Selection;
import io.github.ipvlanctl.service.Services;
import java.util.List;

/** {@code export manifest}. */
final class ExportManifest extends Command {
    private final Option<InterfaceName> parent =
            option("--parent", "DEV", InterfaceName::new, "Only the links of this parent.");

    private final Option<StackName> stack = option("--stack", "NAME", StackName::new, "Only the links of this stack.");
    private final Switch unowned = toggle("--unowned", "Only the links that no stack owns.");

    ExportManifest(Invocation invocation) {
        super(
                invocation,
                "ipvlanctl export manifest > edge.yaml",
                "ipvlanctl export manifest --parent eth0 --stack edge");
        describe(
                "'ipvlanctl plan' finds nothing to change in it. A manifest has one owner: where there is one stack, its links"
                        + " are written down, and those that no stack owns are left out. What a manifest cannot say (routes with"
                        + " several nexthops or a source address, point-to-point addresses) is left out with a note, and left"
                        + " alone by a plan; so are routes of routing daemons and the kernel's own.");
    }

    @Override
    protected List<String> explanation() {
        return List.of(
                "Links in namespaces without a name are left out, with a note: a manifest cannot speak of them. Links of several stacks "
                        + "do not fit into one: choose a parent with --parent.");
    }

    @Override
    protected void run(Services services) {
        Selection selection = new Selection(parent.orNull(), stack.orNull(), unowned.isSet());
        invocation().out().print(Renderer.yaml(services.exports().manifest(selection)));
    }
}
