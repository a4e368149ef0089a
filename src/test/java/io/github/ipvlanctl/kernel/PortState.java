package io.github.ipvlanctl.kernel;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.ipvlanctl.kernel.Figures.Wrong;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What stands on a parent, as far as several runs at once change it.
 *
 * @param mode of all links; empty when there is none
 * @param links by name, those in namespaces as {@code NAME@NETNS}, with their addresses
 */
record PortState(String mode, SortedMap<String, SortedSet<String>> links) {
    /** The stack's mark on its links. */
    private static final String MARK = "ipvlanctl:edge";

    /** The same with a link more, or another in its place. */
    PortState with(String link, SortedSet<String> addresses, String modeOfAll) {
        SortedMap<String, SortedSet<String>> all = new TreeMap<>(links);
        all.put(link, addresses);
        return new PortState(modeOfAll, all);
    }

    /** The same without some links. */
    PortState without(Set<String> names) {
        SortedMap<String, SortedSet<String>> all = new TreeMap<>(links);
        all.keySet().removeAll(names);
        return new PortState(all.isEmpty() ? "" : mode, all);
    }

    /** Whether a link has the address. */
    boolean holds(String address) {
        return links.values().stream().anyMatch(addresses -> addresses.contains(address));
    }

    /** Looks at the machine, and counts what can be wrong whatever was run. */
    static PortState read(Figures figures, String story) {
        SortedMap<String, SortedSet<String>> links = new TreeMap<>();
        Set<String> modes = new HashSet<>();
        Set<String> addresses = new HashSet<>();
        Set<String> places = new TreeSet<>(Machine.namespaces());
        places.add("");
        for (String place : places) {
            String[] words = place.isEmpty()
                    ? new String[] {"-j", "-d", "address", "show"}
                    : new String[] {"-n", place, "-j", "-d", "address", "show"};
            boolean inhabited = place.isEmpty();
            for (JsonElement element : Machine.ip(words).json()) {
                JsonObject device = element.getAsJsonObject();
                JsonObject info = device.getAsJsonObject("linkinfo");
                if (info != null
                        && info.has("info_kind")
                        && info.get("info_kind").getAsString().equals("ipvlan")) {
                    inhabited = true;
                    String name = device.get("ifname").getAsString();
                    String alias = device.has("ifalias") ? device.get("ifalias").getAsString() : "";
                    boolean owned = place.isEmpty()
                            ? name.matches("l[0-9]") && alias.isEmpty()
                            : name.matches("s[0-9]") && alias.equals(MARK);
                    figures.addIf(!owned, Wrong.LINKS, name + "@" + place + " '" + alias + "', " + story);
                    modes.add(info.getAsJsonObject("info_data").get("mode").getAsString());
                    SortedSet<String> own = new TreeSet<>();
                    for (JsonElement one : device.getAsJsonArray("addr_info")) {
                        JsonObject address = one.getAsJsonObject();
                        if (!address.get("scope").getAsString().equals("link")) {
                            String text = address.get("local").getAsString();
                            own.add(text);
                            figures.addIf(!addresses.add(text), Wrong.ADDRESSES, text + ", " + story);
                        }
                    }
                    links.put(place.isEmpty() ? name : name + "@" + place, own);
                }
            }
            figures.addIf(!inhabited, Wrong.LINKS, "the empty namespace " + place + ", " + story);
        }
        return new PortState(String.join("+", new TreeSet<>(modes)), links);
    }
}
