package io.github.ipvlanctl.render;

import io.github.ipvlanctl.model.Display;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Columns for people: a heading, a row a thing, two spaces between; nothing at all when there are no things. */
final class Table {
    private Table() {}

    static <T> String text(Shape<T> shape, List<T> things, boolean color) {
        if (things.isEmpty()) {
            return "";
        }
        List<Column> columns = new ArrayList<>();
        for (Shape.Field<T> field : shape.fields()) {
            if (field.column() != Shape.Column.NEVER) {
                Column column = column(field, things);
                if (column.filled || field.column() == Shape.Column.ALWAYS) {
                    columns.add(column);
                }
            }
        }
        StringBuilder text = new StringBuilder();
        for (int row = 0; row <= things.size(); row++) {
            line(text, columns, row, color);
        }
        return text.toString();
    }

    /** The heading and the cells below it, how wide they are, and whether any has a value. */
    private record Column(List<String> cells, int width, boolean filled) {}

    private static <T> Column column(Shape.Field<T> field, List<T> things) {
        String heading = field.key().toUpperCase(Locale.ROOT);
        List<String> cells = new ArrayList<>(List.of(heading));
        int width = heading.length();
        boolean filled = false;
        for (T thing : things) {
            String cell = cell(field.value().apply(thing));
            cells.add(cell);
            width = Math.max(width, cell.codePointCount(0, cell.length()));
            filled |= !cell.equals("-");
        }
        return new Column(cells, width, filled);
    }

    private static void line(StringBuilder text, List<Column> columns, int row, boolean color) {
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            String cell = column.cells.get(row);
            text.append(color ? painted(cell, row == 0) : cell);
            if (i < columns.size() - 1) {
                text.append(" ".repeat(column.width - cell.codePointCount(0, cell.length()) + 2));
            }
        }
        text.append('\n');
    }

    private static String painted(String cell, boolean heading) {
        return heading ? Ink.bold(cell) : Ink.state(cell);
    }

    private static String cell(@Nullable Object value) {
        if (value instanceof List<?> list) {
            List<String> cells = new ArrayList<>();
            for (Object element : list) {
                cells.add(cell(element));
            }
            return cells.isEmpty() ? "-" : String.join(", ", cells);
        }
        if (value instanceof Map<?, ?> place) {
            Object netns = place.get("netns");
            Object address = place.get("address");
            return cell(place.get("name"))
                    + (address == null ? "" : " " + cell(address))
                    + (netns == null ? "" : " (netns " + cell(netns) + ")");
        }
        return value == null || value.equals("") ? "-" : Display.safe(value.toString());
    }
}
