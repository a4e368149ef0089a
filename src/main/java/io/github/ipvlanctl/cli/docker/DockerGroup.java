package io.github.ipvlanctl.cli.docker;

import io.github.ipvlanctl.cli.Group;
import io.github.ipvlanctl.error.Failure;
import java.util.List;

/** {@code ipvlanctl docker}. */
public final class DockerGroup {
    /** For the help of each. */
    static final String PROGRAM_HELP = "Docker's client (default: the system's).";

    private DockerGroup() {}

    /** Its commands, all below {@code network}. */
    public static List<Group.Entry> commands() {
        return List.of(
                Group.branch("network", "Make, delete and list docker's IPvlan networks.", DockerGroup::ofNetwork));
    }

    private static List<Group.Entry> ofNetwork() {
        return List.of(
                Group.leaf("create", "Make an IPvlan network, checked before docker runs.", NetworkCreate::new),
                Group.leaf("ls", "List the IPvlan networks.", NetworkLs::new),
                Group.leaf("show", "Show one IPvlan network.", NetworkShow::new),
                Group.leaf("rm", "Delete an IPvlan network.", NetworkRm::new));
    }

    /** Reads the client's name or path. */
    static String program(String word) {
        if (word.isEmpty()) {
            throw Failure.usage("'' is not a program", "the name or the path of docker's client");
        }
        return word;
    }
}
