package io.github.ipvlanctl.cli.host;

import io.github.ipvlanctl.cli.Group;
import java.util.List;

/** {@code ipvlanctl host}. */
public final class HostGroup {
    private HostGroup() {}

    /** Its commands. */
    public static List<Group.Entry> commands() {
        return List.of(
                Group.leaf("add", "Make a shim that leads to a parent's links, whole or not at all.", HostAdd::new),
                Group.leaf("del", "Delete a shim.", HostDel::new),
                Group.leaf("show", "List the shims, and what each leads to.", HostShow::new));
    }
}
