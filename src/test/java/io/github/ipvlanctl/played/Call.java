package io.github.ipvlanctl.played;

import java.util.ArrayList;
import java.util.List;

/**
 * A call of a program that is played.
 *
 * @param program {@code ip} or {@code docker}
 * @param words its arguments
 * @param input what it read on stdin, where it reads that
 */
public record Call(PlayedMachine machine, String program, List<String> words, String input) {
    /** Does what it says, all of it. */
    public Answer play() {
        return play(Integer.MAX_VALUE);
    }

    /** Does the first half of it: of a batch; the first half of one command is nothing. */
    public Answer playHalf() {
        return play((int) input.lines().count() / 2);
    }

    private Answer play(int most) {
        if (program.equals("docker")) {
            return most == 0 ? Answer.DONE : machine.docker().run(words);
        }
        if (!words.contains("-batch")) {
            return most == 0 ? Answer.DONE : machine.kernel().run(netns(), command());
        }
        boolean goesOn = words.contains("-force");
        StringBuilder err = new StringBuilder();
        List<String> lines = input.lines().toList();
        for (int i = 0; i < Math.min(most, lines.size()); i++) {
            Answer answer = machine.kernel().run(netns(), words(lines.get(i)));
            if (answer.exit() != 0) {
                err.append(answer.err())
                        .append("Command failed -:")
                        .append(i + 1)
                        .append('\n');
                if (!goesOn) {
                    break;
                }
            }
        }
        return new Answer("", err.toString(), err.isEmpty() ? 0 : 1);
    }

    private String netns() {
        return words.get(0).equals("-n") ? words.get(1) : "";
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(words.subList(netns().isEmpty() ? 0 : 2, words.size()));
        boolean ipv6 = command.contains("-6");
        command.removeIf(word -> List.of("-j", "-d", "-s", "-4", "-6").contains(word));
        if (ipv6) {
            command.add("-6");
        }
        return command;
    }

    /** The words of a line of a batch: one that begins with a quote goes on to the next such quote. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int i = 0;
        while (i < line.length()) {
            char c = line.charAt(i);
            if (c == ' ') {
                i++;
                continue;
            }
            boolean quoted = c == '"' || c == '\'';
            int end = line.indexOf(quoted ? c : ' ', i + 1);
            end = end < 0 ? line.length() : end;
            words.add(line.substring(quoted ? i + 1 : i, end));
            i = end + 1;
        }
        return words;
    }
}
