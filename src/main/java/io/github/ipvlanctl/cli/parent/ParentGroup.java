package io.github.ipvlanctl.cli.parent;

import io.github.ipvlanctl.cli.Group;

/** {@code ipvlanctl parent}. */
public final class ParentGroup {
    /** Its commands. */
    public static final Group GROUP = Group.of(
            "parent",
            "Show which devices can carry IPvlan links, and what is on them.",
            Group.leaf("list", "List the devices that can carry IPvlan links.", ParentList::new),
            Group.leaf("show", "Show one device, and what keeps it from carrying IPvlan links.", ParentShow::new));

    private ParentGroup() {}
}
