package io.github.ipvlanctl.model;

import java.util.ArrayList;
import java.util.List;

/** Which of the known words somebody may have meant. */
public final class Suggestions {
    private static final int MOST = 3;

    private record Near(int distance, String word) {}

    private Suggestions() {}

    /** A hint that names the close matches, or else lists what there is, or says that there is nothing. */
    public static String hint(String word, List<String> known, String whatThereIs) {
        List<String> close = closest(word, known);
        if (!close.isEmpty()) {
            return "did you mean " + String.join(" or ", close) + "?";
        }
        if (known.isEmpty()) {
            return whatThereIs + ": none";
        }
        String shown = String.join(", ", known.subList(0, Math.min(known.size(), 8)));
        return whatThereIs + ": " + shown + (known.size() > 8 ? ", …" : "");
    }

    /** At most three of {@code known}, the closest first, that differ from {@code word} in a third of the longer one's letters. */
    public static List<String> closest(String word, List<String> known) {
        List<Near> near = new ArrayList<>();
        for (String candidate : known) {
            int allowed = Math.max(1, Math.max(word.length(), candidate.length()) / 3);
            // Most are told by their length alone, which is cheap: a manifest may have thousands of unknown words.
            int distance = Math.abs(word.length() - candidate.length()) > allowed
                    ? Integer.MAX_VALUE
                    : distance(word, candidate);
            if (distance <= allowed) {
                near.add(new Near(distance, candidate));
            }
        }
        near.sort((a, b) -> a.distance() == b.distance()
                ? a.word().compareTo(b.word())
                : Integer.compare(a.distance(), b.distance()));
        List<String> closest = new ArrayList<>();
        for (Near candidate : near.subList(0, Math.min(near.size(), MOST))) {
            closest.add(candidate.word());
        }
        return closest;
    }

    /** The number of letters to insert, delete or replace, or neighbours to swap (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] changes = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                changes[i][j] = i == 0 || j == 0 ? i + j : fewest(changes, a, b, i, j);
            }
        }
        return changes[a.length()][b.length()];
    }

    private static int fewest(int[][] changes, String a, String b, int i, int j) {
        int replaced = changes[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int fewest = Math.min(replaced, 1 + Math.min(changes[i - 1][j], changes[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(fewest, 1 + changes[i - 2][j - 2]) : fewest;
    }
}
