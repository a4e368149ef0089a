package io.github.ipvlanctl.render;

/** What is written on stderr beside a result when JSON was asked for, a line each. */
final class NoteShape extends Shape<String> {
    NoteShape() {
        super("note");
    }

    @Override
    protected void describe(String text, Row row) {
        row.key("note", text);
    }
}
