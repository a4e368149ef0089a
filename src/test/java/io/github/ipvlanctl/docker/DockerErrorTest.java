package io.github.ipvlanctl.docker;

import static io.github.ipvlanctl.testing.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.exec.Command;
import io.github.ipvlanctl.exec.CommandResult;
import io.github.ipvlanctl.exec.Termination;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What docker 20.10 said, word for word, and what it means. */
class DockerErrorTest {
    private static final List<String> ARGV = List.of("sudo", "-n", "docker", "network", "ls");

    private static CommandResult result(Termination termination, String stderr) {
        return new CommandResult(Command.of(ARGV), termination, "", stderr);
    }

    static Stream<Arguments> sayings() {
        String again = "it came to be after ipvlanctl had looked: try again";
        return Stream.of(
                Arguments.of(
                        "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon"
                                + " running?",
                        ErrorKind.ENVIRONMENT,
                        "docker's daemon is not running on this machine",
                        "start it ('systemctl start docker'), and look with 'docker info'"),
                Arguments.of(
                        "permission denied while trying to connect to the Docker daemon socket at"
                                + " unix:///var/run/docker.sock: Get \"http://%2Fvar%2Frun%2Fdocker.sock/v1.24/networks\":"
                                + " dial unix /var/run/docker.sock: connect: permission denied",
                        ErrorKind.PERMISSION,
                        "docker's daemon may only be spoken to by root and the group docker",
                        "run it with sudo, or add --sudo, which runs docker as root too"),
                Arguments.of(
                        "sudo: a password is required",
                        ErrorKind.PERMISSION,
                        "sudo asks for a password, and nothing here prompts",
                        "run 'sudo -v' first, or allow docker in sudoers with NOPASSWD"),
                Arguments.of(
                        "sudo: docker: command not found",
                        ErrorKind.ENVIRONMENT,
                        "cannot run docker: sudo does not find it",
                        "install docker (apt-get install docker.io), or say where it is with --docker PATH"),
                Arguments.of(
                        "Error response from daemon: Pool overlaps with other one on this address space",
                        ErrorKind.CONFLICT,
                        "docker says: Pool overlaps with other one on this address space",
                        again),
                Arguments.of(
                        "Error response from daemon: network di-d4f8bf74c732 is already using parent interface eth9",
                        ErrorKind.CONFLICT,
                        "docker says: network di-d4f8bf74c732 is already using parent interface eth9",
                        again),
                Arguments.of(
                        "Error response from daemon: network with name g11 already exists",
                        ErrorKind.CONFLICT,
                        "docker says: network with name g11 already exists",
                        again),
                Arguments.of(
                        "Error response from daemon: operation is not permitted on predefined none network",
                        ErrorKind.CONFLICT,
                        "docker says: operation is not permitted on predefined none network",
                        "choose another name"),
                Arguments.of(
                        "Error response from daemon: error while removing network: network db_net id d4f8 has active"
                                + " endpoints",
                        ErrorKind.CONFLICT,
                        "docker says: error while removing network: network db_net id d4f8 has active endpoints",
                        "a container was started after ipvlanctl had looked: stop it first"),
                Arguments.of(
                        "Error: No such network: nosuch",
                        ErrorKind.NOT_FOUND,
                        "docker says: No such network: nosuch",
                        "it was there a moment ago"),
                Arguments.of(
                        "Error response from daemon: failed to allocate gateway (): No available addresses on this pool",
                        ErrorKind.FAILED,
                        "docker says: failed to allocate gateway (): No available addresses on this pool",
                        "-v shows each command that is run"),
                Arguments.of("", ErrorKind.FAILED, "docker says: nothing", "-v shows each command that is run"));
    }

    @ParameterizedTest
    @MethodSource("sayings")
    void isToldApartByWhatDockerSays(String stderr, ErrorKind kind, String message, String hint) {
        Failure failure = DockerError.classify(result(new Termination.Exited(1), stderr + "\n"));

        assertFailure(failure, kind, message, hint);
        assertThat(failure.command()).isEqualTo(ARGV);
        assertThat(failure.stderr()).isEqualTo(stderr + "\n");
    }

    @Test
    void aDockerThatDoesNotEndIsNamed() {
        assertFailure(
                DockerError.classify(result(new Termination.TimedOut(Duration.ofSeconds(30)), "")),
                ErrorKind.TIMEOUT,
                "docker did not end within 30 s and was killed",
                "look with 'docker info', or give it longer with --timeout SECONDS");
        assertFailure(
                DockerError.classify(result(new Termination.Signalled(9), "")),
                ErrorKind.FAILED,
                "docker was killed by signal 9",
                "run it again");
    }
}
