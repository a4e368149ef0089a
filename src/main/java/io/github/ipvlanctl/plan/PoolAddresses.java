package io.github.ipvlanctl.plan;

import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.plan.manifest.Pool;
import io.github.ipvlanctl.plan.manifest.Problems;
import java.util.Comparator;
import java.util.HashSet;
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
     * @param links all links that are wanted
     * @param existing those of them that exist
     * @param others addresses that are in use by anybody else, or said elsewhere in the manifest
     */
    PoolAddresses(
            List<DesiredLink> links, Map<DesiredLink, Device> existing, Set<IpAddress> others, Problems problems) {
        this.taken = new HashSet<>(others);
        for (DesiredLink link : links) {
            Device device = existing.get(link);
            if (link.pool() != null && device != null) {
                keep(link, link.pool(), device);
            }
        }
        IdentityHashMap<Pool, Iterator<Cidr>> free = new IdentityHashMap<>();
        Map<Pool, Integer> missing = new LinkedHashMap<>();
        for (DesiredLink link : links) {
            Pool pool = link.pool();
            if (pool != null && !chosen.containsKey(link)) {
                Iterator<Cidr> candidates =
                        free.computeIfAbsent(pool, p -> p.range().addresses().iterator());
                if (!give(link, pool, candidates)) {
                    missing.merge(pool, 1, Integer::sum);
                }
            }
        }
        missing.forEach((pool, number) -> problems.add(
                pool.at(),
                "the pool " + pool.range() + " is exhausted: " + number
                        + (number == 1 ? " address is" : " addresses are") + " missing"));
    }

    /** Of several the one that has the pool's prefix length already; where that has changed, so does the link's. */
    private void keep(DesiredLink link, Pool pool, Device device) {
        int length = pool.subnet().prefixLength();
        device.assignedAddresses().stream()
                .sorted(Comparator.comparing(cidr -> cidr.prefixLength() != length))
                .map(Cidr::address)
                .filter(address -> pool.range().holds(address) && !address.equals(pool.gateway()))
                .filter(taken::add)
                .findFirst()
                .ifPresent(address -> chosen.put(link, new Cidr(address, length)));
    }

    private boolean give(DesiredLink link, Pool pool, Iterator<Cidr> candidates) {
        while (candidates.hasNext()) {
            Cidr cidr = candidates.next();
            if (!cidr.address().equals(pool.gateway()) && taken.add(cidr.address())) {
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
