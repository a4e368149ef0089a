package io.github.ipvlanctl.export;

import io.github.ipvlanctl.iproute2.IpCommand;
import io.github.ipvlanctl.iproute2.IpLink;
import io.github.ipvlanctl.iproute2.Step;
import io.github.ipvlanctl.iproute2.Transaction;
import io.github.ipvlanctl.model.LinkSpec;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.PortSpec;
import io.github.ipvlanctl.model.StackSpec;
import io.github.ipvlanctl.model.TextFile;
import io.github.ipvlanctl.model.TextFile.Access;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Debian's ifupdown (interfaces(5)). Its method {@code static} would add the flag {@code onlink} to a gateway, and has no
 * words for a second address or route: with the method {@code manual} each of {@code ip}'s commands is said.
 */
final class Ifupdown implements Target {
    @Override
    public String name() {
        return "ifupdown";
    }

    @Override
    public String summary() {
        return "Write stanzas for Debian's ifupdown.";
    }

    @Override
    public List<String> paragraphs() {
        return List.of(
                "They belong into a file in /etc/network/interfaces.d; 'ifup LINK' makes a link, 'ifdown LINK' deletes it.");
    }

    @Override
    public Set<Feature> unsayable() {
        return EnumSet.of(Feature.NETNS, Feature.NAME, Feature.DOWN);
    }

    @Override
    public List<TextFile> files(StackSpec links) {
        List<String> lines = new ArrayList<>();
        for (PortSpec port : links.ports()) {
            port.links().forEach(link -> lines.addAll(stanza(port, link)));
        }
        return lines.isEmpty()
                ? List.of()
                : List.of(new TextFile(
                        "ipvlan", Access.PUBLIC, Scripts.writtenBy(this) + "\n" + String.join("\n", lines) + "\n"));
    }

    private static List<String> stanza(PortSpec port, LinkSpec link) {
        IpCommand add = IpLink.add(port.parent(), link.name(), Netns.current(), link.mtu(), port.settings());
        List<String> lines =
                new ArrayList<>(List.of("", "auto " + link.name(), "iface " + link.name() + " inet manual"));
        lines.add("    pre-up " + text(add));
        ShellScript.furnishings(link, link.alias()).forEach(step -> lines.add("    up " + text(step.command())));
        lines.add("    post-down " + text(IpLink.delete(Netns.current(), link.name())));
        return lines;
    }

    private static String text(IpCommand command) {
        return String.join("", Transaction.shellText(List.of(List.of(Step.of(command)))));
    }
}
