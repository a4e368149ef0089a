package io.github.ipvlanctl.plan;

import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.plan.manifest.Pool;
import io.github.ipvlanctl.plan.manifest.Problems;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which address each link gets from its pool: the one that it has, if that is in the range; otherwise the lowest that is
 * free, in the order of the manifest. So those that exist keep theirs, however many more or fewer there are.
 */
final class PoolAddresses {
    private final IdentityHashMap<DesiredLink, Cidr> chosen = new IdentityHashMap<>();
    private final Set<IpAddress> taken;

    /**
     * Chooses.
     *
     * @param problems gets the pools that have not enough
     */
    PoolAddresses(DesiredState state, Matching matching, Host host, Problems problems) {
        this.taken = unavailable(state, matching, host);
        for (DesiredLink link : matching.links()) {
            Device device = matching.device(link);
            if (link.pool() != null && device != null) {
                keep(link, link.pool(), device);
            }
        }
        giveAll(matching.links(), problems);
    }

    /** The same where nothing is there yet. */
    PoolAddresses(DesiredState state, Problems problems) {
        this.taken = state.reserved();
        giveAll(state.links(), problems);
    }

    private void giveAll(List<DesiredLink> links, Problems problems) {
        IdentityHashMap<Pool, Iterator<Cidr>> free = new IdentityHashMap<>();
        Map<Pool, Integer> missing = new LinkedHashMap<>();
        for (DesiredLink link : links) {
            Pool pool = link.pool();
            if (pool != null && !chosen.containsKey(link)) {
                Iterator<Cidr> candidates =
                        free.computeIfAbsent(pool, p -> p.range().addresses().iterator());
                if (!give(link, candidates)) {
                    missing.merge(pool, 1, Integer::sum);
                }
            }
        }
        missing.forEach((pool, number) -> problems.add(
                pool.at(),
                "the pool " + pool.range() + " is exhausted: " + number
                        + (number == 1 ? " address is" : " addresses are") + " missing"));
    }

    /** What no pool may give out: all that is said elsewhere, and all that is in use, but by links that get others now. */
    private static Set<IpAddress> unavailable(DesiredState state, Matching matching, Host host) {
        Set<IpAddress> unavailable = state.reserved();
        for (Device device : host.devices()) {
            DesiredLink link = matching.wanted(device);
            boolean decided = link != null && (link.pool() != null || link.addresses() != null);
            if (!matching.isDeleted(device)) {
                device.addresses().stream()
                        .filter(address -> !decided || !AddressUpdate.isByHand(address))
                        .forEach(address -> unavailable.add(address.cidr().address()));
            }
        }
        return unavailable;
    }

    /** Of several the one that has the pool's prefix length already; where that has changed, so does the link's. */
    private void keep(DesiredLink link, Pool pool, Device device) {
        int length = pool.subnet().prefixLength();
        device.assignedAddresses().stream()
                .sorted((a, b) -> Boolean.compare(a.prefixLength() != length, b.prefixLength() != length))
                .map(Cidr::address)
                .filter(pool.range()::holds)
                .filter(taken::add)
                .findFirst()
                .ifPresent(address -> chosen.put(link, new Cidr(address, length)));
    }

    private boolean give(DesiredLink link, Iterator<Cidr> candidates) {
        while (candidates.hasNext()) {
            Cidr cidr = candidates.next();
            if (taken.add(cidr.address())) {
                chosen.put(link, cidr);
                return true;
            }
        }
        return false;
    }

    /** The link's address from its pool, or null when it has no pool, or that had no more. */
    @Nullable
    Cidr of(DesiredLink link) {
        return chosen.get(link);
    }
}
