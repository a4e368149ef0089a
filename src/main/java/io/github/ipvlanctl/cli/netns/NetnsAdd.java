package io.github.ipvlanctl.cli.netns;

import io.github.ipvlanctl.cli.ChangingCommand;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.cli.Switch;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.render.shape.NetnsShape;
import io.github.ipvlanctl.service.Services;

/** {@code netns add}. */
final class NetnsAdd extends ChangingCommand {
    private final Option<NetnsName> name = parameter("NAME", "1", NetnsName::new, "The new namespace's name.");
    private final Switch ifNotExists = toggle("--if-not-exists", "Be content when it is there already.");

    NetnsAdd(Invocation invocation) {
        super(invocation, "ipvlanctl netns add blue");
    }

    @Override
    protected int change(Services services) {
        return finish(new NetnsShape(), services.namespaces().add(name.get(), ifNotExists.isSet()));
    }
}
