package io.github.ipvlanctl.model;

import org.jspecify.annotations.Nullable;

/**
 * What the kernel keeps once for a port and all its links, in whatever namespaces they are (struct ipvl_port,
 * drivers/net/ipvlan/ipvlan.h).
 */
public record PortSettings(Mode mode, Flag flag) {
    /** What a fresh port gets here when nothing is asked for. (The kernel's own default would be l3.) */
    public static final PortSettings DEFAULT = new PortSettings(Mode.L2, Flag.BRIDGE);

    // As in a name of an interface: what a record gets by itself is put together at the first call.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PortSettings settings && mode == settings.mode && flag == settings.flag;
    }

    @Override
    public int hashCode() {
        return 31 * mode.hashCode() + flag.hashCode();
    }

    @Override
    public String toString() {
        return mode.word() + " " + flag.word();
    }
}
