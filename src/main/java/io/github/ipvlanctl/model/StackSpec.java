package io.github.ipvlanctl.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Links as somebody wants them, or has them: all that can be said of them without the machine that they are on.
 *
 * @param stack who owns all of them, or null when nobody does
 */
public record StackSpec(@Nullable StackName stack, List<PortSpec> ports) {
    /** Copies the list. */
    public StackSpec {
        ports = List.copyOf(ports);
    }
}
