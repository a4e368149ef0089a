package io.github.ipvlanctl.docker;

import static io.github.ipvlanctl.testing.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.testing.Docker;
import io.github.ipvlanctl.testing.ScriptedRunner;
import java.io.File;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerClientTest {
    private static final String LIST = "docker network ls --quiet --no-trunc";

    private final ScriptedRunner runner = new ScriptedRunner();
    private final DockerClient client = new DockerClient(runner, false, new File("/nowhere/docker.pid"));

    @AfterEach
    void nothingIsLeftOfTheScript() {
        runner.verify();
    }

    @Test
    void aNetworkThatGoesWhileItIsListedIsNoFailure() {
        runner.expect(LIST).prints("1\n2\n");
        runner.expect("docker network inspect 1 2").fails(1, "Error: No such network: 2\n");
        runner.expect(LIST).prints("1\n");
        runner.expect("docker network inspect 1").prints("[" + Docker.ipvlan("lan", "eth0", "10.0.0.0/8") + "]");

        assertThat(client.networks()).hasSize(1);
    }

    @Test
    void networksThatNeverStopGoingAreOne() {
        for (int i = 0; i < 5; i++) {
            runner.expect(LIST).prints("1\n");
            runner.expect("docker network inspect 1").fails(1, "Error: No such network: 1\n");
        }

        assertFails(
                client::networks, ErrorKind.NOT_FOUND, "docker says: No such network: 1", "it was there a moment ago");
    }

    @ParameterizedTest
    @CsvSource({"1.41, false", "1.42, true", "1.47, true", "1.9, false", "2.0, true", "2, true", "x, false", "'', false"
    })
    void knowsFlagsSinceDocker23(String version, boolean expected) {
        runner.expect("docker version --format '{{.Server.APIVersion}}'").prints(version + "\n");

        assertThat(client.knowsFlags()).isEqualTo(expected);
    }

    @Test
    void aDaemonWithoutAFileDoesNotRun() {
        assertThat(client.isRunning()).isFalse();
    }
}
