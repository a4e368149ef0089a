package io.github.ipvlanctl.model;

/**
 * What the kernel keeps once for a port and all its links, in whatever namespaces they are (struct ipvl_port,
 * drivers/net/ipvlan/ipvlan.h).
 */
public record PortSettings(Mode mode, Flag flag) {
    /** What a fresh port gets here when nothing is asked for. (The kernel's own default would be l3.) */
    public static final PortSettings DEFAULT = new PortSettings(Mode.L2, Flag.BRIDGE);

    @Override
    public String toString() {
        return mode.word() + " " + flag.word();
    }
}
