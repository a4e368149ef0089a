package io.github.ipvlanctl.service;

import io.github.ipvlanctl.docker.DockerClient;
import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import java.util.List;
import java.util.function.Function;

/** Docker where the user has not asked for it: what it knows is good to know, and what it does not answer is not missed. */
final class DockerAside {
    private DockerAside() {}

    /** What docker answers; nothing where it does not run, and asking would start it, or where it fails. */
    static <T> List<T> ask(DockerClient docker, Function<DockerClient, List<T>> question) {
        try {
            return docker.isRunning() ? question.apply(docker) : List.of();
        } catch (Failure failure) {
            if (failure.kind() == ErrorKind.INTERRUPTED) {
                throw failure;
            }
            return List.of();
        }
    }
}
