package io.github.ipvlanctl.cli.parent;

import io.github.ipvlanctl.cli.Command;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Switch;
import io.github.ipvlanctl.render.shape.ParentShape;
import io.github.ipvlanctl.service.Services;
import java.util.List;

/** {@code parent list}. */
final class ParentList extends Command {
    private final Switch all = toggle("--all", "The other devices too, with what stands in their way.");

    ParentList(Invocation invocation) {
        super(invocation, "ipvlanctl parent list", "ipvlanctl parent list --all -j");
    }

    @Override
    protected List<String> explanation() {
        return List.of(
                "A device cannot carry IPvlan links when it is a loopback device, has a master, carries macvlan links, or is an IPvlan "
                        + "link itself: --all tells which it is.");
    }

    @Override
    protected void run(Services services) {
        show(new ParentShape(), services.parents().list(all.isSet()));
    }
}
