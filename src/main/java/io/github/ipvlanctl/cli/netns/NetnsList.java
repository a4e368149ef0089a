package io.github.ipvlanctl.cli.netns;

import io.github.ipvlanctl.cli.Command;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.render.shape.NetnsShape;
import io.github.ipvlanctl.service.Services;

/** {@code netns list}. */
final class NetnsList extends Command {
    NetnsList(Invocation invocation) {
        super(invocation, "ipvlanctl netns list", "ipvlanctl netns list -o name");
    }

    @Override
    protected void run(Services services) {
        show(new NetnsShape(), services.namespaces().list());
    }
}
