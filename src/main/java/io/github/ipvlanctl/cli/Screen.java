package io.github.ipvlanctl.cli;

import java.io.PrintWriter;
import java.util.List;

/**
 * A terminal's whole screen, which is given back as it was. The terminal cuts off what it has no room for, on the right and
 * below, so that its size need not be known, and may change.
 *
 * <p>The control sequences are those of xterm, which the console, tmux and all usual terminals know (ctlseqs, ECMA-48).
 */
final class Screen implements AutoCloseable {
    private static final String ESCAPE = "\u001b[";

    /** Another screen than the one with the user's lines; no cursor; no line goes on in the next row. */
    private static final String BEGIN = ESCAPE + "?1049h" + ESCAPE + "?25l" + ESCAPE + "?7l" + ESCAPE + "2J";

    private static final String END = ESCAPE + "?7h" + ESCAPE + "?25h" + ESCAPE + "?1049l";
    private static final String ERASE_REST_OF_LINE = ESCAPE + "K";
    private static final String ERASE_REST_OF_SCREEN = ESCAPE + "J";

    /** The highest terminal that is filled. */
    private static final int ROWS = 300;

    private final PrintWriter terminal;

    Screen(PrintWriter terminal) {
        this.terminal = terminal;
        terminal.print(BEGIN);
    }

    /**
     * Shows lines in the place of what is there, without clearing it first, which would flicker. They are written from the last
     * to the first: all that are below the screen land in its lowest row, where the one that belongs there comes last.
     */
    void show(List<String> lines) {
        int rows = Math.min(lines.size(), ROWS);
        StringBuilder frame = new StringBuilder();
        frame.append(ESCAPE).append(rows + 1).append(";1H").append(ERASE_REST_OF_SCREEN);
        for (int row = rows; row > 0; row--) {
            frame.append(ESCAPE)
                    .append(row)
                    .append(";1H")
                    .append(lines.get(row - 1))
                    .append(ERASE_REST_OF_LINE);
        }
        terminal.print(frame);
        terminal.flush();
    }

    @Override
    public void close() {
        terminal.print(END);
        terminal.flush();
    }
}
