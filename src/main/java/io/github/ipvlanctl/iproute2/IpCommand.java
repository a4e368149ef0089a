package io.github.ipvlanctl.iproute2;

import io.github.ipvlanctl.model.Netns;
import java.util.List;

/**
 * What {@code ip} is told, and in which namespace.
 *
 * @param words the object first ({@code link}, {@code address}, …), as they stand on a command line or in a batch
 */
public record IpCommand(Netns netns, List<String> words) {
    /** Copies the list. */
    public IpCommand {
        words = List.copyOf(words);
    }

    /** True for {@code ip netns} where it acts on the machine, whatever namespace is current. */
    boolean isNetns() {
        return words.get(0).equals("netns") && !words.get(1).equals("list-id");
    }

    /** True for what makes or deletes namespaces, or puts a device into another one. */
    boolean reachesOut() {
        return words.contains("netns");
    }

    /** True for what takes a device or a namespace away, with all that is in it. */
    boolean deletes() {
        return words.get(1).equals("delete")
                && (words.get(0).equals("link") || words.get(0).equals("netns"));
    }

    /** Whether one process can run both, one after the other. */
    boolean joins(IpCommand next) {
        return netns.equals(next.netns)
                && isNetns() == next.isNetns()
                && IpBatch.canHold(this)
                && IpBatch.canHold(next);
    }

    static IpCommand of(Netns netns, String... words) {
        return new IpCommand(netns, List.of(words));
    }
}
