package io.github.ipvlanctl.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers by which namespaces know each other: in one namespace the kernel tells of a device in another by such a
 * number, and {@code ip netns list-id} says whose it is if that one has a name.
 *
 * @param named for each namespace that was asked, the others that have names, by their numbers
 */
public record NetnsIds(Map<Netns, Map<Integer, Netns>> named) {
    /** When nobody was asked. */
    public static final NetnsIds UNKNOWN = new NetnsIds(Map.of());

    /** Copies the map. */
    public NetnsIds {
        named = Map.copyOf(named);
    }

    /** Whether {@code other} may be the namespace that {@code seenFrom} has that number for. */
    boolean mayBe(Netns seenFrom, @Nullable Integer netnsid, Netns other) {
        Map<Integer, Netns> known = named.get(seenFrom);
        if (known == null || netnsid == null) {
            return true;
        }
        Netns meant = known.get(netnsid);
        return meant == null ? !(other instanceof Netns.Named) : meant.equals(other);
    }
}
