package io.github.ipvlanctl.cli.completion;

import io.github.ipvlanctl.cli.Group;
import java.util.List;

/** {@code ipvlanctl completion}. */
public final class CompletionGroup {
    private CompletionGroup() {}

    /** Its commands. */
    public static List<Group.Entry> commands() {
        return List.of(
                Group.leaf(
                        "bash", "Print the script for bash.", invocation -> new CompletionScript(invocation, "bash")),
                Group.leaf("zsh", "Print the script for zsh.", invocation -> new CompletionScript(invocation, "zsh")),
                Group.leaf(
                        "fish", "Print the script for fish.", invocation -> new CompletionScript(invocation, "fish")),
                Group.hidden(CompletionCandidates.NAME, "Print what the last word may be.", CompletionCandidates::new));
    }
}
