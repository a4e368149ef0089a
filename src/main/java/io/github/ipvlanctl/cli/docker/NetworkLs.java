package io.github.ipvlanctl.cli.docker;

import io.github.ipvlanctl.cli.Command;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.render.shape.DockerNetworkShape;
import io.github.ipvlanctl.service.Services;

/** {@code docker network ls}. */
final class NetworkLs extends Command {
    private final Option<String> docker = option("--docker", "PATH", DockerGroup::program, DockerGroup.PROGRAM_HELP);

    NetworkLs(Invocation invocation) {
        super(invocation, "ipvlanctl docker network ls", "ipvlanctl docker network ls -o name");
    }

    @Override
    protected void run(Services services) {
        show(new DockerNetworkShape(), services.docker(docker.orNull()).list());
    }
}
