package io.github.ipvlanctl.cli.watch;

import io.github.ipvlanctl.cli.FollowingCommand;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Switch;
import io.github.ipvlanctl.render.shape.EventShape;
import io.github.ipvlanctl.service.Services;
import java.util.List;

/** {@code monitor}. */
final class Monitor extends FollowingCommand {
    private final Switch allNetns = toggle("--all-netns", "Watch all namespaces, named ones and those of processes.");
    private final Switch initial = toggle("--initial", "Begin with the links that are there, as if just added.");

    Monitor(Invocation invocation) {
        super(invocation, "ipvlanctl monitor", "ipvlanctl monitor --all-netns --initial -j");
        describe("A link is added, gone, moved or renamed; or its parent, mode, flag, state, MTU, MAC address, alias or"
                + " addresses change. A signal ends it (Ctrl-C), with exit status 0.");
    }

    @Override
    protected List<String> explanation() {
        return List.of(
                "'ip monitor' tells that something has changed, and a look at the links tells what. Changes that follow one another"
                        + " at once are told together: of a link that was made and deleted meanwhile, nothing is; what came of"
                        + " it all always is. Every few seconds it looks without being told, since there are changes that"
                        + " the kernel does not announce: of the flag while the links are down, and those in namespaces that"
                        + " the current one has never had to do with.",
                "With -j each event is an object on a line of its own, with the link as it is now, or was last. Who keeps the"
                        + " links by namespace and name, puts in the link of each event, and takes out what is gone, moved"
                        + " from a namespace or renamed from a name, has what 'link show' lists, provided that it began"
                        + " with --initial.");
    }

    @Override
    protected void run(Services services) {
        untilStopped(() ->
                services.monitor().follow(allNetns.isSet(), initial.isSet(), events -> tell(new EventShape(), events)));
    }
}
