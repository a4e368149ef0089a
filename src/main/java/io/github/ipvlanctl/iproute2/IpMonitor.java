package io.github.ipvlanctl.iproute2;

import io.github.ipvlanctl.error.ErrorKind;
import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.exec.CommandResult;
import io.github.ipvlanctl.exec.OngoingCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A running {@code ip monitor} (ip-monitor(8)). It tells that something has changed; what, a listing says, since it prints
 * text even when asked for JSON, no mode and no flag, and says only that it has lost some when it cannot follow.
 */
public final class IpMonitor implements AutoCloseable {
    private final OngoingCommand process;

    IpMonitor(OngoingCommand process) {
        this.process = process;
    }

    /**
     * Its words: links and addresses.
     *
     * @param allNetns in other namespaces too, as far as the current one has numbers for them; and those numbers
     */
    static List<String> words(boolean allNetns) {
        List<String> words = new ArrayList<>(List.of("monitor", "link", "address"));
        if (allNetns) {
            words.addAll(List.of("nsid", "all-nsid"));
        }
        return words;
    }

    /**
     * Waits until the kernel tells of something. What it has told since the last call counts.
     *
     * @param limit how long to wait at most; zero only looks
     * @return whether it did
     * @throws Failure when {@code ip} has ended, or of kind {@code INTERRUPTED} when this thread was interrupted
     */
    public boolean awaitChange(Duration limit) {
        boolean changed = process.awaitOutput(limit);
        CommandResult result = process.result();
        if (result != null) {
            throw result.succeeded()
                    ? Failure.of(ErrorKind.FAILED, "ip monitor has ended", "start it again")
                            .from(result.command().argv(), result.stderr())
                    : IpError.classify(result);
        }
        return changed;
    }

    /** Ends it. */
    @Override
    public void close() {
        process.close();
    }
}
