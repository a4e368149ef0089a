package io.github.ipvlanctl.model;

import java.util.List;

/**
 * A port as somebody wants it: its parent, what its links share, and the links, which say no mode and flag of their own.
 * All their routes are in {@link LinkSpec#routes}, default routes among them.
 */
public record PortSpec(InterfaceName parent, PortSettings settings, List<LinkSpec> links) {
    /** Copies the list. */
    public PortSpec {
        links = List.copyOf(links);
    }
}
