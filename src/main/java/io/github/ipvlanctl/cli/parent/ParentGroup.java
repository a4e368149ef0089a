package io.github.ipvlanctl.cli.parent;

import io.github.ipvlanctl.cli.Group;
import java.util.List;

/** {@code ipvlanctl parent}. */
public final class ParentGroup {
    private ParentGroup() {}

    /** Its commands. */
    public static List<Group.Entry> commands() {
        return List.of(
                Group.leaf("list", "List the devices that can carry IPvlan links.", ParentList::new),
                Group.leaf("show", "Show one device, and what keeps it from carrying IPvlan links.", ParentShow::new));
    }
}
