package io.github.ipvlanctl.cli.host;

import io.github.ipvlanctl.cli.ChangingCommand;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.cli.Switch;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.render.shape.ShimShape;
import io.github.ipvlanctl.service.Services;
import io.github.ipvlanctl.service.ShimService;

/** {@code host del}. */
final class HostDel extends ChangingCommand {
    private final Option<InterfaceName> name = optionalName("LINK", "The shim.");
    private final Option<InterfaceName> parent =
            option("--parent", "DEV", InterfaceName::new, "The parent whose shim is meant, in its place.");
    private final Switch ifExists = toggle("--if-exists", "Be content when there is none.");

    HostDel(Invocation invocation) {
        super(invocation, "ipvlanctl host del eth0-host", "ipvlanctl host del --parent eth0 --if-exists");
        describe("Its routes go with it. Only what 'ipvlanctl host add' or a manifest has made is deleted.");
    }

    @Override
    protected int change(Services services) {
        InterfaceName named = name.orNull();
        InterfaceName device = parent.orNull();
        if ((named == null) == (device == null)) {
            throw Failure.usage(
                    "give a shim's name or its parent", "ipvlanctl host del LINK, or host del --parent DEV");
        }
        ShimService shims = services.shims();
        return finish(
                new ShimShape(),
                named != null ? shims.delete(named, ifExists.isSet()) : shims.deleteOn(device, ifExists.isSet()));
    }
}
