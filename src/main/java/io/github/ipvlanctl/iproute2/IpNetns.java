package io.github.ipvlanctl.iproute2;

import io.github.ipvlanctl.model.Netns;
import io.github.ipvlanctl.model.NetnsName;
import java.util.ArrayList;
import java.util.List;

/** {@code ip netns} (ip-netns(8)) in words. */
public final class IpNetns {
    private IpNetns() {}

    /** Makes a named namespace. */
    public static IpCommand add(NetnsName name) {
        return IpCommand.of(Netns.current(), "netns", "add", name.value());
    }

    /** Takes the name away, and with it the namespace if no process is in it. */
    public static IpCommand delete(NetnsName name) {
        return IpCommand.of(Netns.current(), "netns", "delete", name.value());
    }

    /** Lists the numbers that a namespace has for others, and those ones' names. */
    static IpCommand listIds(Netns netns) {
        return IpCommand.of(netns, "netns", "list-id");
    }

    /** Runs a program in a namespace. */
    static IpCommand exec(NetnsName name, List<String> argv) {
        List<String> words = new ArrayList<>(List.of("netns", "exec", name.value()));
        words.addAll(argv);
        return new IpCommand(Netns.current(), words);
    }
}
