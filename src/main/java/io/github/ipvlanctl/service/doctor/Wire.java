package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.IpAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks the wire behind a parent who has an IPv4 address. The question is an ARP probe (RFC 5227), which tells nobody anything,
 * sent by the parent: it does not reach the parent's own links.
 */
final class Wire {
    private static final String SECONDS = "1";
    private static final Pattern FROM = Pattern.compile("reply from \\S+ \\[([0-9A-Fa-f:]+)\\]");

    private Wire() {}

    /** Someone's MAC address, or null where nobody answered within a second. */
    record Reply(@Nullable String mac) {}

    /** A reply, or nothing when nobody could ask: the parent is down, or there is no arping of iputils. */
    static Optional<Reply> ask(Examination machine, Device parent, IpAddress address) {
        if (address.isIpv6() || !parent.flags().contains("LOWER_UP")) {
            return Optional.empty();
        }
        List<String> argv = List.of(
                "arping", "-D", "-c", "1", "-w", SECONDS, "-I", parent.name().value(), address.text());
        return machine.probe()
                .run(parent.netns(), argv)
                .filter(answer -> answer.out().startsWith("ARPING " + address + " from 0.0.0.0"))
                .map(answer -> {
                    Matcher reply = FROM.matcher(answer.out());
                    return new Reply(reply.find() ? reply.group(1).toLowerCase(Locale.ROOT) : null);
                });
    }
}
