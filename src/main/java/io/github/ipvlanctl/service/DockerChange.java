package io.github.ipvlanctl.service;

import io.github.ipvlanctl.model.DockerNetwork;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * A change that docker makes.
 *
 * @param commands one, or none when all is so already
 * @param work runs it and looks again
 */
record DockerChange(List<String> commands, Supplier<List<DockerNetwork>> work)
        implements Preparation<List<DockerNetwork>> {
    @Override
    public long size() {
        return commands.size();
    }

    @Override
    public List<DockerNetwork> run(LongConsumer progress) {
        return work.get();
    }
}
