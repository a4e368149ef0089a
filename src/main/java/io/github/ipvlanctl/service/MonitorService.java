package io.github.ipvlanctl.service;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.iproute2.IpClient;
import io.github.ipvlanctl.iproute2.IpMonitor;
import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.LinkEvent;
import io.github.ipvlanctl.model.LinkEvents;
import io.github.ipvlanctl.model.Netns;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;

/**
 * Tells what happens to links. The kernel says that something has changed, a look at all of them says what; so that nothing
 * is lost when much happens at once, and what came of it is told in the end, however much that was.
 */
public final class MonitorService {
    /** Changes that follow one another within this time are told together. */
    private static final Duration QUIET = Duration.ofMillis(100);

    /** But a look is not put off for longer than this. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /**
     * The kernel does not tell of everything: not of a new flag, or of l3 for l3s, on links that are down (do_setlink and
     * netdev_state_change in net/core tell of devices that are up), and not of namespaces for which this one has no number.
     */
    private static final Duration UNTOLD = Duration.ofSeconds(5);

    /** Looking may take a part of the time only. */
    private static final int SHARE = 10;

    private final IpClient ip;
    private final HostReader reader;
    private final Notes notes;

    MonitorService(IpClient ip, HostReader reader, Notes notes) {
        this.ip = ip;
        this.reader = reader;
        this.notes = notes;
    }

    /**
     * Goes on until nobody listens any more.
     *
     * @param allNetns watch the links of all namespaces, and not only those of the current one
     * @param initial begin with the links that are there, as if they had just been added
     * @param listener is given what has happened; false ends it
     * @throws Failure when {@code ip} fails or ends, or of kind {@code INTERRUPTED} when this thread is interrupted
     */
    public void follow(boolean allNetns, boolean initial, Predicate<List<LinkEvent>> listener) {
        try (IpMonitor monitor = ip.monitor(allNetns)) {
            List<Link> known = links(allNetns);
            notes.note("watching the links of " + (allNetns ? "all namespaces" : "this namespace")
                    + ", until a signal ends it");
            boolean listening = !initial || listener.test(events(List.of(), known));
            // The first look may have been before the kernel took down who wants to be told.
            Duration pause = PATIENCE;
            while (listening) {
                boolean told = monitor.awaitChange(pause);
                long start = System.nanoTime();
                List<Link> now = told ? linksAfterChanges(monitor, allNetns) : links(allNetns);
                pause = longer(
                        UNTOLD, Duration.ofNanos(System.nanoTime() - start).multipliedBy(SHARE));
                List<LinkEvent> events = events(known, now);
                listening = events.isEmpty() || listener.test(events);
                known = now;
            }
        }
    }

    private List<Link> linksAfterChanges(IpMonitor monitor, boolean allNetns) {
        while (true) {
            long start = System.nanoTime();
            while (monitor.awaitChange(QUIET) && System.nanoTime() - start < PATIENCE.toNanos()) {
                // More is happening.
            }
            try {
                return links(allNetns);
            } catch (Failure failure) {
                // No listing comes out whole while enough changes.
                if (failure.kind() != ErrorKind.FAILED || !monitor.awaitChange(Duration.ZERO)) {
                    throw failure;
                }
            }
        }
    }

    private List<Link> links(boolean allNetns) {
        Host host = allNetns ? reader.everywhere() : reader.withParents();
        return host.links().stream()
                .filter(link -> allNetns || link.netns().equals(Netns.current()))
                .toList();
    }

    private static List<LinkEvent> events(List<Link> before, List<Link> now) {
        return LinkEvents.between(before, now, now());
    }

    /** What time it is here, to the millisecond. */
    static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MILLIS);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
