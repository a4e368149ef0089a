package io.github.ipvlanctl.service;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.iproute2.IpAddr;
import io.github.ipvlanctl.iproute2.IpClient;
import io.github.ipvlanctl.iproute2.Step;
import io.github.ipvlanctl.iproute2.Transaction;
import io.github.ipvlanctl.model.AddressOnLink;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.LinkAddress;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.Route;
import io.github.ipvlanctl.model.Rules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Addresses on IPvlan links. */
public final class AddressService {
    private final IpClient ip;
    private final HostReader reader;
    private final Notes notes;

    AddressService(IpClient ip, HostReader reader, Notes notes) {
        this.ip = ip;
        this.reader = reader;
        this.notes = notes;
    }

    /**
     * Prepares more addresses on a link.
     *
     * @param ifNotExists be content with those that it has already
     */
    public Prepared<List<Link>> add(InterfaceName dev, List<Cidr> cidrs, boolean ifNotExists) {
        Host host = reader.everywhere();
        Link link = host.requireLink(dev);
        Port port = host.portOf(link);
        List<Cidr> wanted = new ArrayList<>(new LinkedHashSet<>(cidrs));
        List<Cidr> present = addresses(link);
        if (ifNotExists) {
            wanted.removeAll(present);
        }
        List<Step> steps = new ArrayList<>();
        for (Cidr cidr : wanted) {
            Optional<Cidr> same = present.stream()
                    .filter(held -> held.address().equals(cidr.address()))
                    .findFirst();
            if (same.isPresent() && !same.get().equals(cidr)) {
                throw Failure.conflict(
                        dev + " has " + cidr.address() + " already, as " + same.get(),
                        "delete that first: ipvlanctl addr del " + same.get() + " --dev " + dev);
            }
            if (same.isPresent()) {
                throw Failure.conflict(dev + " has " + cidr + " already", "add --if-not-exists if that is fine");
            }
            Rules.address(cidr.address(), link.parent(), port);
            steps.add(Step.of(IpAddr.add(link.netns(), dev, cidr), IpAddr.delete(link.netns(), dev, cidr)));
        }
        Rules.ipv6(dev, link.device().mtu(), wanted);
        Advice.upstream(notes, link.settings().mode(), wanted, link.parent());
        return changed(link, steps);
    }

    /**
     * Prepares the removal of addresses.
     *
     * @param ifExists be content when some are gone already
     */
    public Prepared<List<Link>> delete(InterfaceName dev, List<Cidr> cidrs, boolean ifExists) {
        Link link = reader.withParents().requireLink(dev);
        List<Cidr> present = addresses(link);
        Set<Cidr> wanted = new LinkedHashSet<>(cidrs);
        if (ifExists) {
            wanted.retainAll(present);
        }
        for (Cidr cidr : wanted) {
            if (!present.contains(cidr)) {
                throw Failure.notFound(
                        dev + " does not have " + cidr,
                        present.isEmpty()
                                ? "it has no address"
                                : "it has "
                                        + String.join(
                                                ", ",
                                                present.stream()
                                                        .map(Cidr::toString)
                                                        .toList()));
            }
        }
        return changed(link, removal(link, wanted));
    }

    private List<Step> removal(Link link, Collection<Cidr> gone) {
        boolean ipv4 = gone.stream().anyMatch(cidr -> !cidr.address().isIpv6());
        List<Route> routes = ipv4
                ? ip.routes(link.netns(), link.name()).stream()
                        .filter(route -> route.isAssigned() && route.family().equals("inet"))
                        .toList()
                : List.of();
        return IpAddr.removal(link.device(), gone, routes);
    }

    private static List<Cidr> addresses(Link link) {
        return link.device().addresses().stream().map(LinkAddress::cidr).toList();
    }

    /** Prepares the removal of all addresses but the link-local ones, which are the kernel's. */
    public Prepared<List<Link>> flush(InterfaceName dev) {
        Link link = reader.withParents().requireLink(dev);
        return changed(link, removal(link, link.device().assignedAddresses()));
    }

    private Prepared<List<Link>> changed(Link link, List<Step> steps) {
        return new Prepared<>(
                Transaction.of(ip, steps), () -> LinkService.readBack(ip, link.netns(), link.name(), link.parent()));
    }

    /** The addresses of the current namespace's links, or of one of them, link-local ones among them. */
    public List<AddressOnLink> show(@Nullable InterfaceName name) {
        Host host = reader.here();
        List<Link> links = name == null ? host.links() : List.of(host.requireLink(name));
        return links.stream()
                .flatMap(link -> link.device().addresses().stream().map(address -> new AddressOnLink(link, address)))
                .toList();
    }
}
