package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.render.Renderer;
import io.github.ipvlanctl.render.Shape;
import io.github.ipvlanctl.service.Services;
import java.util.List;

/**
 * The base of the commands that go on until they are stopped. They change nothing, so that nothing is left half done when a
 * signal stops them: it is their end, and no failure.
 */
public abstract class FollowingCommand extends Command {
    /** As {@link Command#Command}. */
    protected FollowingCommand(Invocation invocation, String... examples) {
        super(invocation, examples);
    }

    /** Goes on; a {@link Failure} of kind {@code INTERRUPTED} is its end. */
    protected abstract void follow(Services services);

    @Override
    protected final void run(Services services) {
        try {
            follow(services);
        } catch (Failure failure) {
            if (failure.kind() != ErrorKind.INTERRUPTED) {
                throw failure;
            }
        }
    }

    /** Writes a piece of the result at once; whether anybody still reads. */
    protected final <T> boolean tell(Shape<T> shape, List<T> things) {
        GlobalOptions global = invocation().global();
        invocation()
                .out()
                .print(Renderer.piece(
                        shape, things, global.format(), invocation().color()));
        return !invocation().out().checkError();
    }
}
