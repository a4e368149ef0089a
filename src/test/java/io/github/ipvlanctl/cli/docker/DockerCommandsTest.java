package io.github.ipvlanctl.cli.docker;

import io.github.ipvlanctl.testing.Cli;
import io.github.ipvlanctl.testing.Dev;
import io.github.ipvlanctl.testing.Docker;
import io.github.ipvlanctl.testing.Machine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the words typed to docker's, and back. */
class DockerCommandsTest {
    private final Machine machine;
    private final Docker docker;
    private final Cli cli;

    DockerCommandsTest(@TempDir Path directory) {
        machine = new Machine(directory);
        docker = new Docker(machine);
        cli = new Cli(machine);
    }

    @AfterEach
    void nothingIsLeftOfTheScript() {
        machine.runner.verify();
    }

    @Test
    void everyOptionReachesDocker() {
        machine.here(Dev.ether("eth0", 3));
        docker.hasNone();

        cli.line("docker network create db_net --parent eth0 --subnet 10.1.0.0/24 --gateway 10.1.0.1 --ip-range"
                        + " 10.1.0.128/25 --aux a=10.1.0.200 --mode l2 --flag bridge --internal --label k=v --label x"
                        + " --dry-run")
                .prints("docker network create --driver ipvlan --subnet 10.1.0.0/24 --gateway 10.1.0.1 --ip-range"
                        + " 10.1.0.128/25 --aux-address a=10.1.0.200 --internal --label k=v --label x"
                        + " --opt parent=eth0 --opt ipvlan_mode=l2 --opt ipvlan_flag=bridge db_net\n");
    }

    @Test
    void networksAreListedAndOneIsShownUnderOtherWordsToo() {
        for (String line : List.of("docker network ls", "docker network list", "docker network show lan")) {
            docker.has(List.of("lan"), Docker.ipvlan("lan", "eth0", "10.0.0.0/8", "c1"));
            cli.line(line).prints("""
                            NAME  PARENT  MODE  FLAG    SUBNETS     GATEWAYS  CONTAINERS
                            lan   eth0    l2    bridge  10.0.0.0/8  -         c1
                            """);
        }
    }

    @Test
    void whatCannotBeIsRefusedBeforeAnythingIsLookedAt() {
        cli.line("docker network create -x --parent eth0 --subnet 10.1.0.0/24")
                .fails(2, "there is no option '-x'", "see 'ipvlanctl docker network create --help'");
        cli.line("docker network create x --parent eth0 --subnet 10.1.0.0/24 --gateway 10.2.0.1")
                .fails(
                        2,
                        "the gateway 10.2.0.1 is outside of 10.1.0.0/24",
                        "docker matches it to the subnet that it is in");
        cli.run("docker", "network", "ls", "--docker", "")
                .fails(2, "--docker: '' is not a program", "the name or the path of docker's client");
    }

    @Test
    void aNetworksNameIsCompletedWhereDockerRuns() {
        cli.line("completion candidates -- docker network rm ").prints("");

        machine.dockerd();
        docker.has(List.of("lan"), Docker.ipvlan("lan", "eth0", "10.0.0.0/8"));
        cli.line("completion candidates -- docker network rm ").prints("lan\n");
    }
}
