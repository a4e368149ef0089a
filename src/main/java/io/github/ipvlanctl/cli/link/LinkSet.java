package io.github.ipvlanctl.cli.link;

import io.github.ipvlanctl.cli.ChangingCommand;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.cli.Switch;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Alias;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Mtu;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.Numbers;
import io.github.ipvlanctl.render.shape.LinkShape;
import io.github.ipvlanctl.service.LinkChange;
import io.github.ipvlanctl.service.Services;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code link set}. */
final class LinkSet extends ChangingCommand {
    private static final long MAX_QUEUE = 0x7fff_ffffL;

    private final Option<InterfaceName> name = name("LINK", "The link.");
    private final Switch up = toggle("--up", "Set it up.");
    private final Switch down = toggle("--down", "Set it down.");
    private final Option<Mtu> mtu = option("--mtu", "BYTES", Mtu::parse, "The MTU, at most the parent's.");
    private final Option<InterfaceName> rename =
            option("--rename", "NEW", InterfaceName::parse, "Another name; on older kernels only with --down.");
    private final Option<NetnsName> into = option(
            "--into",
            "NETNS",
            NetnsName::new,
            "Move it to this named namespace, with its addresses, state and routes.");
    private final Option<Alias> alias =
            option("--alias", "TEXT", Alias::new, "Free text that stays with the link; '' takes it away.");
    private final Option<Long> txqueuelen = option(
            "--txqueuelen",
            "PACKETS",
            word -> Numbers.parse(word, 0, MAX_QUEUE, "a queue length"),
            "The transmit queue's length.");

    LinkSet(Invocation invocation) {
        super(
                invocation,
                "ipvlanctl link set ipvl0 --up",
                "ipvlanctl link set ipvl0 --into blue",
                "ipvlanctl link set ipvl0 --down --rename web0",
                "ipvlanctl link set ipvl0 up mtu 1400");
        toggleKeyword("up", "--up");
        toggleKeyword("down", "--down");
        keyword("mtu", "--mtu");
        keyword("name", "--rename");
        keyword("netns", "--into");
        keyword("alias", "--alias");
        keyword("txqueuelen", "--txqueuelen");
        keyword("txqlen", "--txqueuelen");
        keyword("qlen", "--txqueuelen");
        typeKeyword();
    }

    @Override
    protected List<String> explanation() {
        return List.of(
                "A link that is moved to another namespace loses its addresses, its routes and its state with 'ip'; here they move "
                        + "along. When a step fails, all is as before.");
    }

    @Override
    protected int change(Services services) {
        LinkChange change = new LinkChange(
                state(), mtu.orNull(), rename.orNull(), into.orNull(), alias.orNull(), txqueuelen.orNull());
        return finish(new LinkShape(), services.links().set(name.get(), change));
    }

    private @Nullable Boolean state() {
        if (up.isSet() && down.isSet()) {
            throw Failure.usage("--up and --down exclude each other", "give one of them");
        }
        return up.isSet() ? Boolean.TRUE : down.isSet() ? Boolean.FALSE : null;
    }
}
