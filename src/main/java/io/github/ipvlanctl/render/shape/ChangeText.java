package io.github.ipvlanctl.render.shape;

import io.github.ipvlanctl.model.Change;
import io.github.ipvlanctl.model.Change.Action;
import io.github.ipvlanctl.model.Change.Difference;
import io.github.ipvlanctl.model.Display;
import io.github.ipvlanctl.model.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes for people: a line each, with a sign before it, and how many of each sign. */
final class ChangeText {
    private static final Set<String> MANY = Set.of("address", "route");

    private ChangeText() {}

    static String text(List<Change> changes) {
        if (changes.isEmpty()) {
            return "unchanged\n";
        }
        StringBuilder text = new StringBuilder();
        changes.forEach(change -> text.append(line(change)).append('\n'));
        List<String> counts = new ArrayList<>();
        for (Action action : Action.values()) {
            long number =
                    changes.stream().filter(change -> change.action() == action).count();
            if (number > 0) {
                counts.add(action.sign() + " " + number);
            }
        }
        return text.append(String.join(", ", counts)).append('\n').toString();
    }

    private static String line(Change change) {
        StringBuilder line = new StringBuilder(change.action().sign()).append(' ');
        line.append(change.kind().equals("link") ? "" : change.kind() + " ").append(Display.safe(change.name()));
        if (change.netns() != null) {
            line.append(" (netns ").append(Display.safe(change.netns())).append(')');
        }
        if (change.parent() != null) {
            line.append(" on ").append(Display.safe(change.parent()));
        }
        if (!change.differences().isEmpty()) {
            boolean made = change.action() == Action.ADD;
            line.append(": ")
                    .append(String.join(
                            ", ",
                            change.differences().stream()
                                    .map(difference -> made ? made(difference) : text(difference))
                                    .toList()));
        }
        if (!change.links().isEmpty()) {
            int number = change.links().size();
            line.append(number == 1 ? " for 1 link: " : " for " + number + " links: ")
                    .append(Port.names(change.links()));
        }
        return line.toString();
    }

    /** What a new link has. */
    private static String made(Difference difference) {
        return difference.what() + " " + Display.safe(Objects.requireNonNull(difference.to()));
    }

    /** Of addresses and routes a link has many, and each comes or goes; other things change. */
    private static String text(Difference difference) {
        String what = difference.what();
        String from = difference.from();
        String to = difference.to();
        if (MANY.contains(what)) {
            return (to == null ? "-" : "+") + what + " " + Display.safe(Objects.requireNonNull(to == null ? from : to));
        }
        if (what.equals("netns")) {
            return "netns " + place(from) + " -> " + place(to);
        }
        if (what.equals("alias")) {
            return "alias " + quoted(from) + " -> " + quoted(to);
        }
        String after = Display.safe(Objects.requireNonNullElse(to, "none"));
        return what + " " + (from == null ? "" : Display.safe(from) + " -> ") + after;
    }

    private static String place(@Nullable String netns) {
        return netns == null ? "(current)" : Display.safe(netns);
    }

    private static String quoted(@Nullable String text) {
        return '"' + Display.safe(Objects.requireNonNullElse(text, "")) + '"';
    }
}
