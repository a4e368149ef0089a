package io.github.ipvlanctl.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named namespace.
 *
 * @param links the IPvlan links in it, or null when the caller may not look
 */
public record NamedNetns(NetnsName name, @Nullable List<Link> links) {}
