package io.github.ipvlanctl.export;

import io.github.ipvlanctl.model.TextFile;
import java.util.ArrayList;
import java.util.List;

/** Shell scripts that stop at the first command that fails. */
final class Scripts {
    private Scripts() {}

    /** A script of commands that are quoted already; a line that begins with a hash is a comment. */
    static TextFile file(String name, Target target, List<String> commands) {
        List<String> lines = new ArrayList<>(List.of("#!/bin/sh", writtenBy(target), "set -eu"));
        lines.addAll(commands);
        return new TextFile(name, TextFile.Access.PROGRAM, String.join("\n", lines) + "\n");
    }

    /** A comment that tells where a file comes from. */
    static String writtenBy(Target target) {
        return "# Written by 'ipvlanctl export " + target.name() + "'.";
    }
}
