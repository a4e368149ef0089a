package io.github.ipvlanctl.cli.netns;

import io.github.ipvlanctl.cli.Group;
import java.util.List;

/** {@code ipvlanctl netns}. */
public final class NetnsGroup {
    private NetnsGroup() {}

    /** Its commands. */
    public static List<Group.Entry> commands() {
        return List.of(
                Group.leaf("list", "List the named namespaces and the IPvlan links in them.", NetnsList::new),
                Group.leaf("add", "Make a named namespace, with its loopback device up.", NetnsAdd::new),
                Group.leaf("del", "Delete a named namespace.", NetnsDel::new),
                Group.leaf("exec", "Run a program in a named namespace.", NetnsExec::new));
    }
}
