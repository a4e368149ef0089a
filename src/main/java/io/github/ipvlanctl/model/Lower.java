package io.github.ipvlanctl.model;

import org.jspecify.annotations.Nullable;

/** What the kernel says of the device below another one (IFLA_LINK, rtnetlink(7)). */
public sealed interface Lower {
    /** A device of the same namespace. */
    record Here(InterfaceName name) implements Lower {}

    /**
     * A device of another namespace.
     *
     * @param ifindex its index there
     * @param netnsid what that namespace is called by the one that the upper device is in, or null when it has no number
     */
    record Elsewhere(int ifindex, @Nullable Integer netnsid) implements Lower {}
}
