package io.github.ipvlanctl.docker;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.exec.CommandResult;
import io.github.ipvlanctl.model.Display;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What docker meant when it failed. Its exit code is 1 whatever went wrong, so its words are read. */
final class DockerError {
    private static final String AGAIN = "it came to be after ipvlanctl had looked: try again";

    private record Meaning(
            String words, ErrorKind kind, @Nullable String message, String hint) {}

    /** The first entry whose words are in what was printed decides; without a message the printed line is one. */
    private static final List<Meaning> MEANINGS = List.of(
            new Meaning(
                    "Cannot connect to the Docker daemon",
                    ErrorKind.ENVIRONMENT,
                    "docker's daemon is not running on this machine",
                    "start it ('systemctl start docker'), and look with 'docker info'"),
            new Meaning(
                    "permission denied while trying to connect",
                    ErrorKind.PERMISSION,
                    "docker's daemon may only be spoken to by root and the group docker",
                    "run it with sudo, or add --sudo, which runs docker as root too"),
            new Meaning(
                    "a password is required",
                    ErrorKind.PERMISSION,
                    "sudo asks for a password, and nothing here prompts",
                    "run 'sudo -v' first, or allow docker in sudoers with NOPASSWD"),
            new Meaning(
                    "command not found",
                    ErrorKind.ENVIRONMENT,
                    "cannot run docker: sudo does not find it",
                    "install docker (apt-get install docker.io), or say where it is with --docker PATH"),
            new Meaning("sudo:", ErrorKind.PERMISSION, null, "sudo refused; run ipvlanctl itself as root"),
            new Meaning("overlaps with other", ErrorKind.CONFLICT, null, AGAIN),
            new Meaning("is already using parent interface", ErrorKind.CONFLICT, null, AGAIN),
            new Meaning("already exists", ErrorKind.CONFLICT, null, AGAIN),
            new Meaning("operation is not permitted on predefined", ErrorKind.CONFLICT, null, "choose another name"),
            new Meaning(
                    "has active endpoints",
                    ErrorKind.CONFLICT,
                    null,
                    "a container was started after ipvlanctl had looked: stop it first"),
            new Meaning("No such", ErrorKind.NOT_FOUND, null, "it was there a moment ago"),
            new Meaning("not found", ErrorKind.NOT_FOUND, null, "it was there a moment ago"),
            new Meaning("unknown flag", ErrorKind.ENVIRONMENT, null, "this docker is too old: install 20.10 or newer"),
            new Meaning(
                    "is not a docker command",
                    ErrorKind.ENVIRONMENT,
                    null,
                    "is --docker really docker's client? 20.10 or newer is needed"));

    private DockerError() {}

    /** The failure that a result stands for. */
    static Failure classify(CommandResult result) {
        return meaning(result).from(result.command().argv(), result.stderr());
    }

    private static Failure meaning(CommandResult result) {
        Failure killed = result.killed();
        if (killed != null) {
            return killed.kind() == ErrorKind.TIMEOUT
                    ? killed.withHint("look with 'docker info', or give it longer with --timeout SECONDS")
                    : killed;
        }
        String says = says(result.stderr());
        for (Meaning meaning : MEANINGS) {
            if (result.stderr().contains(meaning.words())) {
                return Failure.of(meaning.kind(), meaning.message() == null ? says : meaning.message(), meaning.hint());
            }
        }
        return Failure.of(ErrorKind.FAILED, says, "-v shows each command that is run");
    }

    /** The first line, without the prefixes that say nothing. */
    private static String says(String stderr) {
        String line = stderr.strip().lines().findFirst().orElse("nothing");
        for (String prefix : List.of("Error response from daemon: ", "Error: ")) {
            line = line.startsWith(prefix) ? line.substring(prefix.length()) : line;
        }
        return "docker says: " + Display.beginning(line);
    }

    /** True when something that was to be shown is not there any more. */
    static boolean gone(CommandResult result) {
        return result.stderr().contains("No such") || result.stderr().contains("not found");
    }
}
