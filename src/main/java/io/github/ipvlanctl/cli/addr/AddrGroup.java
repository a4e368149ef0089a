package io.github.ipvlanctl.cli.addr;

import io.github.ipvlanctl.cli.Group;
import java.util.List;

/** {@code ipvlanctl addr}. */
public final class AddrGroup {
    private AddrGroup() {}

    /** Its commands. */
    public static List<Group.Entry> commands() {
        return List.of(
                Group.leaf("add", "Give a link addresses.", AddrAdd::new),
                Group.leaf("del", "Take addresses from a link.", AddrDel::new),
                Group.leaf("flush", "Take all addresses from a link but the link-local ones.", AddrFlush::new),
                Group.leaf("show", "List the links' addresses.", AddrShow::new));
    }
}
