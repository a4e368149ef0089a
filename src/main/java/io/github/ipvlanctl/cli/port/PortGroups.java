package io.github.ipvlanctl.cli.port;

import io.github.ipvlanctl.cli.Group;
import io.github.ipvlanctl.model.Flag;
import io.github.ipvlanctl.model.Mode;
import java.util.ArrayList;
import java.util.List;

/** {@code ipvlanctl mode} and {@code ipvlanctl flag}. */
public final class PortGroups {
    private PortGroups() {}

    /** The commands of {@code mode}. */
    public static List<Group.Entry> modes() {
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

    /** The commands of {@code flag}. */
    public static List<Group.Entry> flags() {
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
