package io.github.ipvlanctl.render.shape;

import io.github.ipvlanctl.model.Display;
import io.github.ipvlanctl.model.Finding;
import io.github.ipvlanctl.model.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Findings for people: a line for each, what mends it below; one line for all that is well; and how many of each. */
final class FindingText {
    private static final int VERDICT_WIDTH = 9;

    private FindingText() {}

    static String text(List<Finding> findings) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            if (finding.verdict() != Verdict.OK) {
                line(text, finding.verdict(), finding.check() + ": " + subject(finding) + finding.evidence());
                finding.commands().forEach(command -> text.append(" ".repeat(VERDICT_WIDTH + 2))
                        .append(command)
                        .append('\n'));
            }
        }
        List<String> well = checks(findings, Verdict.OK);
        if (!well.isEmpty()) {
            line(text, Verdict.OK, String.join(", ", well));
        }
        return text.append(count(findings)).append('\n').toString();
    }

    private static void line(StringBuilder text, Verdict verdict, String rest) {
        String word = verdict.word();
        text.append(word)
                .append(" ".repeat(VERDICT_WIDTH - word.length()))
                .append(Display.safe(rest))
                .append('\n');
    }

    private static String subject(Finding finding) {
        String netns = finding.netns();
        return finding.device() == null
                ? ""
                : finding.device() + (netns == null ? "" : " (netns " + netns + ")") + ": ";
    }

    private static List<String> checks(List<Finding> findings, Verdict verdict) {
        return findings.stream()
                .filter(finding -> finding.verdict() == verdict)
                .map(Finding::check)
                .distinct()
                .toList();
    }

    private static String count(List<Finding> findings) {
        List<String> counts = new ArrayList<>();
        for (Verdict verdict : List.of(Verdict.PROBLEM, Verdict.WARNING, Verdict.UNKNOWN)) {
            long number = findings.stream()
                    .filter(finding -> finding.verdict() == verdict)
                    .count();
            if (number > 0) {
                counts.add(number + " " + verdict.word() + (number > 1 && verdict.isFinding() ? "s" : ""));
            }
        }
        boolean sound = findings.stream().noneMatch(finding -> finding.verdict().isFinding());
        String rest = String.join(", ", counts);
        return sound ? "sound" + (rest.isEmpty() ? "" : " as far as could be seen: " + rest) : rest;
    }
}
