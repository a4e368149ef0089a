package io.github.ipvlanctl.model;

/** What the kernel says of the device below another one (IFLA_LINK, rtnetlink(7)). */
public sealed interface Lower {
    /** A device of the same namespace. */
    record Here(InterfaceName name) implements Lower {}

    /** A device of another namespace: all that is known is its index there. */
    record Elsewhere(int ifindex) implements Lower {}
}
