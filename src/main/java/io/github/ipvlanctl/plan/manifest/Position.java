package io.github.ipvlanctl.plan.manifest;

import io.github.ipvlanctl.model.Display;

/**
 * A place in a manifest.
 *
 * @param file as the user named it; {@code -} for stdin
 * @param line from 1
 * @param column from 1
 */
public record Position(String file, int line, int column) {
    @Override
    public String toString() {
        return Display.safe(file) + ":" + line + ":" + column;
    }
}
