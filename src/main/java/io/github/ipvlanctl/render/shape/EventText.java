package io.github.ipvlanctl.render.shape;

import io.github.ipvlanctl.model.Cidr;
import io.github.ipvlanctl.model.Display;
import io.github.ipvlanctl.model.Link;
import io.github.ipvlanctl.model.LinkEvent;
import io.github.ipvlanctl.model.LinkEvent.Kind;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Events for people: a line each, with the time of the day and a sign before it, as a plan's changes have one. */
final class EventText {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private EventText() {}

    static String text(List<LinkEvent> events) {
        StringBuilder text = new StringBuilder();
        for (LinkEvent event : events) {
            Link link = event.link();
            text.append(CLOCK.format(event.time()))
                    .append(' ')
                    .append(sign(event.kind()))
                    .append(' ')
                    .append(link.device().label())
                    .append(" on ")
                    .append(link.parentLabel())
                    .append(what(event))
                    .append('\n');
        }
        return text.toString();
    }

    private static String sign(Kind kind) {
        return switch (kind) {
            case ADDED -> "+";
            case GONE -> "-";
            default -> "~";
        };
    }

    private static String what(LinkEvent event) {
        String from = event.from();
        String to = event.to();
        return switch (event.kind()) {
            case GONE -> "";
            case ADDED -> made(event.link());
            case ADDRESS_ADDED -> ": +address " + to;
            case ADDRESS_REMOVED -> ": -address " + from;
            case MOVED -> ": netns " + or("(current)", from) + " -> " + or("(current)", to);
            case RENAMED -> ": name " + or("", from) + " -> " + or("", to);
            case ALIAS -> ": alias \"" + or("", from) + "\" -> \"" + or("", to) + '"';
            default -> ": " + event.kind().word() + ' ' + or("-", from) + " -> " + or("-", to);
        };
    }

    private static String or(String none, @Nullable String value) {
        return Display.safe(Objects.requireNonNullElse(value, none));
    }

    private static String made(Link link) {
        StringBuilder text = new StringBuilder(": mode ")
                .append(link.settings().mode().word())
                .append(", flag ")
                .append(link.settings().flag().word())
                .append(", state ")
                .append(link.device().state().word());
        for (Cidr address : link.device().assignedAddresses()) {
            text.append(", address ").append(address);
        }
        return text.toString();
    }
}
