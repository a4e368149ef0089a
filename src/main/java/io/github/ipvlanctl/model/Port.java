package io.github.ipvlanctl.model;

import io.github.ipvlanctl.error.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A parent with its IPvlan links, which all have the port's one mode and one flag.
 *
 * @param parent the parent, or null when it is in a namespace that cannot be looked into
 * @param links all links found on it, in all namespaces; at least one
 */
public record Port(@Nullable Device parent, PortSettings settings, List<Link> links) {
    /** ipvlan_link_new (drivers/net/ipvlan/ipvlan_main.c) numbers the links of a port up to 0xFFFE. */
    public static final int MAX_LINKS = 65_533;

    private static final int NAMED = 10;

    /** The parent for a sentence. */
    public String parentLabel() {
        return links.get(0).parentLabel();
    }

    /** Mode and flag with what is not asked for left as it stands. */
    public PortSettings with(@Nullable Mode mode, @Nullable Flag flag) {
        return new PortSettings(mode == null ? settings.mode() : mode, flag == null ? settings.flag() : flag);
    }

    /**
     * Refuses what would silently switch links that nobody spoke of.
     *
     * @param subject what would do it: {@code "ipvl1"}
     * @param wanted what the port would have afterwards
     * @param switched the links that would change; none is fine
     * @param advice the hint, given the number of links that would have the new settings
     * @throws Failure of kind {@code CONFLICT} when there are some
     */
    public void refuseSwitch(String subject, PortSettings wanted, List<Link> switched, String advice) {
        if (wanted.equals(settings) || switched.isEmpty()) {
            return;
        }
        boolean mode = wanted.mode() != settings.mode();
        boolean flag = wanted.flag() != settings.flag();
        String to = mode && flag
                ? wanted.toString()
                : mode ? wanted.mode().word() : wanted.flag().word();
        String from = mode && flag
                ? settings.toString()
                : mode ? settings.mode().word() : settings.flag().word();
        String what = mode ? "in mode " + to : "with flag " + to;
        throw Failure.conflict(
                subject + " " + what + " would switch " + switched.size()
                        + (switched.size() == 1 ? " link" : " links") + " on " + parentLabel() + " from " + from + ": "
                        + names(switched),
                advice);
    }

    /** One of its links, in the current namespace if possible: what is set through it is set for all. */
    public Device anyLink() {
        return links.stream()
                .map(Link::device)
                .filter(device -> device.netns().equals(Netns.current()))
                .findFirst()
                .orElse(links.get(0).device());
    }

    /** The link of this port that has the address already, in any namespace. */
    public Optional<Link> holder(IpAddress address) {
        return links.stream().filter(link -> link.device().has(address)).findFirst();
    }

    /** So many of something, in words where they are few: {@code both}, {@code all three}, {@code all 12}. */
    public static String all(int number) {
        List<String> words = List.of("three", "four", "five", "six", "seven", "eight", "nine", "ten");
        if (number <= 2) {
            return number == 2 ? "both" : "it";
        }
        return "all " + (number <= 10 ? words.get(number - 3) : Integer.toString(number));
    }

    /** The links' names for a sentence, with their namespaces, the first ten of them. */
    public static String names(List<Link> links) {
        List<String> names = links.stream()
                .limit(NAMED)
                .map(link -> link.device().label())
                .collect(Collectors.toCollection(ArrayList::new));
        if (links.size() > NAMED) {
            names.add("and " + (links.size() - NAMED) + " more");
        }
        return String.join(", ", names);
    }
}
