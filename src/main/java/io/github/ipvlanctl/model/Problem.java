package io.github.ipvlanctl.model;

import java.util.Locale;

/**
 * Something wrong with a link or its parent, as they stand.
 *
 * @param text what is wrong, for people: a phrase that needs no subject but the link or the parent
 */
public record Problem(Kind kind, String text) {
    /** What sort of thing is wrong. */
    public enum Kind {
        /** The parent is set down: nothing passes. */
        PARENT_DOWN,
        /** The parent is up, without a carrier or with something down below it: nothing passes. */
        PARENT_WITHOUT_CARRIER,
        /** The parent is in a namespace that was not looked into. */
        PARENT_UNSEEN,
        /** The link's MTU is above its parent's: larger packets vanish. */
        MTU_ABOVE_PARENT,
        /** The link has an address of its parent, and with it the parent's traffic. */
        PARENT_ADDRESS,
        /** Another link or parent on what may be the same wire has the same address. */
        ADDRESS_TWICE,
        /** Another host on the wire had the IPv6 address already: the kernel does not use it (RFC 4862, 5.4). */
        ADDRESS_REFUSED;

        /** The word that output uses. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
