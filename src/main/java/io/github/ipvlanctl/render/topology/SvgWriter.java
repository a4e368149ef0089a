package io.github.ipvlanctl.render.topology;

/** Elements of an SVG picture. Lengths are in pixels; colours are classes of its style. */
final class SvgWriter {
    private final StringBuilder body = new StringBuilder();

    /** A box with round corners. */
    void box(String type, int x, int y, int width, int height) {
        body.append("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n"
                .formatted(type, x, y, width, height));
    }

    /** A line of text with all its spaces; {@code y} is its base line. */
    void text(String type, int x, int y, String text) {
        body.append("<text class=\"%s\" xml:space=\"preserve\" x=\"%d\" y=\"%d\">%s</text>\n"
                .formatted(type, x, y, escaped(text)));
    }

    /** A line from left to right that leaves and arrives level. */
    void curve(String type, int fromX, int fromY, int toX, int toY) {
        int middle = (fromX + toX) / 2;
        body.append("<path class=\"%s\" d=\"M%d %dC%d %d %d %d %d %d\"/>\n"
                .formatted(type, fromX, fromY, middle, fromY, middle, toY, toX, toY));
    }

    /** The whole picture. */
    String picture(String title, String style, int width, int height) {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img">
                <title>%s</title>
                <style>
                %s</style>
                <rect class="page" width="100%%" height="100%%"/>
                """.formatted(width, height, width, height, escaped(title), style) + body + "</svg>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
