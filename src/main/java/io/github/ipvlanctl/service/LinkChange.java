package io.github.ipvlanctl.service;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.model.Alias;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Mtu;
import io.github.ipvlanctl.model.NetnsName;
import org.jspecify.annotations.Nullable;

/**
 * What is to be changed about a link; null leaves a thing as it is.
 *
 * @param up true for up, false for down
 * @param into the named namespace to move it to
 * @param txqueuelen in packets
 */
public record LinkChange(
        @Nullable Boolean up,
        @Nullable Mtu mtu,
        @Nullable InterfaceName rename,
        @Nullable NetnsName into,
        @Nullable Alias alias,
        @Nullable Long txqueuelen) {
    /**
     * Checks that there is something to change.
     *
     * @throws Failure of kind {@code USAGE} when there is not
     */
    public LinkChange {
        if (up == null && mtu == null && rename == null && into == null && alias == null && txqueuelen == null) {
            throw Failure.usage(
                    "nothing to set",
                    "give at least one of --up, --down, --mtu, --rename, --into, --alias, --txqueuelen");
        }
    }
}
