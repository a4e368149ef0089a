package io.github.ipvlanctl.model;

import java.util.List;

/**
 * What there is to say of one thing.
 *
 * @param topic what it is called: {@code modes}, {@code conflict}
 * @param title one sentence
 * @param paragraphs a line of text each, or several lines that begin with four spaces and stand as they are; none where the
 *     title is all that was asked for
 */
public record Explanation(String topic, String title, List<String> paragraphs) {
    /** What each line of a paragraph begins with that is no running text. */
    public static final String VERBATIM = "    ";

    /** Copies the list. */
    public Explanation {
        paragraphs = List.copyOf(paragraphs);
    }
}
