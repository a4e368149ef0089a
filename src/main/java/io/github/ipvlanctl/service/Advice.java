package io.github.ipvlanctl.service;

import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.LinkState;
import io.github.ipvlanctl.model.Mode;
import io.github.ipvlanctl.model.RouteSpec;
import io.github.ipvlanctl.model.UpstreamRoute;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What several use cases have to say beside their results. */
final class Advice {
    private static final int NAMED = 10;

    private Advice() {}

    /** A link passes nothing while its parent is down. */
    static void parentDown(Notes notes, Device parent) {
        if (parent.state() == LinkState.DOWN) {
            notes.note(parent.label() + " is down: no traffic until 'ip link set dev " + parent.name() + " up'");
        }
    }

    /** In l3 nobody answers ARP for the links: the routers around must be told where their addresses are. */
    static void upstream(Notes notes, Mode mode, List<Cidr> addresses, @Nullable Device parent) {
        if (mode != Mode.L2 && parent != null) {
            List<Cidr> single = addresses.stream()
                    .map(cidr -> new Cidr(cidr.address(), cidr.address().bits()))
                    .toList();
            upstreamNetworks(notes, mode, single, parent);
        }
    }

    /** The same for whole networks. */
    static void upstreamNetworks(Notes notes, Mode mode, List<Cidr> networks, Device parent) {
        if (mode == Mode.L2 || networks.isEmpty()) {
            return;
        }
        List<String> routes = new ArrayList<>();
        for (Cidr network : networks.subList(0, Math.min(networks.size(), NAMED))) {
            RouteSpec route = UpstreamRoute.to(network, parent);
            routes.add(route + (route.via() == null ? " via <an address of " + parent.name() + ">" : ""));
        }
        notes.note("mode " + mode.word() + " answers no ARP; the routers around need routes: "
                + String.join(", ", routes)
                + (networks.size() > NAMED ? " and " + (networks.size() - NAMED) + " more" : ""));
    }
}
