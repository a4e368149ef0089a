package io.github.ipvlanctl.iproute2;

import io.github.ipvlanctl.model.Device;
import io.github.ipvlanctl.model.InterfaceName;
import io.github.ipvlanctl.model.Mtu;
import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.PortSettings;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Making a link where it belongs; a move afterwards would drop what it has.
 *
 * <p>The kernel looks for the name in the current namespace too, and makes no link when it is taken there: then the link
 * is made under a free name and renamed in its own.
 *
 * @param firstName what it is called until it is renamed
 * @param add makes the link, in the current namespace's view
 * @param rename gives it its name, in its own namespace; none when it has that already
 */
public record LinkCreation(InterfaceName firstName, Step add, List<Step> rename) {
    /** What stands before a number in the names that links are made under. */
    private static final String FIRST_NAME = "ipvlanctl-new";

    /** Whether a link was made, but not renamed: its maker was killed in between. Nobody has a use for it. */
    public static boolean isLeftOver(Device device) {
        return device.isIpvlan()
                && device.alias() == null
                && (device.name().value().startsWith(FIRST_NAME)
                        || device.name().equals(Restoring.ON_THE_WAY));
    }

    /**
     * How to make a link.
     *
     * @param taken whether a name is taken, or will be, in a namespace
     */
    public static LinkCreation of(
            BiPredicate<Netns, InterfaceName> taken,
            InterfaceName parent,
            InterfaceName name,
            Netns netns,
            @Nullable Mtu mtu,
            PortSettings settings) {
        boolean elsewhere = netns instanceof Netns.Named;
        InterfaceName first = elsewhere && taken.test(Netns.current(), name) ? free(taken, netns) : name;
        Step add = Step.of(IpLink.add(parent, first, netns, mtu, settings), IpLink.delete(netns, first));
        List<Step> rename = first.equals(name)
                ? List.of()
                : List.of(Step.of(IpLink.rename(netns, first, name), IpLink.delete(netns, name)));
        return new LinkCreation(first, add, rename);
    }

    /** A name that is free both here and where the link is to be. */
    private static InterfaceName free(BiPredicate<Netns, InterfaceName> taken, Netns netns) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> new InterfaceName(FIRST_NAME + i))
                .filter(name -> !taken.test(Netns.current(), name) && !taken.test(netns, name))
                .findFirst()
                .orElseThrow();
    }
}
