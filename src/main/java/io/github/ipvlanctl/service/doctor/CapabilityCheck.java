package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.model.Netns;
import java.util.List;
import java.util.Map;

/** Whether the caller may change links, and look into other namespaces. */
final class CapabilityCheck implements Check {
    private static final String STATUS = "/proc/self/status";
    private static final String EFFECTIVE = "CapEff:";

    /** The bits of CAP_NET_ADMIN and CAP_SYS_ADMIN (capabilities(7)). */
    private static final Map<String, Integer> NEEDED = Map.of("CAP_NET_ADMIN", 12, "CAP_SYS_ADMIN", 21);

    @Override
    public String name() {
        return "capabilities";
    }

    @Override
    public String look(Examination machine, Findings found) {
        if (machine.withSudo()) {
            return "ip runs through sudo";
        }
        String status = machine.probe().files(Netns.current(), List.of(STATUS)).getOrDefault(STATUS, "");
        long held = status.lines()
                .filter(line -> line.startsWith(EFFECTIVE))
                .map(line -> Long.parseUnsignedLong(
                        line.substring(EFFECTIVE.length()).strip(), 16))
                .findFirst()
                .orElse(-1L);
        List<String> missing = NEEDED.entrySet().stream()
                .filter(needed -> (held >> needed.getValue() & 1) == 0)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (status.isEmpty()) {
            found.unknown(null, STATUS + " cannot be read");
        } else if (!missing.isEmpty()) {
            found.problem(
                    null,
                    "the caller lacks " + String.join(" and ", missing)
                            + ": nothing can be changed, and links in other namespaces are not seen",
                    List.of("ipvlanctl --sudo doctor"));
        }
        return "the caller has CAP_NET_ADMIN and CAP_SYS_ADMIN";
    }
}
