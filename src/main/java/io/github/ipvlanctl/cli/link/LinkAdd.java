package io.github.ipvlanctl.cli.link;

import io.github.ipvlanctl.cli.ChangingCommand;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.cli.Switch;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Alias;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.LinkSpec;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.Mtu;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.VlanId;
import io.github.ipvlanctl.render.shape.LinkShape;
import io.github.ipvlanctl.service.LinkService.AddOptions;
import io.github.ipvlanctl.service.Services;
import java.util.List;

/** {@code link add}. */
final class LinkAdd extends ChangingCommand {
    private static final String AUTO = "auto";

    private final Option<InterfaceName> name = name("NAME", "The new link's name.");
    private final Option<String> parent = required(
            "--parent",
            "DEV",
            word -> word.equals(AUTO) ? word : new InterfaceName(word).value(),
            "The device below; 'auto' takes the default route's.");
    private final Option<Mode> mode =
            option("--mode", "MODE", Mode::parse, "l2, l3 or l3s (default: as the parent's other links, else l2).");
    private final Option<Flag> flag = option(
            "--flag",
            "FLAG",
            Flag::parse,
            "bridge, private or vepa (default: as the parent's other links, else bridge).");
    private final Option<Mtu> mtu = option("--mtu", "BYTES", Mtu::parse, "The MTU, at most the parent's.");
    private final Option<NetnsName> into =
            option("--into", "NETNS", NetnsName::new, "Make it in this named namespace.");
    private final Switch createNetns =
            toggle("--create-netns", "Make the namespace when it is missing, with its loopback up.");
    private final Option<List<Cidr>> addresses =
            options("--address", "CIDR", Cidr::parse, "An address with its prefix length; may be repeated.");
    private final Option<IpAddress> gateway =
            option("--gateway", "IP", IpAddress::parse, "The default route's nexthop; needs --up.");
    private final Option<List<RouteSpec>> routes = options(
            "--route",
            "DEST[,via=IP][,metric=N]",
            RouteSpec::parse,
            "A route through the link; needs --up; may be repeated.");
    private final Option<VlanId> vlan = option(
            "--vlan", "ID", VlanId::parse, "Put it on this VLAN of the parent; DEV.ID is made when it is missing.");
    private final Option<Alias> alias = option("--alias", "TEXT", Alias::new, "Free text that stays with the link.");
    private final Switch up = toggle("--up", "Set it up.");
    private final Switch ifNotExists = toggle("--if-not-exists", "Be content with a link that is as asked already.");
    private final Switch switchSiblings =
            toggle("--switch-siblings", "Give the parent's other links the new mode and flag too.");

    LinkAdd(Invocation invocation) {
        super(
                invocation,
                "ipvlanctl link add ipvl0 --parent eth0 --address 192.168.1.100/24 --up",
                "ipvlanctl link add web0 --parent auto --into web --create-netns --address 10.0.0.5/24 --up",
                "ipvlanctl link add ipvl1 --parent eth0 --vlan 20 --mode l3 --address 10.20.0.5/32 --up",
                "ipvlanctl link add ipvl0 link eth0 mode l2");
        describe("Mode and flag are the parent's: all its links, in all namespaces, have the same. A link that would "
                + "switch the others is refused, unless --switch-siblings says that this is meant.");
        positionKeyword("name");
        keyword("link", "--parent");
        keyword("mode", "--mode");
        for (Flag value : Flag.values()) {
            keyword(value.word(), "--flag", value.word());
        }
        keyword("mtu", "--mtu");
        keyword("netns", "--into");
        keyword("address", "--address");
        keyword("alias", "--alias");
        toggleKeyword("up", "--up");
        typeKeyword();
    }

    @Override
    protected List<String> explanation() {
        return List.of(
                "What belongs to the link is done in one go: the VLAN device, the namespace, the link, its addresses, its state and "
                        + "its routes. When a step fails, or a signal comes, what was made is gone again.",
                "A link in another namespace may bear the name of a device of this one, its parent's even. Addresses that the parent, "
                        + "or another of its links, has are refused, and so is an MTU above the parent's.",
                "Without --mode and --flag a link follows those that the parent has already. In l3 and l3s nobody answers ARP for it: "
                        + "the routers around need routes to its addresses, which are told. Where docker runs, its networks that will give "
                        + "the parent another mode or flag are named.");
    }

    @Override
    protected int change(Services services) {
        if (createNetns.isSet() && into.orNull() == null) {
            throw Failure.usage("--create-netns needs --into", "add --into NETNS, or leave --create-netns out");
        }
        LinkSpec spec = new LinkSpec(
                name.get(),
                mode.orNull(),
                flag.orNull(),
                mtu.orNull(),
                vlan.orNull(),
                into.orNull(),
                all(addresses),
                gateway.orNull(),
                all(routes),
                alias.orNull(),
                up.isSet());
        InterfaceName device = parent.get().equals(AUTO) ? null : new InterfaceName(parent.get());
        AddOptions options = new AddOptions(createNetns.isSet(), ifNotExists.isSet(), switchSiblings.isSet());
        return finish(new LinkShape(), services.links().add(spec, device, options));
    }
}
