package io.github.ipvlanctl.cli.link;

import io.github.ipvlanctl.cli.Group;
import java.util.List;

/** {@code ipvlanctl link}. */
public final class LinkGroup {
    private LinkGroup() {}

    /** Its commands. */
    public static List<Group.Entry> commands() {
        return List.of(
                Group.leaf("add", "Make a link, whole or not at all.", LinkAdd::new),
                Group.leaf("set", "Change a link.", LinkSet::new),
                Group.leaf("del", "Delete links.", LinkDel::new),
                Group.leaf("show", "List links.", LinkShow::new));
    }
}
