package io.github.ipvlanctl.cli.stack;

import io.github.ipvlanctl.cli.ChangingCommand;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.ManifestFiles;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.cli.Switch;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.StackName;
import io.github.ipvlanctl.render.shape.ChangeShape;
import io.github.ipvlanctl.service.Services;
import io.github.ipvlanctl.service.StackService;
import java.util.List;

/** {@code destroy}. */
final class StackDestroy extends ChangingCommand {
    private final Option<StackName> stack = parameter("STACK", "0..1", StackName::new, "The stack's name.");
    private final Option<List<String>> files =
            options("-f", "FILE", word -> word, "A manifest that names the stack, in its place.");
    private final Switch ifExists = toggle("--if-exists", "Be content when there is no such stack; so it is with -f.");

    StackDestroy(Invocation invocation) {
        super(invocation, "ipvlanctl destroy edge", "ipvlanctl destroy -f edge.yaml");
        describe(
                "Deletes the stack's links, and the namespaces that 'apply' made for them if nothing else is in them, no"
                        + " device and no process.");
    }

    @Override
    protected List<String> explanation() {
        return List.of(
                "A stack owns what bears its mark, 'ipvlanctl:STACK', in its alias. Links of the same parents that are somebody else's "
                        + "stay.");
    }

    @Override
    protected int change(Services services) {
        return finish(
                new ChangeShape(),
                services.stacks()
                        .destruction(owner(), ifExists.isSet() || stack.orNull() == null)
                        .prepared());
    }

    private StackName owner() {
        StackName named = stack.orNull();
        List<String> manifests = all(files);
        if ((named == null) == manifests.isEmpty()) {
            throw Failure.usage("give a stack's name or a manifest", "ipvlanctl destroy STACK, or destroy -f FILE");
        }
        return named != null
                ? named
                : StackService.stackOf(
                        ManifestFiles.read(manifests, invocation().in()));
    }
}
