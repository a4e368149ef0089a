package io.github.ipvlanctl.iproute2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipvlanctl.model.Netns;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpBatchTest {
    private static IpCommand alias(String text) {
        return IpCommand.of(Netns.current(), "link", "set", "dev", "x", "alias", text, "up");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "",
                "a b",
                "a\tb",
                "\tb",
                " a",
                "a ",
                "it's",
                "a\"b",
                "\"a",
                "'a",
                "\"",
                "'",
                "a'b c",
                "a\"b c",
                "x;y",
                "$x",
                "a\\b",
                "ünï",
                "\\a",
                "a'b\"c",
                "a\rb",
                "\rb",
                "*",
                "a\u000bb"
            })
    void ipReadsTheSameWords(String word) {
        IpCommand command = alias(word);

        assertThat(IpBatch.canHold(command)).isTrue();
        assertThat(parse(IpBatch.text(List.of(command, command)))).containsExactly(command.words(), command.words());
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "a#b", "a\nb", "\nb", "a\\", "a 'b' \"c\"", "'\"", "\"a' b"})
    void whatABatchCannotSayIsKnown(String word) {
        assertThat(IpBatch.canHold(alias(word))).isFalse();
    }

    @Test
    void namespacesAreNotMadeInABatch() {
        assertThat(IpBatch.canHold(IpCommand.of(Netns.current(), "netns", "add", "blue")))
                .isFalse();
    }

    /** getcmdline and makeargs of iproute2's lib/utils.c. */
    private static List<List<String>> parse(String batch) {
        List<List<String>> commands = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String read : batch.split("\n", -1)) {
            int comment = read.indexOf('#');
            String text = comment < 0 ? read : read.substring(0, comment);
            if (text.isEmpty()) {
                continue;
            }
            boolean goesOn = text.endsWith("\\");
            line.append(goesOn ? text.substring(0, text.length() - 1) : text);
            if (!goesOn) {
                commands.add(words(line.toString()));
                line.setLength(0);
            }
        }
        return commands;
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int i = 0;
        while (i < line.length()) {
            if (" \t\r\n".indexOf(line.charAt(i)) >= 0) {
                i++;
                continue;
            }
            char first = line.charAt(i);
            boolean quoted = first == '"' || first == '\'';
            int end = quoted ? line.indexOf(first, i + 1) : i;
            if (quoted) {
                assertThat(end).as("the closing quote in %s", line).isPositive();
                words.add(line.substring(i + 1, end));
                i = end + 1;
            } else {
                while (end < line.length() && " \t\r\n".indexOf(line.charAt(end)) < 0) {
                    end++;
                }
                words.add(line.substring(i, end));
                i = end;
            }
        }
        return words;
    }
}
