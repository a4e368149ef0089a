package io.github.ipvlanctl.cli.host;

import io.github.ipvlanctl.cli.ChangingCommand;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.cli.Switch;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Reach;
import io.github.ipvlanctl.model.ShimSpec;
import io.github.ipvlanctl.render.shape.ShimShape;
import io.github.ipvlanctl.service.Services;
import java.util.List;

/** {@code host add}. */
final class HostAdd extends ChangingCommand {
    private final Option<InterfaceName> parent =
            required("--parent", "DEV", InterfaceName::new, "The device below the links.");
    private final Option<List<Cidr>> addresses = requiredOptions(
            "--address",
            "IP/32",
            ShimSpec::parseAddress,
            "The shim's own address, a free one in the links' network; /128 for IPv6; may be repeated.");
    private final Option<InterfaceName> name =
            option("--name", "NAME", InterfaceName::parse, "The shim's name (default: DEV-host).");
    private final Option<List<Reach>> reach = options(
            "--reach",
            "CIDR|LINK",
            Reach::parse,
            "Where it leads: a network, an address, or a link's addresses; may be repeated (default: all that the parent's"
                    + " links in other namespaces have).");
    private final Switch ifNotExists = toggle(
            "--if-not-exists",
            "Be content with a shim that is there, and have it lead to what it does not lead to yet.");

    HostAdd(Invocation invocation) {
        super(
                invocation,
                "ipvlanctl host add --parent eth0 --address 192.168.1.250/32",
                "ipvlanctl host add --parent eth0 --address 192.168.1.250/32 --if-not-exists",
                "ipvlanctl host add --parent eth0 --address 192.168.1.250/32 --reach 192.168.1.96/27 --reach web0");
        describe(
                "A machine and the links on its own devices do not reach each other, in whatever mode. A shim is one more link,"
                        + " in the machine's own namespace, with routes over it to the others' addresses; they reach the machine at the"
                        + " shim's address.");
    }

    @Override
    protected List<String> explanation() {
        return List.of(
                "The shim is made in one go with its address and its routes. When a step fails, or a signal comes, what was made is "
                        + "gone again. It bears the mark 'ipvlanctl-host' in its alias, by which 'ipvlanctl host show' and 'ipvlanctl "
                        + "host del' know it.",
                "What is refused: an address that is in use on this machine or on one of the parent's links; a destination that this "
                        + "machine has itself, or that another route leads to, or that the nexthop of another route is in; and "
                        + "the flag private, with which no link reaches another. With the flag vepa a shim is of use if the switch "
                        + "sends back what it gets.",
                "A link that is made later is not led to by itself: the same command with --if-not-exists adds what is missing.",
                "In mode l2 links reach the machine at its parent's own IPv4 address too, unless rp_filter is strict (1), but not at "
                        + "its IPv6 addresses; in l3 and l3s at all of them.");
    }

    @Override
    protected int change(Services services) {
        ShimSpec spec = new ShimSpec(parent.get(), name.orNull(), all(addresses), reach.orNull());
        return finish(new ShimShape(), services.shims().add(spec, ifNotExists.isSet()));
    }
}
