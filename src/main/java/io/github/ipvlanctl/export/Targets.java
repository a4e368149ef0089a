package io.github.ipvlanctl.export;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.LinkSpec;
import io.github.ipvlanctl.model.PortSpec;
import io.github.ipvlanctl.model.StackSpec;
import io.github.ipvlanctl.model.TextFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All targets, and what holds for each of them. */
public final class Targets {
    /** In the order in which help lists them. */
    public static final List<Target> ALL = List.of(
            new OurManifest(),
            new ShellScript(),
            new Networkd(),
            new NetworkManager(),
            new Nmstate(),
            new Ifupdown(),
            new Docker(),
            new Compose(),
            new Podman(),
            new Cni(),
            new Nad(),
            new Incus(),
            new Netplan());

    private static final int SHOWN = 100;

    private Targets() {}

    /** The target of that name, which there is. */
    public static Target named(String name) {
        return ALL.stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Links in a target's syntax.
     *
     * @throws Failure of kind {@code CONFLICT} when it cannot say all of them, {@code NOT_FOUND} when there is nothing to say
     */
    public static List<TextFile> files(Target target, StackSpec links) {
        List<String> unsaid = unsaid(target, links);
        if (!unsaid.isEmpty()) {
            throw refusal(target, unsaid, links);
        }
        List<TextFile> files = target.files(links);
        if (files.isEmpty()) {
            throw Failure.notFound("there are no IPvlan links to write down", "make some, or give a manifest with -f");
        }
        return files;
    }

    /** Each thing that a target has no words for, in the order of the links. */
    private static List<String> unsaid(Target target, StackSpec links) {
        Set<String> unsaid = new LinkedHashSet<>();
        for (PortSpec port : links.ports()) {
            for (LinkSpec link : port.links()) {
                target.unsayable().forEach(feature -> unsaid.addAll(feature.in(port, link)));
            }
        }
        return List.copyOf(unsaid);
    }

    private static boolean canSay(Target target, StackSpec links) {
        try {
            return target.refusal() == null
                    && unsaid(target, links).isEmpty()
                    && !target.files(links).isEmpty();
        } catch (Failure refused) {
            return false;
        }
    }

    private static Failure refusal(Target target, List<String> unsaid, StackSpec links) {
        List<String> able = ALL.stream()
                .filter(other -> canSay(other, links))
                .map(Target::name)
                .toList();
        String hint =
                "these can: " + String.join(", ", able) + "; or " + "take it out of a manifest and export that with -f";
        if (unsaid.size() == 1) {
            return Failure.conflict(target.name() + " cannot say " + unsaid.get(0), hint);
        }
        List<String> details = new ArrayList<>(unsaid.subList(0, Math.min(SHOWN, unsaid.size())));
        if (unsaid.size() > SHOWN) {
            details.add("and " + (unsaid.size() - SHOWN) + " more");
        }
        return Failure.conflict(target.name() + " cannot say " + unsaid.size() + " things", hint)
                .withDetails(details);
    }
}
