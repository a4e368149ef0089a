package io.github.ipvlanctl.model;

import org.jspecify.annotations.Nullable;

/** Where a device is: a network namespace, as seen by the command that runs. */
public sealed interface Netns {
    /** The namespace that the command acts in: its own, or the one given with {@code -n}. */
    enum Current implements Netns {
        /** There is only one. */
        NETNS
    }

    /** Another namespace that has a name under /run/netns. */
    record Named(NetnsName name) implements Netns {}

    /**
     * Another namespace that has no name (a container's, mostly) and is known by a process in it.
     *
     * @param pid the lowest process id found in it
     */
    record OfProcess(long pid) implements Netns {
        /** The file that stands for the namespace, while the process lives ({@code namespaces(7)}). */
        public String path() {
            return "/proc/" + pid + "/ns/net";
        }
    }

    /** The namespace that the command acts in. */
    static Netns current() {
        return Current.NETNS;
    }

    /** The namespace of that name. */
    static Netns named(NetnsName name) {
        return new Named(name);
    }

    /** Its name as output has it: null for the current one, a path for one without a name. */
    default @Nullable String label() {
        if (this instanceof Named named) {
            return named.name().value();
        }
        return this instanceof OfProcess process ? process.path() : null;
    }

    /** For a sentence about a device in it: empty for the current one, else {@code " (netns blue)"}. */
    default String remark() {
        String label = label();
        return label == null ? "" : " (netns " + Display.safe(label) + ")";
    }
}
