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

/** {@code addr del}. */
final class AddrDel extends ChangingCommand {
    private final Option<List<Cidr>> addresses =
            parameters("CIDR", "1..*", Cidr::parse, "Addresses, each with its prefix length.");
    private final Option<InterfaceName> dev = required("--dev", "LINK", InterfaceName::new, "The link.");
    private final Switch ifExists = toggle("--if-exists", "Be content when some are gone already.");

    AddrDel(Invocation invocation) {
        super(
                invocation,
                "ipvlanctl addr del 192.168.1.100/24 --dev ipvl0",
                "ipvlanctl addr del 192.168.1.100/24 dev ipvl0 --if-exists");
        describe("Other addresses of the same network stay, which with 'ip' depends on a sysctl.");
        positionKeyword("local");
        keyword("dev", "--dev");
    }

    @Override
    protected int change(Services services) {
        return finish(new LinkShape(), services.addresses().delete(dev.get(), all(addresses), ifExists.isSet()));
    }
}
