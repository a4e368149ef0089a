package io.github.ipvlanctl.export;

import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.IpAddress;
import io.github.ipvlanctl.model.LinkSpec;
import io.github.ipvlanctl.model.RouteSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration of CNI's plugins ipvlan and host-local (containernetworking/plugins). A route without a nexthop would
 * get the gateway for one: it is given the unspecified address, which the kernel takes for none, of IPv4 alone.
 */
final class CniPlugin {
    /** The oldest version of the specification with all that is said here. */
    static final String VERSION = "1.0.0";

    /** What it has no words for. */
    static final Set<Feature> UNSAYABLE = Collections.unmodifiableSet(EnumSet.of(
            Feature.FLAG,
            Feature.ALIAS,
            Feature.DOWN,
            Feature.NO_ADDRESS,
            Feature.SEVERAL_ADDRESSES,
            Feature.METRIC,
            Feature.TABLE,
            Feature.ON_LINK_IPV6));

    private static final String NO_NEXTHOP = "0.0.0.0";

    private CniPlugin() {}

    /** The ipvlan plugin for a network. */
    static Map<String, Object> configuration(Target target, Network network) {
        Map<String, Object> plugin = new LinkedHashMap<>();
        plugin.put("type", "ipvlan");
        plugin.put("master", network.parent().value());
        plugin.put("mode", network.settings().mode().word());
        if (network.mtu() != null) {
            plugin.put("mtu", network.mtu().bytes());
        }
        plugin.put("ipam", addresses(target, network));
        return plugin;
    }

    private static Map<String, Object> addresses(Target target, Network network) {
        List<Object> ranges = new ArrayList<>();
        List<Object> routes = new ArrayList<>();
        // Routes that are nexthops' way come before those through the nexthops.
        network.routes().forEach(route -> routes.add(route(route)));
        for (Network.Subnet subnet : network.subnets()) {
            // host-local gives none of a smaller one.
            Networks.requireRoom(target, network, subnet, 2);
            if (subnet.gateway().isEmpty()) {
                network.keepClearOfGateway(target, subnet);
            }
            ranges.add(ranges(network, subnet));
            Optional.ofNullable(subnet.everywhere()).ifPresent(route -> routes.add(route(route)));
        }
        Map<String, Object> ipam = new LinkedHashMap<>();
        ipam.put("type", "host-local");
        ipam.put("ranges", ranges);
        if (!routes.isEmpty()) {
            ipam.put("routes", routes);
        }
        return ipam;
    }

    /** The links' addresses, each a range of its own. */
    private static List<Object> ranges(Network network, Network.Subnet subnet) {
        List<Object> ranges = new ArrayList<>();
        for (LinkSpec link : network.links()) {
            String address = Network.address(link, subnet.isIpv6())
                    .map(Cidr::address)
                    .map(IpAddress::text)
                    .orElseThrow();
            Map<String, Object> range = new LinkedHashMap<>();
            range.put("subnet", subnet.network().toString());
            range.put("rangeStart", address);
            range.put("rangeEnd", address);
            subnet.gateway().ifPresent(gateway -> range.put("gateway", gateway.text()));
            ranges.add(range);
        }
        return ranges;
    }

    private static Map<String, Object> route(RouteSpec route) {
        IpAddress via = route.via();
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("dst", Routes.destination(route));
        entry.put("gw", via == null ? NO_NEXTHOP : via.text());
        return entry;
    }
}
