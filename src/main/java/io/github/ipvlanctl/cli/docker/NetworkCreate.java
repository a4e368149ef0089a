package io.github.ipvlanctl.cli.docker;

import io.github.ipvlanctl.cli.ChangingCommand;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.cli.Switch;
import io.github.ipvlanctl.model.AuxAddress;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.DockerNetworkSpec;
import io.github.ipvlanctl.model.DockerSubnet;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.NetworkName;
import io.github.ipvlanctl.render.shape.DockerNetworkShape;
import io.github.ipvlanctl.service.Services;
import java.util.List;

/** {@code docker network create}. */
final class NetworkCreate extends ChangingCommand {
    private final Option<NetworkName> name = parameter("NAME", "1", NetworkName::new, "The new network's name.");
    private final Option<InterfaceName> parent = required(
            "--parent", "DEV", InterfaceName::new, "The device below; DEV.ID is made by docker when it is missing.");
    private final Option<List<Cidr>> subnets = requiredOptions(
            "--subnet", "CIDR", Cidr::parseNetwork, "A network for the containers' addresses; may be repeated.");
    private final Option<List<IpAddress>> gateways =
            options("--gateway", "IP", IpAddress::parse, "The router of the subnet that it is in; only in mode l2.");
    private final Option<List<Cidr>> ranges = options(
            "--ip-range", "CIDR", Cidr::parseNetwork, "The part of a subnet that containers get addresses from.");
    private final Option<List<AuxAddress>> reserved =
            options("--aux", "NAME=IP", AuxAddress::parse, "An address that no container gets; may be repeated.");
    private final Option<Mode> mode =
            option("--mode", "MODE", Mode::parse, "l2, l3 or l3s (default: as the parent's links, else l2).");
    private final Option<Flag> flag = option(
            "--flag", "FLAG", Flag::parse, "bridge, private or vepa (default: as the parent's links, else bridge).");
    private final Switch internal = toggle("--internal", "Containers get no default route.");
    private final Option<List<String>> labels =
            options("--label", "KEY=VALUE", DockerNetworkSpec::parseLabel, "A label of the network; may be repeated.");
    private final Option<String> docker = option("--docker", "PATH", DockerGroup::program, DockerGroup.PROGRAM_HELP);

    NetworkCreate(Invocation invocation) {
        super(
                invocation,
                "ipvlanctl docker network create db --parent eth0 --subnet 10.0.9.0/24 --gateway 10.0.9.1",
                "ipvlanctl docker network create app --parent eth0.20 --subnet 10.20.0.0/24 --mode l3",
                "ipvlanctl docker network create v6 --parent eth0 --subnet 10.0.9.0/24 --subnet fd00:9::/64 --dry-run");
        describe("What docker finds out only when a container starts, or never, is refused before it runs: a parent"
                + " that cannot carry IPvlan or has a network already, links that a container would switch to another"
                + " mode or flag, subnets that overlap.");
    }

    @Override
    protected List<String> explanation() {
        return List.of(
                "Addresses of the parent and of its other links are kept from the containers: docker would give them away. In mode l2 "
                        + "the router must be one on the wire, since the parent itself cannot be reached; docker takes the first address "
                        + "for it where none is named. In l3 and l3s docker ignores a gateway, so that one is refused, and nobody "
                        + "answers ARP: the subnet must be another than the parent's, and the routers around need a route to it, "
                        + "which is told.",
                "Where links of the parent would be switched there is no --switch-siblings: that would happen when the first container "
                        + "starts. 'ipvlanctl mode' and 'ipvlanctl flag' switch them now.",
                "With an IPv6 subnet the network gets --ipv6. Mode l3s and the flags private and vepa take docker 23.0; older ones "
                        + "refuse the mode, and ignore the flags in silence.",
                "Docker's client gets no environment: it speaks with the daemon of this machine, whatever DOCKER_HOST says, and in the "
                        + "namespace of that one. With --sudo it runs through 'sudo -n', as 'ip' does.");
    }

    @Override
    protected int change(Services services) {
        DockerNetworkSpec spec = new DockerNetworkSpec(
                name.get(),
                parent.get(),
                mode.orNull(),
                flag.orNull(),
                DockerSubnet.of(all(subnets), all(gateways), all(ranges), all(reserved)),
                internal.isSet(),
                all(labels));
        return finish(new DockerNetworkShape(), services.docker(docker.orNull()).create(spec));
    }
}
