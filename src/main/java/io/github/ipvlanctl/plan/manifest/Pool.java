package io.github.ipvlanctl.plan.manifest;

import io.github.ipvlanctl.model.AddressRange;
import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where replicas get their addresses from.
 *
 * @param at where it stands
 * @param subnet the network that gives the prefix length
 * @param range what may be given out, a part of the subnet
 * @param gateway the default route's nexthop of those that get an address here, or null
 */
public record Pool(
        Position at,
        Cidr subnet,
        AddressRange range,
        @Nullable IpAddress gateway) {}
