package io.github.ipvlanctl.cli.manual;

import io.github.ipvlanctl.cli.Program;
import io.github.ipvlanctl.cli.Topics;
import io.github.ipvlanctl.model.Explanation;
import java.util.List;
import java.util.Locale;

/** ipvlanctl-topics(7): what {@code ipvlanctl explain} says. */
final class TopicsPage {
    private static final String NAME = Program.NAME + "-topics";
    private static final int SECTION = 7;

    private TopicsPage() {}

    static String text(Edition edition) {
        Roff page = edition.page(NAME, SECTION)
                .name(NAME, "what the kernel does with IPvlan, and why commands are refused");
        page.section("DESCRIPTION")
                .paragraph(
                        "'ipvlanctl explain' shows the same: 'ipvlanctl explain modes', 'ipvlanctl explain conflict', or "
                                + "with a message as it was printed.");
        for (Explanation explanation : Topics.all()) {
            page.section(explanation.topic().toUpperCase(Locale.ROOT)).paragraph(explanation.title());
            for (String paragraph : explanation.paragraphs()) {
                if (paragraph.startsWith(Explanation.VERBATIM)) {
                    page.verbatim(paragraph
                            .lines()
                            .map(line -> line.substring(Explanation.VERBATIM.length()))
                            .toList());
                } else {
                    page.paragraph(paragraph);
                }
            }
        }
        return page.section("SEE ALSO")
                .references(List.of(
                        Roff.reference(Program.NAME, 1),
                        Roff.reference(Program.NAME + "-doctor", 1),
                        Roff.reference("ip-link", 8)))
                .toString();
    }
}
