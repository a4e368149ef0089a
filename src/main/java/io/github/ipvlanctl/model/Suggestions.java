package io.github.ipvlanctl.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which of the known words somebody may have meant. */
public final class Suggestions {
    private static final int MOST = 3;

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

    /** At most three of {@code known}, the closest first, that differ from {@code word} in a third of its letters. */
    public static List<String> closest(String word, List<String> known) {
        int tolerance = Math.max(1, word.length() / 3);
        List<Map.Entry<Integer, String>> near = new ArrayList<>();
        for (String candidate : known) {
            int distance = distance(word, candidate);
            if (distance <= tolerance) {
                near.add(Map.entry(distance, candidate));
            }
        }
        near.sort(Map.Entry.<Integer, String>comparingByKey().thenComparing(Map.Entry.comparingByValue()));
        return near.stream().limit(MOST).map(Map.Entry::getValue).toList();
    }

    /** The number of letters to insert, delete or replace (Levenshtein's distance). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
