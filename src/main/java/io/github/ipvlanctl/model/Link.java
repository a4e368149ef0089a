package io.github.ipvlanctl.model;

import org.jspecify.annotations.Nullable;

/**
 * An IPvlan link with its parent.
 *
 * @param device the link itself
 * @param settings its port's mode and flag
 * @param parent the device that it is on, or null when that is in a namespace that cannot be looked into
 * @param container the name of the container that it belongs to, or null when it is in none or nobody has asked
 */
public record Link(
        Device device,
        PortSettings settings,
        @Nullable Device parent,
        @Nullable String container) {
    /** A link of which nobody has asked whether it is a container's. */
    public Link(Device device, PortSettings settings, @Nullable Device parent) {
        this(device, settings, parent, null);
    }

    /** The same link as that container's. */
    public Link in(String itsContainer) {
        return new Link(device, settings, parent, itsContainer);
    }

    /** Its name. */
    public InterfaceName name() {
        return device.name();
    }

    /** Where it is. */
    public Netns netns() {
        return device.netns();
    }

    /** The stack that owns it, read from its alias, or null. */
    public @Nullable String stack() {
        return StackName.in(device.alias());
    }

    /** The parent for a sentence. */
    public String parentLabel() {
        return parent == null ? "a parent that cannot be seen from here" : parent.label();
    }
}
