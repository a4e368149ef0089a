package io.github.ipvlanctl.iproute2;

import java.util.List;

/**
 * The syntax of {@code ip -batch} (makeargs and getcmdline in iproute2's lib/utils.c): words between white space; one
 * that begins with a quote goes on to the next such quote; a {@code #} starts a comment even within quotes; there is no
 * escape.
 */
final class IpBatch {
    private IpBatch() {}

    /**
     * Whether a command can be a line of a batch. {@code netns} commands cannot: they change the namespace of the process
     * that runs them.
     */
    static boolean canHold(IpCommand command) {
        return !command.words().get(0).equals("netns")
                && command.words().stream().allMatch(IpBatch::canHold);
    }

    private static boolean canHold(String word) {
        boolean both = word.indexOf('"') >= 0 && word.indexOf('\'') >= 0;
        return word.indexOf('#') < 0 && word.indexOf('\n') < 0 && !word.endsWith("\\") && !(both && needsQuotes(word));
    }

    private static boolean needsQuotes(String word) {
        return word.isEmpty()
                || word.charAt(0) == '"'
                || word.charAt(0) == '\''
                || word.indexOf(' ') >= 0
                || word.indexOf('\t') >= 0
                || word.indexOf('\r') >= 0;
    }

    /** The commands as lines. */
    static String text(List<IpCommand> commands) {
        StringBuilder text = new StringBuilder();
        for (IpCommand command : commands) {
            String separator = "";
            for (String word : command.words()) {
                text.append(separator);
                if (needsQuotes(word)) {
                    char quote = word.indexOf('"') >= 0 ? '\'' : '"';
                    text.append(quote).append(word).append(quote);
                } else {
                    text.append(word);
                }
                separator = " ";
            }
            text.append('\n');
        }
        return text.toString();
    }
}
