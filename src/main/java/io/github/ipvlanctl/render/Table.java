package io.github.ipvlanctl.render;

import io.github.ipvlanctl.model.Display;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Columns for people: a heading, a row a thing, two spaces between; nothing at all when there are no things. */
final class Table implements Row {
    private final List<Column> columns = new ArrayList<>();
    /** Which of the columns the next value is for. */
    private int next;

    private Table() {}

    static <T> String text(Shape<T> shape, List<T> things, boolean color) {
        Table table = new Table();
        for (T thing : things) {
            table.next = 0;
            shape.describe(thing, table);
        }
        table.columns.removeIf(column -> !column.shown);
        StringBuilder text = new StringBuilder();
        for (int row = 0; row <= things.size() && !things.isEmpty(); row++) {
            line(text, table.columns, row, color);
        }
        return text.toString();
    }

    @Override
    public Row column(String key, @Nullable Object value) {
        return cell(key, value, true);
    }

    @Override
    public Row columnWhenFilled(String key, @Nullable Object value) {
        return cell(key, value, false);
    }

    @Override
    public Row key(String key, @Nullable Object value) {
        return this;
    }

    private Row cell(String key, @Nullable Object value, boolean always) {
        if (next == columns.size()) {
            columns.add(new Column(key.toUpperCase(Locale.ROOT), always));
        }
        columns.get(next++).add(cell(value));
        return this;
    }

    /** The heading and the cells below it, how wide they are, and whether they are shown: some are only when one has a value. */
    private static final class Column {
        private final List<String> cells = new ArrayList<>();
        private int width;
        private boolean shown;

        private Column(String heading, boolean always) {
            add(heading);
            shown = always;
        }

        private void add(String cell) {
            cells.add(cell);
            width = Math.max(width, cell.codePointCount(0, cell.length()));
            shown |= !cell.equals("-");
        }
    }

    private static void line(StringBuilder text, List<Column> columns, int row, boolean color) {
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            String cell = column.cells.get(row);
            text.append(color ? painted(cell, row == 0) : cell);
            if (i < columns.size() - 1) {
                for (int n = column.width - cell.codePointCount(0, cell.length()) + 2; n > 0; n--) {
                    text.append(' ');
                }
            }
        }
        text.append('\n');
    }

    private static String painted(String cell, boolean heading) {
        return heading ? Ink.bold(cell) : Ink.state(cell);
    }

    private static String cell(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.size() == 1 ? cell(list.get(0)) : joined(list);
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

    private static String joined(List<?> list) {
        List<String> cells = new ArrayList<>();
        for (Object element : list) {
            cells.add(cell(element));
        }
        return cells.isEmpty() ? "-" : String.join(", ", cells);
    }
}
