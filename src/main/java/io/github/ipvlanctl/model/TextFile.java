package io.github.ipvlanctl.model;

/**
 * A file that somebody is to have.
 *
 * @param name its name in whatever directory that will be, without {@code /}
 * @param access who may do what with it
 * @param text ends with a line end
 */
public record TextFile(String name, Access access, String text) {
    /** Who may do what with a file. */
    public enum Access {
        /** All may read it. */
        PUBLIC("0644", "rw-r--r--"),
        /** All may run it. */
        PROGRAM("0755", "rwxr-xr-x"),
        /** It is its owner's alone. */
        PRIVATE("0600", "rw-------");

        private final String octal;
        private final String letters;

        Access(String octal, String letters) {
            this.octal = octal;
            this.letters = letters;
        }

        /** As {@code chmod(1)} takes it: {@code 0644}. */
        public String octal() {
            return octal;
        }

        /** As {@code ls(1)} shows it: {@code rw-r--r--}. */
        public String letters() {
            return letters;
        }
    }

    /** Checks that the name is one, and stays in its directory. */
    public TextFile {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
            throw new IllegalArgumentException("not a file's name: " + name);
        }
    }
}
