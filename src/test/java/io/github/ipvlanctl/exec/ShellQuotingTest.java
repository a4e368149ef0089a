package io.github.ipvlanctl.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real shell must read back what was quoted. */
class ShellQuotingTest {
    private final SystemProcessRunner runner = new SystemProcessRunner(Duration.ofSeconds(20), CommandListener.NONE);

    private String shell(String script) {
        CommandResult result = runner.run(Command.of(List.of("sh", "-c", script)));
        assertThat(result.stderr()).isEmpty();
        return result.stdout();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "a b",
                "a\tb",
                "a\nb",
                "\n",
                "'",
                "''",
                "it's",
                "\"",
                "x;y",
                "x\"y",
                "$HOME",
                "${x}",
                "$(id)",
                "`id`",
                "\\",
                "\\\\",
                "a\\",
                "a\\'b",
                "*",
                "?",
                "[a]",
                "{a,b}",
                "~",
                "~root",
                "#",
                "#a",
                "a#b",
                "!",
                "!!",
                "&",
                "&&",
                "|",
                "<",
                ">",
                "(",
                ")",
                "-n",
                "--",
                "=",
                "a=b",
                "%s",
                "%%",
                "^",
                "é",
                "ünï",
                "日本",
                "\ud83d\ude00",
                "\u0001",
                "\u001b[31m",
                "\u007f",
                "\r",
                "'\\''",
                "EOF",
                "a'b\"c$d`e\\f g",
                "@",
                ":",
                ",",
                "+",
                "."
            })
    void aShellReadsTheSameWord(String word) {
        assertThat(shell("printf '%s\\0' " + ShellQuoting.quote(word))).isEqualTo(word + "\0");
    }

    @Test
    void aShellReadsTheSameWords() {
        List<String> words = List.of("a b", "", "'", "$x", "plain");

        assertThat(shell("printf '%s\\0' " + ShellQuoting.quote(words))).isEqualTo(String.join("\0", words) + "\0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ip", "192.168.1.100/24", "2001:db8::1/64", "eth0.20", "--route=a,b", "a_b", "x@y", "50%"})
    void leavesPlainWordsBare(String word) {
        assertThat(ShellQuoting.quote(word)).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "link add\n",
                "one\ntwo\n",
                "$HOME `id` \\ 'x' \"y\"\n",
                "EOF\n",
                "EOF\nEOF_\n",
                "a EOF\n",
                "\n",
                "\n\n",
                "\\\n",
                " EOF\n",
            })
    void aHereDocumentCarriesTheSameText(String text) {
        assertThat(shell("cat " + ShellQuoting.hereDocument(text))).isEqualTo(text);
    }

    @Test
    void aHereDocumentEndsTheLastLine() {
        assertThat(shell("cat " + ShellQuoting.hereDocument("no end of line"))).isEqualTo("no end of line\n");
        assertThat(shell("cat " + ShellQuoting.hereDocument(""))).isEmpty();
    }

    @Test
    void aCommandWithStdinIsAHereDocument() {
        assertThat(new Command(List.of("ip", "-batch", "-"), "link show\n").shellText())
                .isEqualTo("ip -batch - <<'EOF'\nlink show\nEOF");
    }
}
