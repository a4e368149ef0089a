package io.github.ipvlanctl.cli.docker;

import io.github.ipvlanctl.cli.ChangingCommand;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.cli.Switch;
import io.github.ipvlanctl.render.shape.DockerNetworkShape;
import io.github.ipvlanctl.service.Services;
import java.util.List;

/** {@code docker network rm}. */
final class NetworkRm extends ChangingCommand {
    private final Option<String> name = parameter("NETWORK", "1", word -> word, "The network's name.");
    private final Switch ifExists = toggle("--if-exists", "Be content when it is gone already.");
    private final Option<String> docker = option("--docker", "PATH", DockerGroup::program, DockerGroup.PROGRAM_HELP);

    NetworkRm(Invocation invocation) {
        super(invocation, "ipvlanctl docker network rm db_net");
        describe("Only IPvlan networks are deleted, and none in which containers run.");
    }

    @Override
    protected List<String> explanation() {
        return List.of(
                "A VLAN device that docker made as the parent is deleted by docker with the network, and by the kernel what is on "
                        + "it. So the network of a VLAN parent that other links are on is not deleted.");
    }

    @Override
    protected int change(Services services) {
        return finish(new DockerNetworkShape(), services.docker(docker.orNull()).remove(name.get(), ifExists.isSet()));
    }
}
