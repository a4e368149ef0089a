package io.github.ipvlanctl.plan.manifest;

import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.Mtu;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.ShimSpec;
import io.github.ipvlanctl.model.StackName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the files say, as they say it: replicas not yet counted out, addresses of pools not yet chosen.
 *
 * @param stack who owns the links, or null when nobody is named
 */
public record Manifest(@Nullable StackName stack, Map<String, Pool> pools, List<ParentEntry> parents) {
    /**
     * A parent and its links. Null means: as it is.
     *
     * @param at where it stands
     * @param host its shim, or null when it shall have none of the manifest's
     */
    public record ParentEntry(
            Position at,
            InterfaceName name,
            @Nullable Located<Mode> mode,
            @Nullable Located<Flag> flag,
            @Nullable Located<ShimSpec> host,
            List<LinkEntry> links) {}

    /**
     * A link, or a row of them.
     *
     * @param at where it stands
     * @param replicas how many, or null for one that bears the name itself
     * @param netns the namespace's name, {@code {name}} standing for the link's; null for the current one
     * @param addresses null when the file does not speak of addresses
     * @param routes null when the file does not speak of routes
     */
    public record LinkEntry(
            Position at,
            String name,
            @Nullable Integer replicas,
            @Nullable Located<String> pool,
            @Nullable Located<String> netns,
            @Nullable List<Located<Cidr>> addresses,
            @Nullable Located<IpAddress> gateway,
            @Nullable List<Located<RouteSpec>> routes,
            @Nullable Located<Mtu> mtu,
            boolean up) {}
}
