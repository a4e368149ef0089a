package io.github.ipvlanctl.export;

import io.github.ipvlanctl.iproute2.IpAddr;
import io.github.ipvlanctl.iproute2.IpLink;
import io.github.ipvlanctl.iproute2.IpNetns;
import io.github.ipvlanctl.iproute2.IpRoute;
import io.github.ipvlanctl.iproute2.LinkCreation;
import io.github.ipvlanctl.iproute2.Step;
import io.github.ipvlanctl.iproute2.Transaction;
import io.github.ipvlanctl.model.Alias;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.LinkSpec;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.PortSpec;
import io.github.ipvlanctl.model.StackSpec;
import io.github.ipvlanctl.model.TextFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A shell script of the exact {@code ip} commands, for a machine that has the parents and none of the links. */
final class ShellScript implements Target {
    private static final InterfaceName LOOPBACK = new InterfaceName("lo");

    @Override
    public String name() {
        return "shell";
    }

    @Override
    public String summary() {
        return "Write a shell script of 'ip' commands.";
    }

    @Override
    public List<String> paragraphs() {
        return List.of(
                "Run as root on a machine that has the parents, but neither the links nor their namespaces, it makes the same"
                        + " links: 'ipvlanctl export manifest' says the same there. It stops at the first command that fails.");
    }

    @Override
    public Set<Feature> unsayable() {
        return Set.of();
    }

    @Override
    public List<TextFile> files(StackSpec links) {
        if (links.ports().stream().allMatch(port -> port.links().isEmpty())) {
            return List.of();
        }
        List<Step> netns = new ArrayList<>();
        List<Step> creations = new ArrayList<>();
        List<Step> furnishings = new ArrayList<>();
        Set<NetnsName> made = new LinkedHashSet<>();
        Set<InterfaceName> here = namesHere(links);
        for (PortSpec port : links.ports()) {
            for (LinkSpec link : port.links()) {
                if (link.netns() != null && made.add(link.netns())) {
                    netns.add(Step.of(IpNetns.add(link.netns())));
                }
                LinkCreation creation = LinkCreation.of(
                        (place, name) -> here.contains(name),
                        port.parent(),
                        link.name(),
                        netnsOf(link),
                        link.mtu(),
                        port.settings());
                if (!creation.rename().isEmpty()) {
                    here.add(creation.firstName());
                }
                creations.add(creation.add());
                furnishings.addAll(creation.rename());
                furnishings.addAll(furnishings(link, alias(links, link)));
            }
        }
        List<Step> loopbacks = made.stream()
                .map(name -> Step.of(IpLink.up(Netns.named(name), LOOPBACK)))
                .toList();
        List<List<Step>> phases = List.of(netns, loopbacks, creations, furnishings);
        return List.of(Scripts.file("ipvlan.sh", this, Transaction.shellText(phases)));
    }

    /** What the names of links that are made in the current namespace must not be: the parents, and links that stay there. */
    private static Set<InterfaceName> namesHere(StackSpec links) {
        Set<InterfaceName> names = new HashSet<>();
        for (PortSpec port : links.ports()) {
            names.add(port.parent());
            port.links().stream()
                    .filter(link -> link.netns() == null)
                    .map(LinkSpec::name)
                    .forEach(names::add);
        }
        return names;
    }

    static Netns netnsOf(LinkSpec link) {
        return link.netns() == null ? Netns.current() : Netns.named(link.netns());
    }

    private static @Nullable Alias alias(StackSpec links, LinkSpec link) {
        return link.alias() != null
                ? link.alias()
                : links.stack() != null ? links.stack().mark() : null;
    }

    /** Addresses before up, which is cheaper for the kernel; routes last, since they need it up. */
    static List<Step> furnishings(LinkSpec link, @Nullable Alias alias) {
        Netns netns = netnsOf(link);
        List<Step> steps = new ArrayList<>();
        if (alias != null) {
            steps.add(Step.of(IpLink.alias(netns, link.name(), alias)));
        }
        link.addresses().forEach(cidr -> steps.add(Step.of(IpAddr.add(netns, link.name(), cidr))));
        if (link.up()) {
            steps.add(Step.of(IpLink.up(netns, link.name())));
        }
        link.routes().forEach(route -> steps.add(Step.of(IpRoute.add(netns, link.name(), route))));
        return steps;
    }
}
