package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.render.Shape;
import io.github.ipvlanctl.service.Preparation;
import io.github.ipvlanctl.service.Services;
import java.util.List;

/** The base of the commands that change something: they run one at a time on a machine. */
public abstract class ChangingCommand extends Command {
    /** As {@link Command#Command}. */
    protected ChangingCommand(Invocation invocation, String... examples) {
        super(invocation, examples);
    }

    /** Looks, and changes what is to be changed; no other run changes anything meanwhile. */
    protected abstract int change(Services services);

    @Override
    protected final int execute(Services services) {
        GlobalOptions global = invocation().global();
        return global.isDryRun() ? change(services) : services.alone(global.lockTimeout(), () -> change(services));
    }

    /** Makes a change and writes what stands afterwards, or with {@code --dry-run} writes the commands that would do it. */
    protected final <T> int finish(Shape<T> shape, Preparation<List<T>> change) {
        if (invocation().global().isDryRun()) {
            change.commands().forEach(invocation().out()::println);
            return 0;
        }
        List<T> result = invocation().follow(change.size(), change::run);
        if (!invocation().global().isQuiet()) {
            show(shape, result);
        }
        return 0;
    }
}
