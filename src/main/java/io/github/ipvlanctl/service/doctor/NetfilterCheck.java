package io.github.ipvlanctl.service.doctor;

import io.github.ipvlanctl.iproute2.Probe.Answer;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Port;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Whether a machine has netfilter rules that what comes in for links in l3 passes by; in l3s it does not. */
final class NetfilterCheck implements Check {
    /** Which tables of the older kind are in use, and what lists their rules: asked without such tables, it would make some. */
    private static final SortedMap<String, String> LEGACY = new TreeMap<>(Map.of(
            "/proc/net/ip_tables_names", "iptables-legacy-save",
            "/proc/net/ip6_tables_names", "ip6tables-legacy-save"));

    private static final Pattern LEGACY_RULE = Pattern.compile("^(-A |:\\S+ DROP)", Pattern.MULTILINE);

    @Override
    public String name() {
        return "netfilter";
    }

    @Override
    public String look(Examination machine, Findings found) {
        for (Port port : machine.ports()) {
            Device parent = port.parent();
            if (parent != null && port.settings().mode() == Mode.L3) {
                look(machine, parent, found);
            }
        }
        return "no rules are passed by";
    }

    private static void look(Examination machine, Device parent, Findings found) {
        Optional<Boolean> rules = legacyRules(machine, parent.netns());
        if (!rules.equals(Optional.of(true))) {
            Optional<Boolean> nftables = nftables(machine, parent.netns());
            rules = nftables.equals(Optional.of(false)) ? rules : nftables;
        }
        if (rules.isEmpty()) {
            found.unknown(parent, "there is netfilter in its namespace, and no program to list the rules");
        } else if (rules.get()) {
            found.warning(
                    parent,
                    "there are netfilter rules in its namespace, and what comes in for its links in l3 passes by them:"
                            + " filters, NAT and connection tracking do not see it",
                    machine.own(parent.netns(), "mode", "l3s", parent.name().value()));
        }
    }

    /** Whether there are rules of iptables's older kind; nothing when nobody can tell. */
    private static Optional<Boolean> legacyRules(Examination machine, Netns netns) {
        Map<String, String> tables = machine.probe().files(netns, LEGACY.keySet());
        Optional<Boolean> rules = Optional.of(false);
        for (String file : tables.keySet()) {
            String saved = machine.probe()
                    .run(netns, List.of(LEGACY.getOrDefault(file, "")))
                    .map(Answer::out)
                    .orElse(null);
            if (saved == null) {
                rules = Optional.empty();
            } else if (LEGACY_RULE.matcher(saved).find()) {
                return Optional.of(true);
            }
        }
        return rules;
    }

    private static Optional<Boolean> nftables(Examination machine, Netns netns) {
        boolean loaded = machine.probe()
                .run(netns, List.of("test", "-e", "/sys/module/nf_tables"))
                .filter(answer -> answer.exit() == 0)
                .isPresent();
        // Asked where there are none, nft would load the module.
        return !loaded
                ? Optional.of(false)
                : machine.probe()
                        .run(netns, List.of("nft", "list", "ruleset"))
                        .filter(answer -> answer.exit() == 0)
                        .map(answer -> !answer.out().isBlank());
    }
}
