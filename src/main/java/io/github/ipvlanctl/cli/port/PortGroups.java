package io.github.ipvlanctl.cli.port;

import io.github.ipvlanctl.cli.Group;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.Mode;
import java.util.ArrayList;
import java.util.List;

/** {@code ipvlanctl mode} and {@code ipvlanctl flag}. */
public final class PortGroups {
    /** The commands of {@code mode}. */
    public static final Group MODE =
            new Group("mode", "Show or switch the mode that all links of a parent share.", PortGroups::modes);

    /** The commands of {@code flag}. */
    public static final Group FLAG =
            new Group("flag", "Show or switch the flag that all links of a parent share.", PortGroups::flags);

    private PortGroups() {}

    private static List<Group.Entry> modes() {
        List<Group.Entry> entries = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            entries.add(Group.leaf(
                    mode.word(),
                    "Switch all links of a parent to mode " + mode.word() + ".",
                    invocation -> new PortSet(invocation, mode, null)));
        }
        entries.add(Group.leaf("show", "List the parents' modes and flags.", PortShow::new));
        return entries;
    }

    private static List<Group.Entry> flags() {
        List<Group.Entry> entries = new ArrayList<>();
        for (Flag flag : Flag.values()) {
            entries.add(Group.leaf(
                    flag.word(),
                    "Give all links of a parent the flag " + flag.word() + ".",
                    invocation -> new PortSet(invocation, null, flag)));
        }
        entries.add(Group.leaf("show", "List the parents' modes and flags.", PortShow::new));
        return entries;
    }
}
