package io.github.ipvlanctl.cli.stack;

import io.github.ipvlanctl.cli.Command;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.ManifestFiles;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.cli.Switch;
import io.github.ipvlanctl.model.PlanOptions;
import io.github.ipvlanctl.render.shape.ChangeShape;
import io.github.ipvlanctl.service.Services;
import io.github.ipvlanctl.service.StackService;
import io.github.ipvlanctl.service.StackService.Planned;
import java.util.List;
import java.util.Map;

/** {@code plan}. */
final class StackPlan extends Command {
    private static final int CHANGES = 10;

    private final Option<List<String>> files =
            requiredOptions("-f", "FILE", word -> word, "A manifest; '-' reads stdin; may be repeated.");
    private final Switch prune =
            toggle("--prune", "Plan to delete what the stack owns and the manifest does not name.");
    private final Switch switchSiblings =
            toggle("--switch-siblings", "Give other links of a parent a new mode or flag too.");
    private final Switch destroy =
            toggle("--destroy", "Plan to delete all that the stack owns: what 'destroy -f' would do.");
    private final Switch commands = toggle("--commands", "Print the exact commands that 'apply' would run.");
    private final Switch detailed = toggle("--detailed-exitcode", "Exit with 10 when there are changes.");

    StackPlan(Invocation invocation) {
        super(invocation, "ipvlanctl plan -f edge.yaml", "ipvlanctl plan -f edge.yaml --prune --detailed-exitcode -j");
        describe(StackCommands.LEFT_ALONE);
    }

    @Override
    protected List<String> explanation() {
        return List.of(
                "A line for each change: + is made, ~ is changed, - is deleted, and at the end their number. Nothing is run but "
                        + "reads.",
                "With --destroy nothing but the stack's name is taken from the manifest.",
                "With --detailed-exitcode the exit status is 0 when all is as the manifest says, and 10 when it is not.");
    }

    @Override
    protected int execute(Services services) {
        Map<String, String> texts = ManifestFiles.read(all(files), invocation().in());
        Planned planned = destroy.isSet()
                ? services.stacks().destruction(StackService.stackOf(texts), true)
                : services.stacks().plan(texts, new PlanOptions(prune.isSet(), switchSiblings.isSet()));
        if (commands.isSet()) {
            planned.prepared().commands().forEach(invocation().out()::println);
        } else {
            show(new ChangeShape(), planned.changes());
        }
        return detailed.isSet() && !planned.changes().isEmpty() ? CHANGES : 0;
    }
}
