package io.github.ipvlanctl.cli.netns;

import io.github.ipvlanctl.cli.Group;

/** {@code ipvlanctl netns}. */
public final class NetnsGroup {
    /** Its commands. */
    public static final Group GROUP = Group.of(
            "netns",
            "Make, delete, list and enter named network namespaces.",
            Group.leaf("list", "List the named namespaces and the IPvlan links in them.", NetnsList::new),
            Group.leaf("add", "Make a named namespace, with its loopback device up.", NetnsAdd::new),
            Group.leaf("del", "Delete a named namespace.", NetnsDel::new),
            Group.leaf("exec", "Run a program in a named namespace.", NetnsExec::new));

    private NetnsGroup() {}
}
