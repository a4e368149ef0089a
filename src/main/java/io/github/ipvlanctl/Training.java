package io.github.ipvlanctl;

import io.github.ipvlanctl.cli.Program;
import java.io.File;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Run by the build, never by users: many command lines in one process, so that the virtual machine notes which classes
 * the program needs, and stores them in the runtime image as it wants them.
 */
public final class Training {
    private Training() {}

    /**
     * Runs command lines, without output; then one command line as a process of its own would. It loads little of its own,
     * reads no file: all that it loads is stored, too.
     *
     * @param args a directory in the place of the program's own below /run; "helps" to begin with every command's help; the
     *     command lines, without quoting, in one word with line ends between them; the last command line's words
     */
    public static void main(String[] args) {
        File directory = new File(args[0]);
        if (args[1].equals("helps")) {
            for (List<String> command : Program.commands()) {
                List<String> words = new ArrayList<>(command);
                words.add("--help");
                run(directory, words);
            }
        }
        for (String line : args[2].split("\n", 0)) {
            run(directory, List.of(line.split(" ", -1)));
        }
        Main.runAsProcess(List.of(args).subList(3, args.length).toArray(String[]::new));
    }

    private static void run(File directory, List<String> words) {
        OutputStream nowhere = OutputStream.nullOutputStream();
        Main.run(directory, nowhere, nowhere, false, false, name -> null, words.toArray(String[]::new));
    }
}
