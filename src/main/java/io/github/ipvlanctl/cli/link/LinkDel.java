package io.github.ipvlanctl.cli.link;

import io.github.ipvlanctl.cli.ChangingCommand;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.cli.Switch;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.render.shape.LinkShape;
import io.github.ipvlanctl.service.Services;
import java.util.List;

/** {@code link del}. */
final class LinkDel extends ChangingCommand {
    private final Option<List<InterfaceName>> names = names("LINK", "1..*", "The links.");
    private final Switch ifExists = toggle("--if-exists", "Be content when some are gone already.");

    LinkDel(Invocation invocation) {
        super(invocation, "ipvlanctl link del ipvl0 ipvl1", "ipvlanctl -n blue link del web0 --if-exists");
        describe("Only IPvlan links are deleted, and none when one of the names is something else.");
        typeKeyword();
    }

    @Override
    protected List<String> explanation() {
        return List.of("What the link had goes with it: addresses and routes. With the last link of a parent "
                + "the mode and the flag are gone that they had.");
    }

    @Override
    protected int change(Services services) {
        return finish(new LinkShape(), services.links().delete(all(names), ifExists.isSet()));
    }
}
