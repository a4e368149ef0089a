package io.github.ipvlanctl.render.shape;

import io.github.ipvlanctl.model.Explanation;
import java.util.List;

/** Explanations for people: one as its text, folded; of several, a line each. */
final class ExplanationText {
    private static final int WIDTH = 96;

    private ExplanationText() {}

    static String text(List<Explanation> explanations) {
        StringBuilder text = new StringBuilder();
        int width = explanations.stream()
                .mapToInt(explanation -> explanation.topic().length())
                .max()
                .orElse(0);
        for (Explanation explanation : explanations) {
            if (explanation.paragraphs().isEmpty()) {
                String topic = explanation.topic();
                text.append(topic)
                        .append(" ".repeat(width - topic.length() + 2))
                        .append(explanation.title())
                        .append('\n');
            } else {
                fold(text, explanation.title());
                for (String paragraph : explanation.paragraphs()) {
                    text.append('\n');
                    if (paragraph.startsWith(Explanation.VERBATIM)) {
                        text.append(paragraph).append('\n');
                    } else {
                        fold(text, paragraph);
                    }
                }
            }
        }
        return text.toString();
    }

    private static void fold(StringBuilder text, String paragraph) {
        int column = 0;
        for (String word : paragraph.split(" ", -1)) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                text.append('\n');
                column = 0;
            }
            text.append(column > 0 ? " " : "").append(word);
            column += word.length() + (column > 0 ? 1 : 0);
        }
        text.append('\n');
    }
}
