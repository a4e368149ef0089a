package io.github.ipvlanctl.cli.addr;

import io.github.ipvlanctl.cli.ChangingCommand;
import io.github.ipvlanctl.cli.Invocation;
import io.github.ipvlanctl.cli.Option;
import io.github.ipvlanctl.cli.Switch;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.render.shape.LinkShape;
import io.github.ipvlanctl.service.Services;
import java.util.List;

/** {@code addr add}. */
final class AddrAdd extends ChangingCommand {
    private final Option<List<Cidr>> addresses =
            parameters("CIDR", "1..*", Cidr::parse, "Addresses, each with its prefix length.");
    private final Option<InterfaceName> dev = required("--dev", "LINK", InterfaceName::new, "The link.");
    private final Switch ifNotExists = toggle("--if-not-exists", "Be content with those that it has already.");

    AddrAdd(Invocation invocation) {
        super(
                invocation,
                "ipvlanctl addr add 192.168.1.100/24 --dev ipvl0",
                "ipvlanctl addr add 192.168.1.100/24 2001:db8::100/64 dev ipvl0");
        describe("An address can be on one link of a parent only, in whatever namespaces they are, and never the "
                + "parent's own: both are refused, naming who has it.");
        positionKeyword("local");
        keyword("dev", "--dev");
    }

    @Override
    protected int change(Services services) {
        return finish(new LinkShape(), services.addresses().add(dev.get(), all(addresses), ifNotExists.isSet()));
    }
}
