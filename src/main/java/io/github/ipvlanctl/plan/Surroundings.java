package io.github.ipvlanctl.plan;

import io.github.ipvlanctl.model.Host;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import io.github.ipvlanctl.model.Route;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a plan has to know of the machine. */
public interface Surroundings {
    /** All namespaces' devices, as they were at one moment. */
    Host host();

    /** The routes of namespaces; read only for those that a manifest speaks of. */
    Map<Netns, List<Route>> routes(Collection<Netns> places);

    /** Whether a namespace has that name. */
    boolean exists(NetnsName name);

    /** Where the namespace of that name is as seen from the current one. */
    Netns locate(NetnsName name);

    /** The namespaces that a run before this one was about to make and mark, when it was ended. */
    Set<NetnsName> unfinished();

    /** Those of the named namespaces that processes are in, each with the id of one of them. */
    Map<NetnsName, Long> inhabited(Collection<NetnsName> names);

    /** What {@code ip link set … netns} takes for the current namespace. */
    String currentForMove();
}
