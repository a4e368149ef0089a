package io.github.ipvlanctl.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check has found.
 *
 * @param check the check's name: {@code mtu}
 * @param device the device that it is about, or null when it is about none, or about many
 * @param netns that one's namespace, or null for the current one
 * @param evidence what was seen, a clause without a full stop
 * @param commands what mends it, for a shell, in this order; none where no command can
 */
public record Finding(
        String check,
        Verdict verdict,
        @Nullable String device,
        @Nullable String netns,
        String evidence,
        List<String> commands) {
    /** Copies the list. */
    public Finding {
        commands = List.copyOf(commands);
    }
}
