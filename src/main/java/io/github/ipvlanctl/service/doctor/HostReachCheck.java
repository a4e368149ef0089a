package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.model.AddressOnLink;
import io.github.ipvlanctl.model.AddressRange;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Destination;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.RoutingTable;
import io.github.ipvlanctl.model.Shim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a machine sends what is for its own links out through their parent, where they are not reached. (With the flag
 * private no shim can help, and none is wanted.)
 */
final class HostReachCheck implements Check {
    private static final int NAMED = 5;

    /** So many addresses are tried before the last one is taken for free. */
    private static final int TRIED = 8;

    @Override
    public String name() {
        return "host-reach";
    }

    @Override
    public String look(Examination machine, Findings found) {
        for (Port port : machine.ports()) {
            Device parent = port.parent();
            if (parent != null && port.settings().flag() != Flag.PRIVATE) {
                List<AddressOnLink> missed = Shim.targets(port).stream()
                        .filter(target -> machine.links().contains(target.link()))
                        .filter(target ->
                                leadsOut(machine, parent, target.address().cidr()))
                        .toList();
                if (!missed.isEmpty()) {
                    found.warning(parent, evidence(missed), shim(machine, port, parent, missed));
                }
            }
        }
        return "no link is looked for behind its parent";
    }

    private static String evidence(List<AddressOnLink> missed) {
        return "the machine and "
                + missed.stream()
                        .limit(NAMED)
                        .map(target -> target.address().cidr().address() + " on "
                                + target.link().device().label())
                        .collect(Collectors.joining(", "))
                + (missed.size() > NAMED ? " and " + (missed.size() - NAMED) + " more" : "")
                + " do not reach each other without a shim";
    }

    /** Whether the best route to an address is that to the parent's network. */
    private static boolean leadsOut(Examination machine, Device parent, Cidr cidr) {
        return machine.routes(parent.netns()).stream()
                .filter(route -> route.table() == RoutingTable.MAIN && prefixLength(route, cidr.address()) >= 0)
                .max(Comparator.comparing(route -> prefixLength(route, cidr.address())))
                .filter(route -> route.via() == null && route.dev().equals(parent.name()))
                .isPresent();
    }

    /** How long the prefix of a route is that covers an address; -1 for others. */
    private static int prefixLength(Route route, IpAddress address) {
        if (route.family().equals("inet6") != address.isIpv6()) {
            return -1;
        }
        Cidr network = Destination.parse(route.to()).network();
        return network == null ? 0 : network.covers(address) ? network.prefixLength() : -1;
    }

    private static List<String> shim(Examination machine, Port port, Device parent, List<AddressOnLink> missed) {
        List<String> words =
                new ArrayList<>(List.of("host", "add", "--parent", parent.name().value()));
        Link present = Shim.among(port).orElse(null);
        List<Cidr> own = present == null
                ? missed.stream()
                        .map(target -> target.address().cidr())
                        .collect(Collectors.groupingBy(cidr -> cidr.address().isIpv6()))
                        .values()
                        .stream()
                        .flatMap(cidrs -> free(machine, parent, cidrs.get(0)).stream())
                        .toList()
                : present.device().assignedAddresses();
        own.forEach(cidr -> words.addAll(List.of("--address", cidr.toString())));
        if (present != null) {
            words.add("--if-not-exists");
        }
        return own.isEmpty() ? List.of() : machine.own(parent.netns(), words.toArray(String[]::new));
    }

    /** An address of a link's network that no device here has, that is no gateway, and that nobody on the wire answers for. */
    private static Optional<Cidr> free(Examination machine, Device parent, Cidr like) {
        return AddressRange.of(new Cidr(like.network(), like.prefixLength()))
                .lastOnes()
                .filter(address -> machine.host().devices().stream().noneMatch(device -> device.has(address)))
                .filter(address ->
                        machine.routes(parent.netns()).stream().noneMatch(route -> address.equals(route.via())))
                .limit(TRIED)
                .filter(address -> isFree(Wire.ask(machine, parent, address).orElse(null)))
                .findFirst()
                .map(address -> new Cidr(address, address.bits()));
    }

    private static boolean isFree(Wire.@Nullable Reply reply) {
        return reply == null || reply.mac() == null;
    }
}
