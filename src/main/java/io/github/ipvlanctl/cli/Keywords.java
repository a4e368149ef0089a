package io.github.ipvlanctl.cli;

import io.github.ipvlanctl.cli.Command.Keyword;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns {@code ip}'s keywords into this program's options: {@code ipvl0 link eth0 mode l2} into
 * {@code ipvl0 --parent=eth0 --mode=l2}.
 *
 * <p>Where a command starts with a name, its first word that is not an option is that name, whatever it spells. One
 * reading of {@code ip}'s own order is taken all the same, since nothing else can be meant by it: a keyword that needs a
 * value, followed by a word that is no keyword ({@code dev ipvl0 up}).
 *
 * <p>Where a command takes several names, the first may stand after {@code dev}, whatever it spells, and
 * {@code type ipvlan} may stand anywhere. All other words are names.
 *
 * <p>An option whose value may be left out is given one: the next word when that is a number, else its default.
 */
final class Keywords {
    private final Command command;
    private final Options options;

    Keywords(Command command, Options options) {
        this.command = command;
        this.options = options;
    }

    List<String> rewrite(List<String> words) {
        List<String> rewritten = new ArrayList<>();
        boolean named = !command.nameFirst();
        int i = 0;
        while (i < words.size()) {
            String word = words.get(i);
            if (word.equals("--") || (command.passesWordsOn() && !word.startsWith("-"))) {
                rewritten.addAll(words.subList(i, words.size()));
                break;
            }
            Keyword keyword = keyword(word);
            boolean option = Options.isOption(word);
            String fallback = option ? options.fallback(word) : null;
            if (fallback != null) {
                boolean number = i + 1 < words.size() && isNumber(words.get(i + 1));
                i += number ? 1 : 0;
                rewritten.add(word + "=" + (number ? words.get(i) : fallback));
            } else if (option) {
                rewritten.add(word);
                if (options.takesNext(word) && i + 1 < words.size()) {
                    i++;
                    rewritten.add(words.get(i));
                }
            } else if (keyword != null && isKeyword(keyword, words, i, named)) {
                if (keyword.takesValue() && i + 1 < words.size()) {
                    i++;
                    rewritten.add(optionText(keyword, words.get(i)));
                    named |= keyword.option() == null;
                } else if (keyword.takesValue()) {
                    rewritten.add(keyword.option() == null ? word : keyword.option());
                } else {
                    rewritten.add(optionText(keyword, keyword.value()));
                }
            } else {
                rewritten.add(word);
                named = true;
            }
            i++;
        }
        return rewritten;
    }

    private static boolean isNumber(String word) {
        return !word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private @Nullable Keyword keyword(String word) {
        return command.keywords().get(word);
    }

    private boolean isKeyword(Keyword keyword, List<String> words, int i, boolean named) {
        String next = keyword.takesValue() && i + 1 < words.size() ? words.get(i + 1) : "";
        boolean beforeAWord = !next.isEmpty() && !next.startsWith("-");
        if (command.severalNames()) {
            return beforeAWord && (!named || (keyword.option() != null && next.equals(Command.TYPE)));
        }
        return named || (beforeAWord && keyword(next) == null);
    }

    private static String optionText(Keyword keyword, @Nullable String value) {
        if (keyword.option() == null) {
            return String.valueOf(value);
        }
        return value == null || value.isEmpty() ? keyword.option() : keyword.option() + "=" + value;
    }
}
