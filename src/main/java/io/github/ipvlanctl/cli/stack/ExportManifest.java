package io.github.ipvlanctl.cli.stack;

import io.github.ipvlanctl.cli.Command;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.render.Renderer;
import io.github.ipvlanctl.service.Services;
import java.util.List;

/** {@code export manifest}. */
final class ExportManifest extends Command {
    private final Option<InterfaceName> parent =
            option("--parent", "DEV", InterfaceName::new, "Only the links of this parent.");

    ExportManifest(Invocation invocation) {
        super(invocation, "ipvlanctl export manifest > edge.yaml", "ipvlanctl export manifest --parent eth0");
        describe("'ipvlanctl plan' finds nothing to change in it.");
    }

    @Override
    protected List<String> explanation() {
        return List.of(
                "Links in namespaces without a name are left out, with a note: a manifest cannot speak of them. Links of several stacks "
                        + "do not fit into one: choose a parent with --parent.");
    }

    @Override
    protected void run(Services services) {
        invocation().out().print(Renderer.yaml(services.exports().manifest(parent.orNull())));
    }
}
