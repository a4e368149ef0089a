package io.github.ipvlanctl.cli.host;

import io.github.ipvlanctl.cli.Command;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.render.shape.ShimShape;
import io.github.ipvlanctl.service.Services;

/** {@code host show}. */
final class HostShow extends Command {
    private final Option<InterfaceName> parent =
            option("--parent", "DEV", InterfaceName::new, "Only the one of this parent.");

    HostShow(Invocation invocation) {
        super(invocation, "ipvlanctl host show", "ipvlanctl host show --parent eth0 -j");
        describe(
                "UNREACHED are addresses of the parent's links in other namespaces that the shim does not lead to: those of"
                        + " links that are newer, or that --reach left out.");
    }

    @Override
    protected void run(Services services) {
        show(new ShimShape(), services.shims().show(parent.orNull()));
    }
}
