package io.github.ipvlanctl.cli.docker;

import io.github.ipvlanctl.cli.Command;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.render.shape.DockerNetworkShape;
import io.github.ipvlanctl.service.Services;
import java.util.List;

/** {@code docker network show}. */
final class NetworkShow extends Command {
    private final Option<String> name = parameter("NETWORK", "1", word -> word, "The network's name.");
    private final Option<String> docker = option("--docker", "PATH", DockerGroup::program, DockerGroup.PROGRAM_HELP);

    NetworkShow(Invocation invocation) {
        super(invocation, "ipvlanctl docker network show db_net", "ipvlanctl docker network show db_net -j");
    }

    @Override
    protected void run(Services services) {
        show(new DockerNetworkShape(), List.of(services.docker(docker.orNull()).show(name.get())));
    }
}
