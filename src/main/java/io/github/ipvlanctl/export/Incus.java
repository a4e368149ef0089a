package io.github.ipvlanctl.export;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.exec.ShellQuoting;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.LinkSpec;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.PortSpec;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.StackSpec;
import io.github.ipvlanctl.model.TextFile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Network devices of Incus containers (incus, nic_ipvlan.go): each namespace is a container of that name. In mode l3s every
 * address stands for itself, and the default route, if there is one, has no nexthop; in l2 it has one.
 */
final class Incus implements Target {
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    @Override
    public String name() {
        return "incus";
    }

    @Override
    public String summary() {
        return "Write a script that gives Incus containers their links.";
    }

    @Override
    public List<String> paragraphs() {
        return List.of("Each namespace is a container of that name, which must be there, and stopped.");
    }

    @Override
    public Set<Feature> unsayable() {
        return EnumSet.of(
                Feature.FLAG,
                Feature.L3,
                Feature.HOST,
                Feature.NAME,
                Feature.ALIAS,
                Feature.DOWN,
                Feature.ROUTES,
                Feature.METRIC,
                Feature.TABLE);
    }

    @Override
    public List<TextFile> files(StackSpec links) {
        List<String> lines = new ArrayList<>();
        for (PortSpec port : links.ports()) {
            port.links().forEach(link -> lines.add(ShellQuoting.quote(add(port, link))));
        }
        return lines.isEmpty() ? List.of() : List.of(Scripts.file("incus.sh", this, lines));
    }

    private static List<String> add(PortSpec port, LinkSpec link) {
        Mode mode = port.settings().mode();
        NetnsName instance = Objects.requireNonNull(link.netns());
        if (!INSTANCE.matcher(instance.value()).matches()) {
            throw refused("that a container is named as the namespace " + instance);
        }
        List<String> words = new ArrayList<>(List.of("incus", "config", "device", "add"));
        words.addAll(List.of(instance.value(), link.name().value(), "nic", "nictype=ipvlan"));
        words.addAll(
                List.of("name=" + link.name().value(), "parent=" + port.parent().value(), "mode=" + mode.word()));
        if (link.mtu() != null) {
            words.add("mtu=" + link.mtu().bytes());
        }
        words.addAll(family(link, mode, false));
        words.addAll(family(link, mode, true));
        return words;
    }

    private static List<String> family(LinkSpec link, Mode mode, boolean ipv6) {
        String prefix = ipv6 ? "ipv6." : "ipv4.";
        List<Cidr> addresses = link.addresses().stream()
                .filter(cidr -> cidr.address().isIpv6() == ipv6)
                .toList();
        RouteSpec everywhere = Routes.of(link, ipv6).stream()
                .filter(Routes::isDefault)
                .findFirst()
                .orElse(null);
        if (everywhere != null && (addresses.isEmpty() || (everywhere.via() == null) != (mode == Mode.L3S))) {
            throw refused("the route " + everywhere + " of " + Feature.label(link) + " in mode " + mode.word());
        }
        List<String> words = new ArrayList<>();
        if (!addresses.isEmpty()) {
            String all =
                    addresses.stream().map(cidr -> address(link, cidr, mode)).collect(Collectors.joining(","));
            words.add(prefix + "address=" + all);
        }
        if (mode == Mode.L3S && !addresses.isEmpty() && everywhere == null) {
            words.add(prefix + "gateway=none");
        } else if (everywhere != null && everywhere.via() != null) {
            words.add(prefix + "gateway=" + everywhere.via());
        }
        return words;
    }

    private static String address(LinkSpec link, Cidr cidr, Mode mode) {
        if (mode == Mode.L2) {
            return cidr.toString();
        }
        if (cidr.prefixLength() != cidr.address().bits()) {
            throw refused("the prefix length of " + cidr + " of " + Feature.label(link) + " in mode " + mode.word());
        }
        return cidr.address().text();
    }

    private static Failure refused(String what) {
        return Failure.conflict(
                "incus cannot say " + what,
                "take it out of a manifest and export that with -f, or export it for another system");
    }
}
