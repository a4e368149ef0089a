package io.github.ipvlanctl.model;

import io.github.ipvlanctl.model.LinkEvent.Kind;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must have happened between two looks. Where much has, only what came of it is told: of a link that was made and
 * deleted meanwhile, nothing.
 *
 * <p>Who keeps links by namespace and name, puts in the link of each event, and takes out what is gone, moved or renamed
 * from there, has at the end what the last look saw.
 */
public final class LinkEvents {
    private final OffsetDateTime time;
    private final List<LinkEvent> events = new ArrayList<>();

    private LinkEvents(OffsetDateTime time) {
        this.time = time;
    }

    /** The events, those that are gone first and those that are new last. */
    public static List<LinkEvent> between(List<Link> before, List<Link> after, OffsetDateTime time) {
        LinkEvents events = new LinkEvents(time);
        events.compare(before, after);
        return events.events;
    }

    private void compare(List<Link> before, List<Link> after) {
        IdentityHashMap<Link, Link> known = counterparts(before, after);
        Set<Link> still = Collections.newSetFromMap(new IdentityHashMap<>());
        still.addAll(known.values());
        for (Link then : before) {
            if (!still.contains(then)) {
                add(then, Kind.GONE, null, null);
            }
        }
        for (Link now : after) {
            Link then = known.get(now);
            if (then != null && !then.equals(now)) {
                changes(then, now);
            }
        }
        for (Link now : after) {
            if (!known.containsKey(now)) {
                add(now, Kind.ADDED, null, null);
            }
        }
    }

    /** What each link was before, of those that were. */
    private static IdentityHashMap<Link, Link> counterparts(List<Link> before, List<Link> after) {
        Map<Object, Link> byIndex = new HashMap<>();
        Map<Object, Link> byPlace = new HashMap<>();
        for (Link link : before) {
            byIndex.put(index(link), link);
            byPlace.put(place(link), link);
        }
        IdentityHashMap<Link, Link> found = new IdentityHashMap<>();
        List<Link> unknown = new ArrayList<>();
        for (Link now : after) {
            Link then = byIndex.get(index(now));
            if (then == null) {
                unknown.add(now);
            } else if (isFree(byPlace, now, then)) {
                found.put(now, then);
                byIndex.remove(index(now));
            }
        }
        Map<Object, Link> missing = new HashMap<>();
        byIndex.values().forEach(link -> missing.put(identity(link), link));
        for (Link now : unknown) {
            Link then = missing.get(identity(now));
            if (then != null && !then.netns().equals(now.netns()) && isFree(byPlace, now, then)) {
                found.put(now, then);
                missing.remove(identity(now));
            }
        }
        return found;
    }

    /** A link that takes another's place is told as gone from the one and new in the other: places say who is who. */
    private static boolean isFree(Map<Object, Link> byPlace, Link now, Link then) {
        Link holder = byPlace.get(place(now));
        return holder == null || index(holder).equals(index(then));
    }

    /** What stays the same while a link is in its namespace. */
    private static Object index(Link link) {
        return List.of(link.netns(), link.device().ifindex());
    }

    private static Object place(Link link) {
        return List.of(link.netns(), link.name());
    }

    /** What stays the same when a link goes to another namespace; its index there is another if that one is taken. */
    private static Object identity(Link link) {
        return List.of(link.name(), link.device().mac());
    }

    private void changes(Link then, Link now) {
        change(now, Kind.MOVED, then.netns().label(), now.netns().label());
        change(now, Kind.RENAMED, then.name().value(), now.name().value());
        change(now, Kind.PARENT, parent(then), parent(now));
        change(
                now,
                Kind.MODE,
                then.settings().mode().word(),
                now.settings().mode().word());
        change(
                now,
                Kind.FLAG,
                then.settings().flag().word(),
                now.settings().flag().word());
        change(
                now,
                Kind.STATE,
                then.device().state().word(),
                now.device().state().word());
        change(
                now,
                Kind.MTU,
                Integer.toString(then.device().mtu()),
                Integer.toString(now.device().mtu()));
        change(now, Kind.MAC, then.device().mac(), now.device().mac());
        change(now, Kind.ALIAS, then.device().alias(), now.device().alias());
        List<Cidr> had = then.device().assignedAddresses();
        List<Cidr> has = now.device().assignedAddresses();
        for (Cidr address : had) {
            if (!has.contains(address)) {
                add(now, Kind.ADDRESS_REMOVED, address.toString(), null);
            }
        }
        for (Cidr address : has) {
            if (!had.contains(address)) {
                add(now, Kind.ADDRESS_ADDED, null, address.toString());
            }
        }
    }

    private static @Nullable String parent(Link link) {
        Device parent = link.parent();
        return parent == null ? null : parent.label();
    }

    private void change(Link now, Kind kind, @Nullable String from, @Nullable String to) {
        if (!Objects.equals(from, to)) {
            add(now, kind, from, to);
        }
    }

    private void add(Link link, Kind kind, @Nullable String from, @Nullable String to) {
        events.add(new LinkEvent(link, kind, from, to, time));
    }
}
