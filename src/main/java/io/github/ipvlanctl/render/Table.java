package io.github.ipvlanctl.render;

import io.github.ipvlanctl.model.Display;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Columns for people: a heading, a row a thing, two spaces between; nothing at all when there are no things. */
final class Table {
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String BOLD = "\u001b[1m";
    private static final String RESET = "\u001b[0m";

    private Table() {}

    static <T> String text(Shape<T> shape, List<T> things, boolean color) {
        if (things.isEmpty()) {
            return "";
        }
        List<List<String>> columns = new ArrayList<>();
        for (Shape.Field<T> field : shape.fields()) {
            List<String> cells = things.stream()
                    .map(thing -> cell(field.value().apply(thing)))
                    .toList();
            boolean filled = cells.stream().anyMatch(cell -> !cell.equals("-"));
            if (field.column() == Shape.Column.ALWAYS || (field.column() == Shape.Column.WHEN_FILLED && filled)) {
                List<String> column = new ArrayList<>();
                column.add(field.key().toUpperCase(Locale.ROOT));
                column.addAll(cells);
                columns.add(column);
            }
        }
        List<Integer> widths = columns.stream().map(Table::width).toList();
        StringBuilder text = new StringBuilder();
        for (int row = 0; row <= things.size(); row++) {
            line(text, columns, widths, row, color);
        }
        return text.toString();
    }

    private static void line(
            StringBuilder text, List<List<String>> columns, List<Integer> widths, int row, boolean color) {
        for (int i = 0; i < columns.size(); i++) {
            String cell = columns.get(i).get(row);
            text.append(color ? painted(cell, row == 0) : cell);
            if (i < columns.size() - 1) {
                text.append(" ".repeat(widths.get(i) - cell.codePointCount(0, cell.length()) + 2));
            }
        }
        text.append('\n');
    }

    private static int width(List<String> column) {
        int width = 0;
        for (String cell : column) {
            width = Math.max(width, cell.codePointCount(0, cell.length()));
        }
        return width;
    }

    private static String painted(String cell, boolean heading) {
        if (heading) {
            return BOLD + cell + RESET;
        }
        return switch (cell) {
            case "up" -> GREEN + cell + RESET;
            case "down" -> RED + cell + RESET;
            case "lowerlayerdown" -> YELLOW + cell + RESET;
            default -> cell;
        };
    }

    private static String cell(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.isEmpty()
                    ? "-"
                    : String.join(", ", list.stream().map(Table::cell).toList());
        }
        if (value instanceof Map<?, ?> place) {
            Object netns = place.get("netns");
            return cell(place.get("name")) + (netns == null ? "" : " (netns " + cell(netns) + ")");
        }
        return value == null || value.equals("") ? "-" : Display.safe(value.toString());
    }
}
