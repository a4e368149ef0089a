package io.github.ipvlanctl.model;

/**
 * An address on a device.
 *
 * @param scope {@code global}, {@code link}, {@code host}, …, as {@code ip address} spells it
 * @param dynamic true when it was learnt (DHCP, router advertisement) and not set
 */
public record LinkAddress(Cidr cidr, String scope, boolean dynamic) {
    /** True for those that somebody gave it, and not the kernel: all but link-local ones. */
    public boolean isAssigned() {
        return !scope.equals("link");
    }
}
