package io.github.ipvlanctl.render.topology;

import io.github.ipvlanctl.model.Display;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A namespace with links in it.
 *
 * @param label what it is called for people
 */
record Place(String label, List<Topology.Leaf> leaves) {
    /** The links by their namespaces, both in the order in which they come. */
    static List<Place> of(List<Topology.Leaf> leaves) {
        Map<Netns, Place> places = new LinkedHashMap<>();
        for (Topology.Leaf leaf : leaves) {
            Link link = leaf.link();
            places.computeIfAbsent(link.netns(), netns -> new Place(label(link), new ArrayList<>()))
                    .leaves
                    .add(leaf);
        }
        return List.copyOf(places.values());
    }

    private static String label(Link link) {
        if (link.netns() instanceof Netns.Named named) {
            return "netns " + named.name();
        }
        if (link.container() != null) {
            return "container " + Display.safe(link.container());
        }
        return link.netns() instanceof Netns.OfProcess process ? "process " + process.pid() : "this namespace";
    }
}
