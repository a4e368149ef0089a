package io.github.ipvlanctl.cli.link;

import io.github.ipvlanctl.cli.Command;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.cli.Switch;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.render.shape.LinkShape;
import io.github.ipvlanctl.service.Services;
import java.util.List;

/** {@code link show}. */
final class LinkShow extends Command {
    private final Option<List<InterfaceName>> names = names("LINK", "0..*", "Only these links.");
    private final Option<InterfaceName> parent =
            option("--parent", "DEV", InterfaceName::new, "Only the links of this parent.");
    private final Switch allNetns =
            toggle("--all-netns", "Look into all namespaces, named ones and those of processes.");

    LinkShow(Invocation invocation) {
        super(
                invocation,
                "ipvlanctl link show",
                "ipvlanctl link show ipvl0 -j",
                "ipvlanctl link show --all-netns --parent eth0");
        typeKeyword();
    }

    @Override
    protected List<String> explanation() {
        return List.of(
                "With --all-netns the links in containers are found through their processes, which takes root, and named where "
                        + "docker's daemon runs them. A parent in another namespace is named with that.");
    }

    @Override
    protected void run(Services services) {
        show(new LinkShape(), services.links().show(all(names), parent.orNull(), allNetns.isSet()));
    }
}
