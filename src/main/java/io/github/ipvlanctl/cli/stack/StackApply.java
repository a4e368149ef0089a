package io.github.ipvlanctl.cli.stack;

import io.github.ipvlanctl.cli.ChangingCommand;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.ManifestFiles;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.cli.Switch;
import io.github.ipvlanctl.model.PlanOptions;
import io.github.ipvlanctl.render.shape.ChangeShape;
import io.github.ipvlanctl.service.Services;
import java.util.List;
import java.util.Map;

/** {@code apply}. */
final class StackApply extends ChangingCommand {
    private final Option<List<String>> files =
            requiredOptions("-f", "FILE", word -> word, "A manifest; '-' reads stdin; may be repeated.");
    private final Switch prune = toggle("--prune", "Delete what the stack owns and the manifest does not name.");
    private final Switch switchSiblings =
            toggle("--switch-siblings", "Give other links of a parent a new mode or flag too.");

    StackApply(Invocation invocation) {
        super(invocation, "ipvlanctl apply -f edge.yaml", "ipvlanctl apply -f edge.yaml --prune");
        describe("A second apply changes nothing. When a step fails, what was changed is put back. "
                + StackCommands.LEFT_ALONE);
    }

    @Override
    protected List<String> explanation() {
        return List.of(
                "ipvlanctl-manifest(5) tells what a manifest may say, what belongs to a stack, and what happens when a step fails. What "
                        + "was done is told as 'ipvlanctl plan' would have, or 'unchanged'.",
                "Without --prune nothing is deleted.");
    }

    @Override
    protected int change(Services services) {
        Map<String, String> texts = ManifestFiles.read(all(files), invocation().in());
        PlanOptions options = new PlanOptions(prune.isSet(), switchSiblings.isSet());
        return finish(new ChangeShape(), services.stacks().plan(texts, options).prepared());
    }
}
