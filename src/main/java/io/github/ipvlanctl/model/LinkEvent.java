package io.github.ipvlanctl.model;

import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to a link.
 *
 * @param link the link as it is now, or of one that is gone, as it was last
 * @param from what it was before: of what has changed the value, of an address that is gone the address; else null
 * @param to what it is now: of what has changed the value, of a new address the address; else null
 * @param time when it was noticed
 */
public record LinkEvent(
        Link link,
        Kind kind,
        @Nullable String from,
        @Nullable String to,
        OffsetDateTime time) {
    /** What can happen. */
    public enum Kind {
        ADDED,
        GONE,
        /** To another namespace: from and to are namespaces, null for the current one. */
        MOVED,
        RENAMED,
        /** The parent has another name, or is in another namespace. */
        PARENT,
        MODE,
        FLAG,
        STATE,
        MTU,
        /** The MAC address, which is the parent's. */
        MAC,
        ALIAS,
        ADDRESS_ADDED,
        ADDRESS_REMOVED;

        private final String word = name().toLowerCase(Locale.ROOT);

        /** The word that output uses. */
        public String word() {
            return word;
        }
    }
}
