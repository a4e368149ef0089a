package io.github.ipvlanctl.iproute2;

import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.Port;
import io.github.ipvlanctl.model.PortSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change, and the commands that take it back.
 *
 * @param undo in the order in which they run; they must do no harm when {@code command} did not come to run, so they take
 *     back only what was not so before; empty where nothing can or need be taken back
 * @param halfway true when {@code command} may change something and fail all the same, so that it is taken back even then
 * @param origin the place in a manifest that wants it, for a message; null where there is none
 */
public record Step(
        IpCommand command,
        List<IpCommand> undo,
        boolean halfway,
        @Nullable String origin) {
    /** Copies the list. */
    public Step {
        undo = List.copyOf(undo);
    }

    /** A change that happens or does not. */
    public static Step of(IpCommand command, IpCommand... undo) {
        return new Step(command, List.of(undo), false, null);
    }

    /**
     * Another mode or flag for a port. One command does it for all its links. The kernel sets the flag before the mode
     * (ipvlan_nl_changelink), so a refused mode can leave the new flag behind.
     */
    public static Step ofPort(Port port, PortSettings wanted) {
        Device any = port.anyLink();
        return new Step(IpLink.setPort(any, wanted), List.of(IpLink.setPort(any, port.settings())), true, null);
    }

    /** The same step with the place that wants it. */
    public Step from(Object place) {
        return new Step(command, undo, halfway, place.toString());
    }
}
