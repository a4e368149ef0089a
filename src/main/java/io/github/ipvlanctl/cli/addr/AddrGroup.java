package io.github.ipvlanctl.cli.addr;

import io.github.ipvlanctl.cli.Group;
import java.util.List;

/** {@code ipvlanctl addr}. */
public final class AddrGroup {
    /** Its commands. */
    public static final Group GROUP =
            new Group("addr", "Give IPvlan links addresses, take them away, list them.", AddrGroup::commands);

    private AddrGroup() {}

    private static List<Group.Entry> commands() {
        return List.of(
                Group.leaf("add", "Give a link addresses.", AddrAdd::new),
                Group.leaf("del", "Take addresses from a link.", AddrDel::new),
                Group.leaf("flush", "Take all addresses from a link but the link-local ones.", AddrFlush::new),
                Group.leaf("show", "List the links' addresses.", AddrShow::new));
    }
}
