package io.github.ipvlanctl.cli.netns;

import io.github.ipvlanctl.cli.ChangingCommand;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.cli.Switch;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.render.shape.NetnsShape;
import io.github.ipvlanctl.service.Services;
import java.util.List;

/** {@code netns del}. */
final class NetnsDel extends ChangingCommand {
    private final Option<NetnsName> name = parameter("NETNS", "1", NetnsName::new, "The namespace.");
    private final Switch force = toggle("--force", "Even if IPvlan links are in it, which are destroyed with it.");
    private final Switch ifExists = toggle("--if-exists", "Be content when it is gone already.");

    NetnsDel(Invocation invocation) {
        super(invocation, "ipvlanctl netns del blue", "ipvlanctl netns del blue --force");
    }

    @Override
    protected List<String> explanation() {
        return List.of(
                "A namespace in which IPvlan links are is not deleted unasked: they would be destroyed. One that a process is in "
                        + "loses its name, and lives on until that ends.");
    }

    @Override
    protected int change(Services services) {
        return finish(new NetnsShape(), services.namespaces().delete(name.get(), force.isSet(), ifExists.isSet()));
    }
}
