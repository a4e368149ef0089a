package io.github.ipvlanctl.render;

import io.github.ipvlanctl.model.Change;
import io.github.ipvlanctl.model.Change.Action;
import io.github.ipvlanctl.model.Change.Difference;
import io.github.ipvlanctl.model.Display;
import java.util.ArrayList;
import java.util.List;

/** Changes for people: a line each, with a sign before it, and how many of each sign. */
final class ChangeText {
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
        line.append(change.kind().equals("netns") ? "netns " : "").append(Display.safe(change.name()));
        if (change.netns() != null) {
            line.append(" (netns ").append(Display.safe(change.netns())).append(')');
        }
        if (change.parent() != null) {
            line.append(" on ").append(Display.safe(change.parent()));
        }
        if (!change.differences().isEmpty()) {
            line.append(": ")
                    .append(String.join(
                            ", ",
                            change.differences().stream().map(ChangeText::text).toList()));
        }
        return line.toString();
    }

    private static String text(Difference difference) {
        String from = difference.from() == null ? "" : Display.safe(difference.from());
        String to = difference.to() == null ? "" : Display.safe(difference.to());
        if (from.isEmpty()) {
            return difference.what() + " " + to;
        }
        return difference.what() + " " + from + " -> " + (to.isEmpty() ? "none" : to);
    }
}
